"""What people do in a round: one noun per file, all of them offered here."""

from listens.listening.actions.moments import add_moment, change_moment, record_moment
from listens.listening.actions.rounds import (
    change_wording,
    drop_window,
    open_round,
    opening_gaps,
    set_window,
    start_round,
)

__all__ = [
    "add_moment",
    "change_moment",
    "change_wording",
    "drop_window",
    "open_round",
    "opening_gaps",
    "record_moment",
    "set_window",
    "start_round",
]
