"""Organisations: their rules, and the pages that show, add and change them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.alliance.actions import add_organisation, change_organisation
from listens.alliance.models import Organisation
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.places.models import Place
from tests.cast import organisation


def at(cast, name, **more):
    return reverse(name, kwargs={"area": cast.area.slug, **more})


GOOD = {"name": "Harbour Mosque", "kind": "faith", "side": "community"}


def test_an_organiser_adds_an_organisation_and_the_audit_names_no_name(cast):
    added = add_organisation(cast.amina, cast.area, **GOOD, ward=cast.ward, joined_on=dt.date(2026, 1, 5))
    assert (added.ward, added.borough.name) == (cast.ward, "Lambeth")
    event = AuditEvent.objects.get(verb="add_organisation")
    assert event.subject_id == str(added.pk) and "Harbour" not in str(event.detail)


@pytest.mark.parametrize("who", ["bea", "mehmet", "esi"])
def test_others_do_not(cast, who):
    with pytest.raises(Denied):
        add_organisation(getattr(cast, who), cast.area, **GOOD)
    assert not Organisation.objects.filter(name="Harbour Mosque").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "  "}, "Give the organisation’s name"),
        ({"name": "st  BRANNOCK's church"}, "already an organisation called"),
        ({"name": "x" * 201}, "the most is 200"),
        ({"name": "Nul\x00"}, "NUL"),
        ({"kind": "mosque"}, "Choose one of"),
        ({"side": "both"}, "Choose one of"),
        ({"size_band": "huge"}, "Choose one of"),
        ({"kind": "nhs"}, "public bodies"),
        ({"kind": "council"}, "public bodies"),
        ({"external_code": "RV5"}, "already belongs to Other body"),
    ],
)
def test_what_an_organisation_must_be(cast, changes, words):
    organisation(cast.area, "Other body", side="public_body", kind="nhs", external_code="RV5")
    with pytest.raises(Refused, match=words):
        add_organisation(cast.amina, cast.area, **{**GOOD, **changes})
    assert not AuditEvent.objects.filter(verb="add_organisation").exists()


def test_a_ward_lies_in_the_borough_given_and_in_this_area(cast):
    other = Place.objects.create(
        area=cast.area, kind="borough", code="E09000028", name="Southwark", name_key="southwark"
    )
    with pytest.raises(Refused, match="is not in Southwark"):
        add_organisation(cast.amina, cast.area, **GOOD, borough=other, ward=cast.ward)
    foreign = Place.objects.create(area=cast.other_area, kind="ward", code="E05", name="Far", name_key="far")
    with pytest.raises(Refused, match="not a ward of this area"):
        add_organisation(cast.amina, cast.area, **GOOD, ward=foreign)


def test_changing_names_the_fields_and_no_change_leaves_no_trace(cast):
    change_organisation(cast.amina, cast.community, size_band="250-999", left_on=dt.date(2026, 5, 1))
    assert AuditEvent.objects.get(verb="change_organisation").detail == {"changed": ["left_on", "size_band"]}
    change_organisation(cast.amina, cast.community, size_band="250-999")
    assert AuditEvent.objects.filter(verb="change_organisation").count() == 1
    with pytest.raises(Refused, match="leave before it joined"):
        change_organisation(cast.amina, cast.community, joined_on=dt.date(2026, 6, 1))


def test_the_list_is_searched_filtered_and_cut_into_pages(cast):
    for n in range(60):
        organisation(cast.area, f"Chapel number {n:02}", kind="charity" if n % 2 else "faith")
    client = cast.client("amina")
    page = client.get(at(cast, "organisations"))
    assert page.context["page_obj"].paginator.count == 63
    assert "Next page" in page.content.decode()
    found = client.get(at(cast, "organisations"), {"words": "NUMBER  chapel", "kind": "charity"})
    assert found.context["page_obj"].paginator.count == 30
    bodies = client.get(at(cast, "organisations"), {"side": "public_body"}).content.decode()
    assert "Riverside Partnership Trust" in bodies and "Larkwood" not in bodies
    assert (
        "No organisation fits" in client.get(at(cast, "organisations"), {"words": "zebra"}).content.decode()
    )


def test_the_list_asks_the_database_no_more_for_more_rows(cast):
    client = cast.client("amina")

    def num_queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(at(cast, "organisations")).status_code == 200
        return len(seen)

    num_queries()
    few = num_queries()
    for n in range(40):
        organisation(cast.area, f"Group {n}", borough=cast.ward.parent, ward=cast.ward)
    assert num_queries() == few


def test_a_lead_sees_its_own_organisation_and_gets_404_for_another(cast):
    client = cast.client("bea")
    own = client.get(at(cast, "organisation", organisation=cast.community.pk))
    assert "Change these details" not in own.content.decode()
    strange = client.get(at(cast, "organisation", organisation=cast.second_community.pk))
    missing = client.get(at(cast, "organisation", organisation=cast.area.pk))
    assert (strange.status_code, missing.status_code) == (404, 404)
    assert main_of(strange) == main_of(missing)


def main_of(answer):
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_an_organisation_of_another_area_is_not_here(cast):
    elsewhere = organisation(cast.other_area, "Far away")
    assert cast.client("amina").get(at(cast, "organisation", organisation=elsewhere.pk)).status_code == 404


def test_the_form_adds_and_shows_again_what_was_typed_when_it_is_wrong(cast):
    client = cast.client("amina")
    typed = {
        **GOOD,
        "place": "stockwell east, lambeth",
        "joined_on-day": "5",
        "joined_on-month": "1",
        "joined_on-year": "2026",
    }
    wrong = client.post(at(cast, "add_organisation"), {**typed, "kind": "nhs"})
    body = wrong.content.decode()
    assert "NHS bodies and councils are public bodies" in body and 'value="Harbour Mosque"' in body
    answer = client.post(at(cast, "add_organisation"), typed, follow=True)
    assert "Harbour Mosque was added." in answer.content.decode()
    added = Organisation.objects.get(name="Harbour Mosque")
    assert (added.ward, added.joined_on) == (cast.ward, dt.date(2026, 1, 5))


def test_the_change_form_starts_from_what_is_there(cast):
    client = cast.client("amina")
    address = at(cast, "change_organisation", organisation=cast.community.pk)
    form = client.get(address).context["form"]
    assert form.initial["place"] == cast.ward and "Stockwell East, Lambeth" in str(form["place"])
    client.post(
        address, {"name": "St Brannock's", "kind": "faith", "side": "community", "size_band": "", "place": ""}
    )
    cast.community.refresh_from_db()
    assert (cast.community.name, cast.community.name_key, cast.community.ward) == (
        "St Brannock's",
        "st brannock's",
        None,
    )
