"""Every change of state between themes and a result."""

from listens.priorities.actions.ballots import enter_ballot
from listens.priorities.actions.ballots_import import import_ballots
from listens.priorities.actions.counting import count_ballots
from listens.priorities.actions.long_list import (
    add_share,
    add_shares_of_listeners,
    close_voting,
    draft_long_list,
    lock_long_list,
    open_voting,
)
from listens.priorities.actions.proposals import change_proposal, decide_gate, write_proposal

__all__ = [
    "add_share",
    "add_shares_of_listeners",
    "change_proposal",
    "close_voting",
    "count_ballots",
    "decide_gate",
    "draft_long_list",
    "enter_ballot",
    "import_ballots",
    "lock_long_list",
    "open_voting",
    "write_proposal",
]
