"""Every change of state between themes and a result."""

from listens.priorities.actions.ballots import enter_ballot
from listens.priorities.actions.ballots_import import import_ballots
from listens.priorities.actions.counting import count_ballots
from listens.priorities.actions.gating import decide_gate, record_told, say_reason_seen
from listens.priorities.actions.long_list import (
    add_share,
    add_shares_of_listeners,
    close_voting,
    draft_long_list,
    lock_long_list,
    open_voting,
)
from listens.priorities.actions.merging import keep_apart, merge_proposals, undo_merge
from listens.priorities.actions.proposals import change_proposal, write_proposal
from listens.priorities.actions.talking import hide_contribution, say_of_proposal, take_back

__all__ = [
    "add_share",
    "add_shares_of_listeners",
    "change_proposal",
    "close_voting",
    "count_ballots",
    "decide_gate",
    "draft_long_list",
    "enter_ballot",
    "hide_contribution",
    "import_ballots",
    "keep_apart",
    "lock_long_list",
    "merge_proposals",
    "open_voting",
    "record_told",
    "say_of_proposal",
    "say_reason_seen",
    "take_back",
    "undo_merge",
    "write_proposal",
]
