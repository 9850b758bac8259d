"""Every change of state between themes and a result."""

from listens.priorities.actions.ballots_import import import_ballots
from listens.priorities.actions.casting import cast_ballot
from listens.priorities.actions.counting import count_ballots
from listens.priorities.actions.gating import decide_gate, record_told, say_reason_seen
from listens.priorities.actions.hall import set_closing
from listens.priorities.actions.long_list import draft_long_list
from listens.priorities.actions.merging import keep_apart, merge_proposals, undo_merge
from listens.priorities.actions.paper import enter_ballot, take_back_typed, type_sheet
from listens.priorities.actions.paper_counting import settle_double_vote, settle_paper
from listens.priorities.actions.proposals import change_proposal, write_proposal
from listens.priorities.actions.shares import add_share, add_shares_of_listeners
from listens.priorities.actions.slip_counts import count_slips
from listens.priorities.actions.slips import NewSlip, make_slips, replace_slip, take_back_slips
from listens.priorities.actions.steps import close_voting, lock_long_list, open_voting
from listens.priorities.actions.talking import hide_contribution, say_of_proposal, take_back
from listens.priorities.actions.totals import enter_totals

__all__ = [
    "NewSlip",
    "add_share",
    "add_shares_of_listeners",
    "cast_ballot",
    "change_proposal",
    "close_voting",
    "count_ballots",
    "count_slips",
    "decide_gate",
    "draft_long_list",
    "enter_ballot",
    "enter_totals",
    "hide_contribution",
    "import_ballots",
    "keep_apart",
    "lock_long_list",
    "make_slips",
    "merge_proposals",
    "open_voting",
    "record_told",
    "replace_slip",
    "say_of_proposal",
    "say_reason_seen",
    "set_closing",
    "settle_double_vote",
    "settle_paper",
    "take_back",
    "take_back_slips",
    "take_back_typed",
    "type_sheet",
    "undo_merge",
    "write_proposal",
]
