"""Open data below `/<area>/api/v1/`."""

from django.urls import path

from listens.public.views import data

urlpatterns = [
    path("promises/", data.PromisesDataView.as_view(), name="promises_data"),
    path("estimates/", data.EstimatesDataView.as_view(), name="estimates_data"),
    path("votes/", data.VotesDataView.as_view(), name="votes_data"),
]
