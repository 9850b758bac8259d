"""The sync endpoints, below `/<area>/api/v1/`."""

from django.urls import path

from listens.listening import api, sent_views

urlpatterns = [
    path("csrf/", api.CsrfView.as_view(), name="api_csrf"),
    path("conversations/", api.ConversationsView.as_view(), name="api_conversations"),
    path("conversations/states/", sent_views.StatesView.as_view(), name="api_conversation_states"),
    path("conversations/answers/", sent_views.AnswersView.as_view(), name="api_conversation_answers"),
    path("contacts/", api.ContactsView.as_view(), name="api_contacts"),
    path("cards/", api.CardsView.as_view(), name="api_cards"),
]
