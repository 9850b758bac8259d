"""Sessions with children."""

from django.urls import path

from listens.listening.children import views

urlpatterns = [
    path("rounds/<slug:round>/children/", views.ChildrenSessionsView.as_view(), name="children_sessions"),
    path(
        "rounds/<slug:round>/children/start/",
        views.StartChildrenSessionView.as_view(),
        name="start_children_session",
    ),
    path("children/<uuid:session>/", views.ChildrenSessionView.as_view(), name="children_session"),
    path(
        "children/<uuid:session>/consent/",
        views.RecordChildrenConsentView.as_view(),
        name="record_children_consent",
    ),
    path(
        "children/<uuid:session>/call-off/",
        views.CallOffChildrenSessionView.as_view(),
        name="call_off_children_session",
    ),
    path("children/<uuid:session>/card/", views.ChildrenCardView.as_view(), name="children_card"),
    path("children/<uuid:session>/type/", views.TypeInChildrenView.as_view(), name="type_in_children"),
]
