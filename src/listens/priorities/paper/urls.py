"""Addresses of the ballots on paper, below the round."""

from django.urls import path

from listens.priorities.paper import double_views, entry_views, hand_views, reconcile_views, sheet_views

urlpatterns = [
    path("ballots/", entry_views.EnterBallotView.as_view(), name="enter_ballot"),
    path("ballots/compare/", entry_views.CompareView.as_view(), name="compare_slips"),
    path("ballots/twice/", double_views.DoubleVotesView.as_view(), name="double_votes"),
    path("ballots/<uuid:paper>/", entry_views.SettleSlipView.as_view(), name="settle_slip"),
    path(
        "ballots/<uuid:paper>/twice/", double_views.SettleDoubleVoteView.as_view(), name="settle_double_vote"
    ),
    path("sheets/", sheet_views.SheetsView.as_view(), name="vote_sheets"),
    path("sheets/print/", sheet_views.PrintSheetsView.as_view(), name="print_vote_sheets"),
    path("sheets/<uuid:share>/", sheet_views.TypeSheetView.as_view(), name="type_sheet"),
    path("by-hand/", hand_views.HandCountView.as_view(), name="hand_count"),
    path("totals/", hand_views.TotalsView.as_view(), name="enter_totals"),
    path("reconcile/", reconcile_views.ReconcileView.as_view(), name="reconcile_votes"),
]
