"""Capture, review and import of what was said."""

from django.urls import path

from listens.listening import (
    capture_views,
    link_views,
    phone_views,
    review_views,
    striking_views,
    withdrawal_views,
)

urlpatterns = [
    path("listen/", capture_views.CaptureView.as_view(), name="capture"),
    path("listen/open/", capture_views.OpenLinkView.as_view(), name="open_link"),
    path("listen/phone/", phone_views.PhoneView.as_view(), name="phone"),
    path("listen/close/", phone_views.ClosePageView.as_view(), name="close_page"),
    path("listen/sw.js", phone_views.ServiceWorkerView.as_view(), name="service_worker"),
    path("listen/manifest.webmanifest", phone_views.ManifestView.as_view(), name="manifest"),
    path("listen/thanks/", capture_views.ThanksView.as_view(), name="thanks"),
    path("listen/contact/", capture_views.ContactView.as_view(), name="contact"),
    path("listen/card/", capture_views.CardView.as_view(), name="card"),
    path("rounds/<slug:round>/links/", link_views.RoundLinksView.as_view(), name="round_links"),
    path("rounds/<slug:round>/links/make/", link_views.MakeLinkView.as_view(), name="make_link"),
    path("links/<uuid:link>/renew/", link_views.RenewLinkView.as_view(), name="renew_link"),
    path("links/<uuid:link>/hold/", link_views.HoldLinkView.as_view(), name="hold_link"),
    path("links/<uuid:link>/revoke/", link_views.RevokeLinkView.as_view(), name="revoke_link"),
    path("review/", review_views.ReviewQueueView.as_view(), name="review_queue"),
    path("rounds/<slug:round>/review/accept/", review_views.AcceptFileView.as_view(), name="accept_file"),
    path("rounds/<slug:round>/notes/import/", review_views.ImportNotesView.as_view(), name="import_notes"),
    path(
        "conversations/<uuid:conversation>/review/",
        review_views.ReviewConversationView.as_view(),
        name="review_conversation",
    ),
    path(
        "conversations/<uuid:conversation>/notes/<uuid:note>/withdraw/",
        review_views.WithdrawNoteView.as_view(),
        name="withdraw_note",
    ),
    path(
        "conversations/<uuid:conversation>/notes/<uuid:note>/take-out/",
        striking_views.StrikeWordsView.as_view(),
        name="strike_words",
    ),
    path(
        "conversations/<uuid:conversation>/notes/<uuid:note>/take-out/<uuid:strike>/back/",
        striking_views.PutBackView.as_view(),
        name="put_back",
    ),
    path("withdraw/", withdrawal_views.WithdrawView.as_view(), name="withdraw"),
    path("withdrawals/", withdrawal_views.WithdrawForView.as_view(), name="withdraw_for"),
]
