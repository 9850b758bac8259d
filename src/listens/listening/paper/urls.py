"""Listening on paper."""

from django.urls import path

from listens.listening.paper import (
    asked_views,
    card_views,
    entry_views,
    file_views,
    people_views,
    sheet_views,
    wall_views,
)

urlpatterns = [
    path("rounds/<slug:round>/sheets/", sheet_views.RoundSheetsView.as_view(), name="round_sheets"),
    path("rounds/<slug:round>/sheets/make/", sheet_views.MakeSheetsView.as_view(), name="make_sheets"),
    path("rounds/<slug:round>/sheets/print/", sheet_views.PrintSheetsView.as_view(), name="print_sheets"),
    path("rounds/<slug:round>/sheets/type/", entry_views.TypeInSheetsView.as_view(), name="type_in_sheets"),
    path("sheets/<int:number>/", sheet_views.SheetView.as_view(), name="sheet"),
    path("sheets/<int:number>/mark/", sheet_views.MarkSheetView.as_view(), name="mark_sheet"),
    path("rounds/<slug:round>/cards/", card_views.HeardCardsView.as_view(), name="heard_cards"),
    path("rounds/<slug:round>/who/", card_views.WhoWasThereCardsView.as_view(), name="print_who_cards"),
    path("rounds/<slug:round>/who/type/", people_views.TypeInCardsView.as_view(), name="type_in_cards"),
    path("rounds/<slug:round>/slips/", card_views.ContactSlipsView.as_view(), name="print_contact_slips"),
    path(
        "rounds/<slug:round>/slips/type/", people_views.TypeInContactsView.as_view(), name="type_in_contacts"
    ),
    path("sheets/asked/", asked_views.AskedAboutPaperView.as_view(), name="asked_about_paper"),
    path("rounds/<slug:round>/wall/", wall_views.WallView.as_view(), name="type_in_wall"),
    path(
        "rounds/<slug:round>/notes/template/", file_views.NotesTemplateView.as_view(), name="notes_template"
    ),
    path(
        "rounds/<slug:round>/notes/import/<uuid:waiting>/rejected/",
        file_views.RejectedNotesView.as_view(),
        name="rejected_notes",
    ),
    path("listen/refresher/", card_views.RefresherView.as_view(), name="refresher"),
]
