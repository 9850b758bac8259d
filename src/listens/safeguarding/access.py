"""Who may be told that somebody is at risk, who may open a report, and who keeps the numbers to ring.

A safeguarding lead is one of the whole area, or (a grant for one organisation) of that organisation's listeners.
"""

from listens.alliance.access import not_of_public_body
from listens.core.access import declare

ROOM = "safeguarding"
LEAD = "safeguarding_lead"

declare("send_risk_report", "report that somebody is at risk", ["listener"], room=ROOM)
declare("keep_risk_report", "keep a report of risk", room=ROOM)
declare("call_leads", "call those who answer alarms", room=ROOM)
declare("see_alarms", "see which reports and flags wait", [LEAD], room=ROOM)
declare("open_risk_report", "open a report of risk", [LEAD], room=ROOM)
declare("answer_alarm", "answer and close alarms", [LEAD], room=ROOM)
declare(
    "flag_note",
    "say that somebody in a note may be at risk",
    ["sense_maker", "reviewer"],
    room=ROOM,
    condition=not_of_public_body,
)
declare("keep_numbers", "keep the numbers to ring", ["organiser", LEAD, "organisation_lead"], room=ROOM)
declare("set_alarm_clock", "say how long an alarm waits", ["organiser", LEAD], room=ROOM)
