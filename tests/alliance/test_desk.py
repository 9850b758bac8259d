"""The desk, the readiness list and the area's settings."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.area_settings import change_area
from listens.core.areas import readiness_gaps
from listens.core.models import AuditEvent, Grant, Readiness
from listens.listening.models import Conversation, Moment, Note, Round, StageWindow
from tests.cast import ROLES, TODAY


def desk(cast, who):
    return cast.client(who).get(reverse("desk", kwargs={"area": cast.area.slug}))


@pytest.mark.parametrize("who", ROLES)
def test_everybody_with_a_role_has_a_desk(cast, who):
    assert desk(cast, who).status_code == 200


def test_nobody_else_has_one(cast):
    assert desk(cast, "esi").status_code == 403
    assert desk(cast, "").status_code == 302


def test_an_ended_role_closes_the_desk(cast):
    Grant.objects.filter(actor=cast.grace).update(ends=TODAY - dt.timedelta(days=1))
    assert desk(cast, "grace").status_code == 403


def test_the_organiser_sees_what_is_missing_and_what_is_due(cast):
    Moment.objects.create(round=cast.round, kind="check_in", held_on=TODAY - dt.timedelta(days=2))
    page = desk(cast, "amina").content.decode()
    assert "Make the area ready" in page and "6 records are missing" in page
    assert "Write down what came of: Check-in" in page and "Was due on" in page
    assert "See the plan of Autumn round" in page


def test_a_lead_sees_its_own_organisation_and_the_plan_and_nothing_of_the_organisers(cast):
    page = desk(cast, "bea").content.decode()
    assert "See St Brannock&#x27;s Church" in page and "See the plan of Autumn round" in page
    assert "Start a round" not in page and "Larkwood" not in page


def test_a_desk_with_nothing_due_says_what_comes_next(cast):
    assert "Nothing for you now." in (page := desk(cast, "mehmet").content.decode())
    assert "of Autumn round closes" in page and "16 December 2026" in page
    StageWindow.objects.all().delete()
    assert "Nothing for you now." not in desk(cast, "mehmet").content.decode()


def test_what_is_late_stands_first_then_by_day_and_the_rest_below(cast):
    for days in (3, -2, -5):
        Moment.objects.create(round=cast.round, kind="check_in", held_on=TODAY + dt.timedelta(days=days))
    answer = desk(cast, "amina")
    [(_role, part)] = answer.context["parts"]
    days = [line.due_on for line in part.dated]
    assert days == sorted(days) and days[0] == TODAY - dt.timedelta(days=5)
    page = answer.content.decode()
    assert page.index("Was due on") < page.index("Any time") < page.index("Start a round")
    assert "Nothing for you now." not in page


def test_a_file_of_notes_that_waits_is_counted(cast):
    assert "0 conversations wait." in desk(cast, "grace").content.decode()
    for n in range(3):
        made = Conversation.objects.create(
            area=cast.area,
            round=cast.round,
            client_id=f"f{n}",
            payload_digest="d",
            channel="imported",
            received_on=TODAY,
        )
        Note.objects.create(
            area=cast.area, conversation=made, text="Damp.", source="notes.csv", source_id=str(n)
        )
    page = desk(cast, "grace").content.decode()
    assert "1 file waits, with 3 conversations." in page and "0 conversations" not in page


def test_every_link_on_a_desk_opens(cast):
    for who in ROLES:
        client = cast.client(who)
        parts = desk(cast, who).context["parts"]
        assert any(part.dated or part.others for _role, part in parts), who
        for _role, part in parts:
            for line in [*part.dated, *part.others]:
                if line.decision:
                    assert client.get(line.address).status_code == 200, (who, line.address)


def test_the_desk_asks_the_database_no_more_for_more_rounds(cast):
    client = cast.client("amina")
    address = reverse("desk", kwargs={"area": cast.area.slug})

    def num_queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    num_queries()
    few = num_queries()
    for n in range(2, 8):
        more = Round.objects.create(area=cast.area, slug=f"r{n}", name=f"R{n}", number=n)
        StageWindow.objects.create(round=more, stage="listening", opens_on=TODAY, closes_on=TODAY)
        Moment.objects.create(round=more, kind="debrief", held_on=TODAY)
    assert num_queries() == few


def test_a_record_is_made_on_the_page_and_the_alarm_is_asked_for(cast):
    client = cast.client("amina")

    def address(kind):
        return reverse("record_readiness", kwargs={"area": cast.area.slug, "kind": kind})

    typed = {"where_kept": "Shared folder", "recorded_on": "2026-11-10"}
    assert client.post(address("notice"), typed).status_code == 302
    wrong = client.post(address("safeguarding"), {**typed, "test_alarm_answered_at": "yesterday"})
    assert (
        "Write the day and the time" in wrong.content.decode() and "Shared folder" in wrong.content.decode()
    )
    done = {**typed, "test_alarm_answered_at": "2026-11-10 19:30"}
    assert client.post(address("safeguarding"), done).status_code == 302
    assert set(Readiness.objects.values_list("kind", flat=True)) == {"notice", "safeguarding"}
    assert "Privacy notice" not in readiness_gaps(cast.area)
    assert client.get(address("wishes")).status_code == 404
    page = client.get(reverse("readiness", kwargs={"area": cast.area.slug})).content.decode()
    assert page.count("Shared folder") == 2


def test_settings_are_saved_and_the_audit_names_the_fields(cast):
    client = cast.client("amina")
    address = reverse("area_settings", kwargs={"area": cast.area.slug})
    form = client.get(address).context["form"]
    typed = {
        **form.initial,
        "languages": "en, ar so",
        "brand_colour": "#005eb8",
        "key_custodians": "Ada and Tom",
    }
    wrong = client.post(address, {**typed, "brand_colour": "blue"}).content.decode()
    assert "Write the colour like" in wrong and "Ada and Tom" in wrong
    assert client.post(address, typed).status_code == 302
    cast.area.refresh_from_db()
    assert (cast.area.languages, cast.area.brand_colour) == (["en", "ar", "so"], "#005eb8")
    assert AuditEvent.objects.get(verb="change_area").detail == {
        "changed": ["brand_colour", "key_custodians", "languages"]
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hide_below": 4}, "must be from 5 to 50"),
        ({"theme_counts_from": 1}, "must be from 5"),
        ({"languages": []}, "one language at least"),
        ({"languages": ["English"]}, "not a language code"),
        ({"name": " "}, "Give the area a name"),
        ({"name": "a\x00"}, "NUL"),
        ({"brand_colour": "red"}, "valid"),
        ({"contact_email": "nowhere"}, "valid"),
    ],
)
def test_settings_that_could_harm_are_refused(cast, changes, words):
    with pytest.raises(Refused, match=words):
        change_area(cast.amina, cast.area, **changes)
    assert not AuditEvent.objects.filter(verb="change_area").exists()


def test_only_an_organiser_changes_settings(cast):
    with pytest.raises(Denied):
        change_area(cast.mehmet, cast.area, name="Ours")
