"""Every change of state between themes and a result."""

from listens.priorities.actions.ballots import enter_ballot
from listens.priorities.actions.ballots_import import import_ballots
from listens.priorities.actions.casting import cast_ballot
from listens.priorities.actions.counting import count_ballots
from listens.priorities.actions.hall import set_closing
from listens.priorities.actions.long_list import draft_long_list
from listens.priorities.actions.proposals import change_proposal, decide_gate, write_proposal
from listens.priorities.actions.shares import add_share, add_shares_of_listeners
from listens.priorities.actions.slips import NewSlip, make_slips, replace_slip, take_back_slips
from listens.priorities.actions.steps import close_voting, lock_long_list, open_voting

__all__ = [
    "NewSlip",
    "add_share",
    "add_shares_of_listeners",
    "cast_ballot",
    "change_proposal",
    "close_voting",
    "count_ballots",
    "decide_gate",
    "draft_long_list",
    "enter_ballot",
    "import_ballots",
    "lock_long_list",
    "make_slips",
    "open_voting",
    "replace_slip",
    "set_closing",
    "take_back_slips",
    "write_proposal",
]
