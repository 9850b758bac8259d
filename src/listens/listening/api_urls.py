"""The sync endpoints, below `/<area>/api/v1/`."""

from django.urls import path

from listens.listening import api

urlpatterns = [
    path("csrf/", api.CsrfView.as_view(), name="api_csrf"),
    path("conversations/", api.ConversationsView.as_view(), name="api_conversations"),
    path("contacts/", api.ContactsView.as_view(), name="api_contacts"),
    path("cards/", api.CardsView.as_view(), name="api_cards"),
]
