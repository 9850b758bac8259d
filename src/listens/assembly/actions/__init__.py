"""What people do with asks and at assemblies: one noun per file, all of them offered here."""

from listens.assembly.actions.answers import explain_absence, settle_answer, take_down
from listens.assembly.actions.asks import address_ask, cut_ask, decide_ask, edit_ask, stop_addressing
from listens.assembly.actions.nights import (
    move_up,
    plan_assembly,
    put_on_running_order,
    record_attendance,
    take_off_running_order,
)

__all__ = [
    "address_ask",
    "cut_ask",
    "decide_ask",
    "edit_ask",
    "explain_absence",
    "move_up",
    "plan_assembly",
    "put_on_running_order",
    "record_attendance",
    "settle_answer",
    "stop_addressing",
    "take_down",
    "take_off_running_order",
]
