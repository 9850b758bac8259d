from tests.urls_table import Case


def community(cast):
    return {"organisation": cast.community.pk}


def office(cast):
    return {"office": cast.office.pk}


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
}
