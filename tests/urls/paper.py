"""Who gets to listening on paper."""

from listens.listening.paper.actions import make_sheets
from tests.urls_table import Case


def of_round(cast):
    return {"round": cast.round.slug}


def sheet(cast):
    [made] = make_sheets(cast.amina, cast.round, cast.community, 1)
    return {"number": made.number}


CASES = {
    "round_sheets": Case(of_round, allowed="bea", refused="grace"),
    "make_sheets": Case(of_round, allowed="bea", refused="grace"),
    "print_sheets": Case(of_round, allowed="bea", refused="hana"),
    "type_in_sheets": Case(of_round, allowed="bea", refused="grace"),
    "sheet": Case(sheet, allowed="bea", refused="grace"),
    "mark_sheet": Case(sheet, allowed="bea", refused="hana", method="post", data={"state": "lost"}),
    "heard_cards": Case(of_round, allowed="bea", refused="grace"),
    "type_in_wall": Case(of_round, allowed="bea", refused="grace"),
    "refresher": Case(allowed="", refused=None),
}
