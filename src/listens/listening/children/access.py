"""Who may start a session with children, write down consent, and type in what was said."""

from listens.core.access import declare

WHO = ["organiser", "organisation_lead"]

declare(
    "see_children_sessions",
    "see the sessions with children",
    [*WHO, "safeguarding_lead"],
    room="listening",
)
declare("start_children_session", "start a session with children", WHO, room="listening")
declare("call_off_children_session", "call off a session with children", WHO, room="listening")
declare("record_children_consent", "write down consent to a session with children", WHO, room="listening")
declare("type_in_children", "type in a session with children", WHO, room="listening")
