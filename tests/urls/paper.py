"""Who gets to listening on paper."""

from listens.alliance.actions import keep_waiting
from listens.listening.paper.actions import make_sheets
from tests.urls_table import Case


def of_round(cast):
    return {"round": cast.round.slug}


def sheet(cast):
    [made] = make_sheets(cast.amina, cast.round, cast.community, 1)
    return {"number": made.number}


def waiting_file(cast):
    table = b"text,ward\nDamp.,Nowhere\n"
    waiting, _outcome = keep_waiting(cast.amina, cast.area, "notes", "n.csv", table, round="autumn")
    return {"round": cast.round.slug, "waiting": waiting.pk}


CASES = {
    "round_sheets": Case(of_round, allowed="bea", refused="grace"),
    "make_sheets": Case(of_round, allowed="bea", refused="grace"),
    "print_sheets": Case(of_round, allowed="bea", refused="hana"),
    "type_in_sheets": Case(of_round, allowed="bea", refused="grace"),
    "sheet": Case(sheet, allowed="bea", refused="grace"),
    "mark_sheet": Case(sheet, allowed="bea", refused="hana", method="post", data={"state": "lost"}),
    "heard_cards": Case(of_round, allowed="bea", refused="grace"),
    "print_who_cards": Case(of_round, allowed="bea", refused="grace"),
    "type_in_cards": Case(of_round, allowed="bea", refused="grace"),
    "print_contact_slips": Case(of_round, allowed="bea", refused="grace"),
    "type_in_contacts": Case(of_round, allowed="bea", refused="grace"),
    "asked_about_paper": Case(allowed="bea", refused="grace"),
    "type_in_wall": Case(of_round, allowed="bea", refused="grace"),
    "notes_template": Case(of_round, refused="bea"),
    "rejected_notes": Case(waiting_file, refused="bea"),
    "refresher": Case(allowed="", refused=None),
}
