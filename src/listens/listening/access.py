"""Who may plan a round, and who may hear, send, read and accept what was said in it.

The round's verbs come first; those of capture, review and import follow below.
"""

from listens.alliance.access import not_of_public_body
from listens.core.access import declare
from listens.listening.children import access as children  # noqa: F401 (declares its own)
from listens.listening.paper import access as paper  # noqa: F401 (declares its own)
from listens.listening.reach import access as reach  # noqa: F401 (declares its own)

IN_THE_PLAN = [
    "organiser",
    "organisation_lead",
    "reviewer",
    "sense_maker",
    "delegate",
    "stage_manager",
    "scribe",
    "co_lead",
    "safeguarding_lead",
    "data_protection_lead",
    "evaluator",
]

declare("see_plan", "see the plan of a round", IN_THE_PLAN, room="listening")
declare("start_round", "start a round", ["organiser"], room="listening")
declare("plan_round", "change the plan of a round", ["organiser"], room="listening")
declare("open_round", "open a round", ["organiser"], room="listening")
declare("add_moment", "add a moment to a round", ["organiser"], room="listening")
declare("record_moment", "write down what a moment decided", ["organiser"], room="listening")

declare("see_progress", "see how a round goes", ["organiser", "organisation_lead"], room="listening")
declare("see_offers", "see who offered to help, without their names", ["organiser"], room="listening")
declare("follow_up_offer", "write down what came of an offer", ["organiser"], room="listening")

# Capture, review and import.
declare("make_link", "hand over listeners' links", ["organiser", "organisation_lead"], room="listening")
declare("renew_link", "renew listeners' links", ["organiser", "organisation_lead"], room="listening")
declare("hold_link", "hold and release listeners' links", ["organiser"], room="listening")
declare("revoke_link", "take back listeners' links", ["organiser", "organisation_lead"], room="listening")
declare("open_link", "open a listener's link", room="listening", is_public=True)
declare("send_conversations", "send what was said", ["listener", "organiser"], room="listening")
declare("send_contact", "send contact details", ["listener", "organiser"], room="listening")
declare("send_card", "send a card of who was there", ["listener", "organiser"], room="listening")
declare("count_card", "count a card of who was there", room="listening")
declare("see_queue", "see what waits for review", ["organiser", "reviewer"], room="listening")
declare("remind_of_reviews", "remind people of what waits for review", room="listening")
declare("list_reasons", "change the list of reasons", ["organiser"], room="listening")
declare(
    "export_review_log",  # reviewers' reasons may say what a note says
    "take out the log of review",
    ["organiser"],
    room="listening",
    condition=not_of_public_body,
)
declare("see_sent", "see what became of what was sent", ["listener"], room="listening")
declare("answer_reviewer", "answer a reviewer", ["listener"], room="listening")
declare("accept_conversations", "accept conversations together", ["organiser", "reviewer"], room="listening")
declare("import_notes", "bring in notes from a file", ["organiser"], room="listening")
declare("settle_conversations", "forget which link sent a conversation", room="listening")
declare("withdraw_by_slip", "take a note back with its slip", room="listening", is_public=True)
declare("withdraw_note", "take a note back for somebody", ["organiser", "reviewer"], room="listening")
declare(
    "read_notes",
    "read notes",
    ["reviewer", "sense_maker"],
    room="listening",
    condition=not_of_public_body,
)
declare(
    "translate_note",
    "write a translation beside a note",
    ["reviewer", "sense_maker"],
    room="listening",
    condition=not_of_public_body,
)
declare(
    "review_conversation",
    "review conversations",
    ["reviewer"],
    room="listening",
    condition=not_of_public_body,
)
declare(
    "strike_words",
    "take words out of a note",
    ["reviewer"],
    room="listening",
    condition=not_of_public_body,
)
declare("erase_struck", "erase words that were taken out", room="listening")
