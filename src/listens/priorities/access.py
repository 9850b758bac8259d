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
declare(
    "merge_proposals",
    "merge proposals that say the same, or keep them apart",
    ["organiser"],
    room=ROOM,
    stage="priorities",
)
declare("decide_gate", "decide what goes on the long-list", ["organiser"], room=ROOM, stage="priorities")
declare(
    "read_gate_reasons",
    "read why a proposal was let through or not before that is public",
    ["organiser"],
    room=ROOM,
)
declare("record_told", "write down that an organisation was told why", ["organiser"], room=ROOM)
declare(
    "see_own_reasons",
    "see what became of your own organisation's proposals, and why",
    ["delegate", "organisation_lead"],
    room=ROOM,
)
declare(
    "discuss_proposals",
    "say what your organisation thinks of a proposal before the vote",
    ["delegate", "organisation_lead"],
    room=ROOM,
)
declare("hide_contributions", "hide what was said about a proposal", ["organiser"], room=ROOM)
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
declare(
    "type_sheet",
    "type in the sheet of an organisation",
    ["organiser", "stage_manager", "organisation_lead"],
    room=ROOM,
    stage="voting",
)
declare(
    "settle_double_votes",
    "settle which ballot of a slip counts that voted twice",
    ["organiser"],
    room=ROOM,
    stage="voting",
)
declare("enter_totals", "type in totals counted by hand", ["organiser"], room=ROOM, stage="voting")
declare(
    "count_slips",
    "see what became of the slips, and count them",
    ["organiser", "stage_manager"],
    room=ROOM,
    stage="voting",
)
