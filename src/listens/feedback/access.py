"""What each role may do about telling people what came of it."""

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
