"""Core's own addresses below `/<area>/`."""

from django.urls import path

from listens.core import media_views
from listens.core.brand import ShowBrandView

urlpatterns = [
    path("brand.css", ShowBrandView.as_view(), name="brand"),
    path("media/", media_views.MediaFilesView.as_view(), name="media_files"),
    path("media/add/", media_views.AddMediaView.as_view(), name="add_media"),
    path("media/of/<slug:slot>/", media_views.MediaOfView.as_view(), name="media_of"),
    path("media/<uuid:file>/", media_views.ShowMediaView.as_view(), name="media"),
    path("media/<uuid:file>/remove/", media_views.RemoveMediaView.as_view(), name="remove_media"),
]
