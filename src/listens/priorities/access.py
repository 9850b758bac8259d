"""What each role may do between themes and a result."""

from listens.core.access import declare

ROOM = "priorities"
declare(
    "read_long_list",
    "see proposals and the long-list",
    ["organiser", "delegate", "organisation_lead", "stage_manager"],
    room=ROOM,
)
declare("write_proposals", "write proposals", ["organiser"], room=ROOM, stage="priorities")
declare("decide_gate", "decide what goes on the long-list", ["organiser"], room=ROOM, stage="priorities")
declare(
    "set_up_vote", "set up the vote and who has a share in it", ["organiser"], room=ROOM, stage="priorities"
)
declare(
    "run_vote",
    "lock, open, time and close the vote, and show it on the hall's screen",
    ["organiser", "stage_manager"],
    room=ROOM,
    stage="voting",
)
declare("enter_ballots", "enter paper ballots", ["organiser", "stage_manager"], room=ROOM, stage="voting")
declare("import_ballots", "bring in ballots from a file", ["organiser"], room=ROOM, stage="voting")
declare("count_ballots", "count the ballots", ["organiser", "stage_manager"], room=ROOM)
declare("see_vote_state", "see whether the vote is open and how long", room=ROOM, is_public=True)
declare("cast_ballot", "cast a ballot with a slip", ["voter"], room=ROOM, stage="voting")
declare("open_ballot", "open a ballot with the code of a slip", room=ROOM, is_public=True)
declare("make_slips", "make and take back voting slips", ["organiser"], room=ROOM, stage="voting")
