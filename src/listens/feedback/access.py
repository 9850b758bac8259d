"""What each role may do about telling people what came of it."""

from listens.alliance.access import not_of_public_body
from listens.core.access import declare

declare(
    "read_feedback_owed", "see who has not been told yet", ["organiser", "organisation_lead"], room="feedback"
)
declare(
    "read_organisation_report",
    "read an organisation's own report",
    ["organiser", "organisation_lead"],
    room="feedback",
)
declare("record_telling", "record that people were told", ["organiser", "organisation_lead"], room="feedback")
declare("tell_contacts", "write to those who asked to be told", ["organiser"], room="feedback")
declare("stop_messages", "stop messages by the link in one", is_public=True, room="feedback")
declare("send_reply", "say back, with a slip, what we got wrong", is_public=True, room="feedback")
declare(
    "record_reply",
    "write down what somebody says back",
    ["organiser", "organisation_lead"],
    room="feedback",
    condition=not_of_public_body,
)
declare(
    "read_replies",
    "read what people say back",
    ["organiser", "reviewer"],
    room="feedback",
    condition=not_of_public_body,
)
declare(
    "erase_reply",
    "erase what somebody said back",
    ["organiser"],
    room="feedback",
    condition=not_of_public_body,
)
declare(
    "strike_reply",
    "take words out of what somebody said back",
    ["reviewer"],
    room="feedback",
    condition=not_of_public_body,
)
declare("erase_struck_replies", "erase words that were taken out of replies", room="feedback")
declare("mix_replies", "forget in which order replies came", room="feedback")
