from tests.listening.phones import a_link, phone
from tests.safeguarding.build import a_number, report, sent
from tests.sensemaking.build import note
from tests.urls_table import Case


def listener(cast):
    return phone(cast)


def one_link(cast):
    """The same for who opens the page and for who sent the report."""
    return cast.__dict__.setdefault("link", a_link(cast)[0])


def own_report(cast):
    return {"report": sent(cast, one_link(cast)).client_id}


def its_sender(cast):
    return phone(cast, one_link(cast))


def waiting(cast):
    return {"alarm": sent(cast).alarm_id}


def one_number(cast):
    return {"number": a_number(cast, cast.community).pk}


def of_the_area(cast):
    return {"number": a_number(cast).pk}


def one_note(cast):
    return {"note": note(cast).pk}


SENT = report(client_id="5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f77")
CASES = {
    "api_risk_reports": Case(allowed=listener, refused="leila", method="post", data=SENT, is_json=True),
    "api_risk_report": Case(own_report, allowed=its_sender, refused="leila"),
    "at_risk": Case(allowed=listener, refused="leila"),
    "at_risk_sent": Case(own_report, allowed=its_sender, refused=listener),
    "alarms": Case(allowed="leila", refused="amina"),
    "alarm": Case(waiting, allowed="leila", refused="amina"),
    "alarm_clock": Case(allowed="leila", refused="bea"),
    "ring_numbers": Case(allowed="bea", refused="grace"),
    "add_number": Case(allowed="bea", refused="grace"),
    "change_number": Case(one_number, allowed="bea", refused="hana"),
    "check_number": Case(of_the_area, allowed="leila", refused="bea", method="post"),
    "remove_number": Case(one_number, allowed="amina", refused="grace"),
    "flag_in_review": Case(one_note, allowed="grace", refused="pat"),
}
