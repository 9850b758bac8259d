"""Telling people what came of it, below `/<area>/`."""

from django.urls import path

from listens.feedback import report_views, views

urlpatterns = [
    path("rounds/<slug:round>/feedback/", views.FeedbackOwedView.as_view(), name="feedback_owed"),
    path("rounds/<slug:round>/feedback/write/", views.TellContactsView.as_view(), name="tell_contacts"),
    path(
        "rounds/<slug:round>/feedback/<uuid:organisation>/",
        views.RecordTellingView.as_view(),
        name="record_telling",
    ),
    path(
        "rounds/<slug:round>/feedback/<uuid:organisation>/report/",
        report_views.OrganisationReportView.as_view(),
        name="organisation_report",
    ),
    path("stop/<str:token>/", views.StopMessagesView.as_view(), name="stop_messages"),
]
