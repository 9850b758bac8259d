"""Around the review: what listeners see of it, the reasons, the log."""

from django.urls import path

from listens.listening import review_office_views, sent_views, translation_views

urlpatterns = [
    path("listen/sent/", sent_views.SentView.as_view(), name="sent"),
    path(
        "notes/<uuid:note>/translation/", translation_views.TranslateNoteView.as_view(), name="translate_note"
    ),
    path("review/reasons/", review_office_views.ListReasonsView.as_view(), name="list_reasons"),
    path("review/log.csv", review_office_views.ReviewLogView.as_view(), name="review_log"),
]
