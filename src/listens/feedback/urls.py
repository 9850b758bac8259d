"""Telling people what came of it, below `/<area>/`."""

from django.urls import path

from listens.feedback import reply_views, report_views, striking_views, views

urlpatterns = [
    path("rounds/<slug:round>/feedback/", views.FeedbackOwedView.as_view(), name="feedback_owed"),
    path("rounds/<slug:round>/feedback/write/", views.TellContactsView.as_view(), name="tell_contacts"),
    path("reply/", reply_views.ReplyView.as_view(), name="reply"),
    path("rounds/<slug:round>/feedback/replies/", reply_views.RepliesView.as_view(), name="replies"),
    path(
        "rounds/<slug:round>/feedback/replies/write-down/",
        reply_views.RecordReplyView.as_view(),
        name="record_reply",
    ),
    path(
        "rounds/<slug:round>/feedback/replies/<uuid:reply>/erase/",
        reply_views.EraseReplyView.as_view(),
        name="erase_reply",
    ),
    path(
        "rounds/<slug:round>/feedback/replies/<uuid:reply>/take-out/",
        striking_views.StrikeReplyView.as_view(),
        name="strike_reply",
    ),
    path(
        "rounds/<slug:round>/feedback/replies/<uuid:reply>/take-out/<uuid:strike>/back/",
        striking_views.PutReplyBackView.as_view(),
        name="put_reply_back",
    ),
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
