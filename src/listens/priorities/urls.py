"""Addresses of the way from themes to a result, below the area."""

from django.urls import include, path

from listens.priorities.views import (
    ballots,
    hall,
    long_lists,
    merging,
    proposal_talk,
    proposals,
    reasons,
    results,
    slips,
    votes,
    voting,
)

urlpatterns = [
    path("rounds/<slug:round>/proposals/add/", proposals.WriteProposalView.as_view(), name="write_proposal"),
    path("rounds/<slug:round>/proposals/themes/", proposals.FromThemesView.as_view(), name="from_themes"),
    path("rounds/<slug:round>/proposals/same/", merging.SameProposalsView.as_view(), name="same_proposals"),
    path("rounds/<slug:round>/long-list/", long_lists.LongListView.as_view(), name="long_list"),
    path(
        "rounds/<slug:round>/long-list/sheet/",
        long_lists.DiscussionSheetView.as_view(),
        name="discussion_sheet",
    ),
    path("rounds/<slug:round>/vote/", votes.VoteView.as_view(), name="vote"),
    path("rounds/<slug:round>/vote/settings/", votes.VoteSettingsView.as_view(), name="vote_settings"),
    path("rounds/<slug:round>/vote/shares/", votes.SharesView.as_view(), name="vote_shares"),
    path("rounds/<slug:round>/vote/shares/all/", votes.AddAllSharesView.as_view(), name="add_all_shares"),
    path("rounds/<slug:round>/vote/state.json", hall.VoteStateView.as_view(), name="vote_state"),
    path("rounds/<slug:round>/vote/screen/", hall.VoteScreenView.as_view(), name="vote_screen"),
    path("rounds/<slug:round>/vote/night/", hall.VoteNightView.as_view(), name="vote_night"),
    path("rounds/<slug:round>/vote/lock/", votes.LockView.as_view(), name="lock_vote"),
    path("rounds/<slug:round>/vote/open/", votes.OpenView.as_view(), name="open_vote"),
    path("rounds/<slug:round>/vote/close/", votes.CloseView.as_view(), name="close_vote"),
    path("rounds/<slug:round>/vote/count/", votes.CountView.as_view(), name="count_vote"),
    path("rounds/<slug:round>/vote/ballots/file/", ballots.BallotFileView.as_view(), name="ballot_file"),
    path("rounds/<slug:round>/vote/slips/", slips.VoteSlipsView.as_view(), name="vote_slips"),
    path(
        "rounds/<slug:round>/vote/slips/replace/", slips.ReplaceSlipView.as_view(), name="replace_vote_slip"
    ),
    path(
        "rounds/<slug:round>/vote/slips/<uuid:share>/back/",
        slips.TakeBackSlipsView.as_view(),
        name="take_back_vote_slips",
    ),
    path("rounds/<slug:round>/vote/", include("listens.priorities.paper.urls")),
    path("rounds/<slug:round>/vote/result/", results.ResultView.as_view(), name="vote_result"),
    path("ballot/", voting.BallotView.as_view(), name="ballot"),
    path("ballot/cast/", voting.CastBallotView.as_view(), name="ballot_cast"),
    path("proposals/<uuid:proposal>/", proposals.ProposalView.as_view(), name="proposal"),
    path("proposals/<uuid:proposal>/change/", proposals.ChangeProposalView.as_view(), name="change_proposal"),
    path("proposals/<uuid:proposal>/gate/", proposals.GateView.as_view(), name="decide_gate"),
    path("proposals/<uuid:proposal>/told/", reasons.RecordToldView.as_view(), name="record_told"),
    path("proposals/<uuid:proposal>/merge/", merging.MergeProposalView.as_view(), name="merge_proposal"),
    path("proposals/<uuid:proposal>/unmerge/", merging.UndoMergeView.as_view(), name="undo_merge"),
    path("proposals/<uuid:proposal>/say/", proposal_talk.SayView.as_view(), name="say_of_proposal"),
    path("said/<uuid:contribution>/back/", proposal_talk.TakeBackView.as_view(), name="take_back_said"),
    path("said/<uuid:contribution>/hide/", proposal_talk.HideContributionView.as_view(), name="hide_said"),
    path(
        "organisations/<uuid:organisation>/proposals/",
        reasons.OwnProposalsView.as_view(),
        name="own_proposals",
    ),
]
