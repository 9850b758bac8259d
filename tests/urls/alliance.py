from listens.alliance.actions import send_place_file
from listens.alliance.actions.place_files import BRING_IN
from listens.core import jobs
from tests.urls_table import Case


def community(cast):
    return {"organisation": cast.community.pk}


def office(cast):
    return {"office": cast.office.pk}


def a_check(cast):
    run = send_place_file(cast.amina, cast.area, "lookup", "lookup.csv", b"a,b", {})
    return {"run": run.pk}


def a_bringing_in(cast):
    return {"run": jobs.ask(cast.amina, cast.area, BRING_IN, holds="lookup").pk}


CASES = {
    "desk": Case(allowed="bea", refused="esi"),
    "readiness": Case(allowed="mehmet", refused="grace"),
    "record_readiness": Case(lambda cast: {"kind": "notice"}, allowed="amina", refused="bea"),
    "area_settings": Case(refused="mehmet"),
    "organisations": Case(refused="bea"),
    "add_organisation": Case(refused="bea"),
    "import_organisations": Case(refused="mehmet"),
    "organisation": Case(community, allowed="bea", refused="hana"),
    "change_organisation": Case(community, refused="bea"),
    "add_person": Case(community, refused="bea"),
    "add_office": Case(community, refused="bea"),
    "import_people": Case(refused="mehmet"),
    "mark_left": Case(lambda cast: {"person": cast.people["grace"].pk}, refused="bea"),
    "office": Case(office, allowed="dele", refused="bea"),
    "name_holder": Case(
        office,
        refused="dele",
        method="post",
        data={"name": "Noor Haddad", "starts": "2026-11-01"},
    ),
    "import_places": Case(refused="mehmet"),
    "place_data": Case(refused="mehmet"),
    "send_place_file": Case(lambda cast: {"kind": "figures"}, refused="bea"),
    "check_place_file": Case(a_check, refused="mehmet"),
    "bring_in_place_file": Case(a_bringing_in, refused="bea"),
}
