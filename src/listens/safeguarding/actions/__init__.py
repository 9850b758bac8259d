"""What people do when somebody may be at risk."""

from listens.safeguarding.actions.alarms import answer_alarm, open_report
from listens.safeguarding.actions.flags import flag_note
from listens.safeguarding.actions.numbers import (
    add_number,
    change_number,
    check_number,
    remove_number,
    set_clock,
)
from listens.safeguarding.actions.reports import receive_report

__all__ = [
    "add_number",
    "answer_alarm",
    "change_number",
    "check_number",
    "flag_note",
    "open_report",
    "receive_report",
    "remove_number",
    "set_clock",
]
