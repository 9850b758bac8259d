"""What people add to a pledge: one noun per file, all of them offered here."""

from listens.pledges.actions.changes import accept_change, ask_for_change, refuse_change
from listens.pledges.actions.closing import close_pledge
from listens.pledges.actions.erasing import erase_report
from listens.pledges.actions.measures import add_definition, add_measure, add_reading
from listens.pledges.actions.pledges import confirm_pledge, make_pledge
from listens.pledges.actions.progress import report_progress
from listens.pledges.actions.verdicts import (
    give_verdict,
    pause_verdicts,
    publish_verdict,
    record_signatures,
    reply_to_verdict,
    sign_verdict,
)

__all__ = [
    "accept_change",
    "add_definition",
    "add_measure",
    "add_reading",
    "ask_for_change",
    "close_pledge",
    "confirm_pledge",
    "erase_report",
    "give_verdict",
    "make_pledge",
    "pause_verdicts",
    "publish_verdict",
    "record_signatures",
    "refuse_change",
    "reply_to_verdict",
    "report_progress",
    "sign_verdict",
]
