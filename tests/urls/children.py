"""Who gets to sessions with children."""

from tests.cast import TODAY
from tests.listening.sessions import a_session, ready, turn_on
from tests.urls_table import Case


def of_round(cast):
    turn_on(cast)
    return {"round": cast.round.slug}


def session(cast):
    turn_on(cast)
    return {"session": a_session(cast).pk}


def session_to_type(cast):
    turn_on(cast)
    return {"session": ready(cast).pk}


CASES = {
    "children_sessions": Case(of_round, allowed="leila", refused="grace"),
    "start_children_session": Case(of_round, allowed="bea", refused="leila"),
    "children_session": Case(session, allowed="leila", refused="grace"),
    "record_children_consent": Case(session, allowed="bea", refused="leila"),
    "call_off_children_session": Case(session, allowed="bea", refused="leila", method="post"),
    "children_card": Case(session, allowed="bea", refused="hana"),
    "type_in_children": Case(session_to_type, allowed="bea", refused="grace"),
    "record_clearance": Case(
        lambda cast: {"person": cast.people["grace"].pk},
        refused="bea",
        method="post",
        data={"seen_on": TODAY.isoformat(), "runs_until": "2027-11-16"},
    ),
}
