"""Who may print sheets and cards, and type in what came back on paper."""

from listens.core.access import declare

WHO = ["organiser", "organisation_lead"]

declare("make_sheets", "print numbered sheets and cards", WHO, room="listening")
declare("mark_sheet", "say that a sheet is void or lost", WHO, room="listening")
declare("type_in_sheet", "type in a sheet", WHO, room="listening")
declare("type_in_wall", "type in a wall of stickies", WHO, room="listening")
declare("type_in_card", "type in cards of who was there", WHO, room="listening")
declare("take_back_card", "take a card back that was just typed in", WHO, room="listening")
declare("type_in_contact", "type in slips with contact details", WHO, room="listening")
declare("take_back_contact", "take contact details back that were just typed in", WHO, room="listening")
declare("answer_for_paper", "answer a reviewer about what was typed in", WHO, room="listening")
declare("read_refresher", "read the refresher", room="listening", is_public=True)
