"""Who makes, reports on and judges a pledge. No stage gates these: a promise outlives its round."""

from listens.alliance.access import EVERYBODY_WITH_A_DESK
from listens.core.access import declare

# An organiser may write down what either side says, never of both sides of one promise (`pledges.sides`).
COMMUNITY_SIDE = ["co_lead", "organiser"]
OWNER_SIDE = ["decision_maker", "organisation_lead", "organiser"]
ROOM = "pledges"

declare("see_pledges", "see the register of promises", ["organiser", "co_lead", "stage_manager"], room=ROOM)
declare(
    "see_pledge",
    "see this promise and what is being prepared about it",
    ["organiser", "co_lead", "stage_manager", "decision_maker", "organisation_lead"],
    room=ROOM,
)
declare(
    "see_own_pledges", "see the promises of your office", ["decision_maker", "organisation_lead"], room=ROOM
)
declare("make_pledge", "write down a promise", ["organiser", "stage_manager"], room=ROOM)
declare("confirm_pledge", "confirm a promise for its owner", OWNER_SIDE, room=ROOM)
declare("report_progress", "report progress", OWNER_SIDE, room=ROOM)
declare("erase_report", "erase a report that names somebody", ["organiser"], room=ROOM)
declare("ask_for_change", "ask for a new date or wording", OWNER_SIDE, room=ROOM)
declare("answer_change", "accept or refuse a change", COMMUNITY_SIDE, room=ROOM)
declare("give_verdict", "give a verdict", COMMUNITY_SIDE, room=ROOM)
declare("sign_verdict", "sign a verdict you are named in", EVERYBODY_WITH_A_DESK, room=ROOM)
declare("record_signatures", "record signatures given on paper", ["organiser"], room=ROOM)
declare("reply_to_verdict", "reply to a verdict", OWNER_SIDE, room=ROOM)
declare("publish_verdict", "publish a verdict", COMMUNITY_SIDE, room=ROOM)
declare("pause_verdicts", "pause verdicts before an election", ["organiser"], room=ROOM)
declare("measure_pledge", "say what is counted, and read it", ["organiser", "co_lead"], room=ROOM)
declare("close_pledge", "close a promise", COMMUNITY_SIDE, room=ROOM)
declare("import_pledges", "bring in promises from a file", ["organiser"], room=ROOM)
declare("export_pledges", "take promises out as a file", ["organiser"], room=ROOM)
