"""Moments: an agenda to start from, a sheet to print, and what came of the meeting."""

import datetime as dt

import pytest
from django.urls import reverse

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening.actions import add_moment, change_moment, record_moment
from listens.listening.agendas import AGENDAS
from listens.listening.models import Moment
from tests.cast import TODAY

CAME = {
    "who_came": "St Brannock's 4, Larkwood 3",
    "decisions": "Listen in the market",
    "next_step": "Bea asks",
}


@pytest.mark.parametrize("kind", Moment.Kind.values)
def test_every_kind_starts_with_an_agenda_of_one_page(cast, kind):
    moment = add_moment(cast.amina, cast.round, kind=kind, held_on=TODAY)
    lines = moment.agenda.splitlines()
    assert 5 <= len(lines) <= 12 and len(moment.agenda) < 1500
    assert lines[-1] == f"All together: {sum(minutes for minutes, _words in AGENDAS[kind])} minutes."


def test_an_own_agenda_is_kept_and_another_kind_refused(cast):
    assert add_moment(cast.amina, cast.round, kind="debrief", held_on=TODAY, agenda="Tea").agenda == "Tea"
    with pytest.raises(Refused, match="Choose one of"):
        add_moment(cast.amina, cast.round, kind="party", held_on=TODAY)
    with pytest.raises(Denied):
        add_moment(cast.bea, cast.round, kind="debrief", held_on=TODAY)


def test_what_came_of_it_is_written_down_after_it_was_held(cast):
    later = add_moment(cast.amina, cast.round, kind="check_in", held_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(Refused, match="not been held yet"):
        record_moment(cast.amina, later, **CAME)
    change_moment(cast.amina, later, held_on=TODAY, agenda="Tea")
    record_moment(cast.amina, later, **CAME)
    later.refresh_from_db()
    assert (later.who_came, later.next_step, later.is_recorded) == (CAME["who_came"], "Bea asks", True)
    with pytest.raises(Refused, match="is over"):
        change_moment(cast.amina, later, held_on=TODAY, agenda="Cake")
    event = AuditEvent.objects.get(verb="record_moment")
    assert event.detail == {"changed": ["decisions", "next_step", "who_came"]}
    record_moment(cast.amina, later, **CAME)
    assert AuditEvent.objects.filter(verb="record_moment").count() == 1


@pytest.mark.parametrize("missing", ["who_came", "next_step"])
def test_who_came_and_the_next_step_are_needed(cast, missing):
    moment = add_moment(cast.amina, cast.round, kind="check_in", held_on=TODAY)
    with pytest.raises(Refused, match="Say at least"):
        record_moment(cast.amina, moment, **{**CAME, missing: " "})


def test_the_pages_add_show_change_and_record(cast):
    client = cast.client("amina")
    add = reverse("add_moment", kwargs={"area": cast.area.slug, "round": "autumn"})
    assert "Enter" in client.post(add, {"kind": "check_in", "held_on-day": "16"}).content.decode()
    shown = client.post(add, {"kind": "check_in", "held_on": "2026-11-16"}, follow=True)
    assert (
        "How is it going?" in shown.content.decode()
        and "Write down what came of it" in shown.content.decode()
    )
    moment = Moment.objects.get()
    kwargs = {"area": cast.area.slug, "moment": moment.pk}
    client.post(reverse("change_moment", kwargs=kwargs), {"held_on": "2026-11-15", "agenda": "Tea\nCake"})
    assert "<li>Cake</li>" in client.get(reverse("moment", kwargs=kwargs)).content.decode()
    wrong = client.post(reverse("record_moment", kwargs=kwargs), {**CAME, "next_step": ""}).content.decode()
    assert "Listen in the market" in wrong and "There is a problem" in wrong
    done = client.post(reverse("record_moment", kwargs=kwargs), CAME, follow=True).content.decode()
    assert "Listen in the market" in done and "Change the day or the agenda" not in done


def test_a_member_sees_the_sheet_and_cannot_change_it(cast):
    moment = add_moment(cast.amina, cast.round, kind="check_in", held_on=TODAY)
    page = cast.client("hana").get(reverse("moment", kwargs={"area": cast.area.slug, "moment": moment.pk}))
    assert "Agenda" in page.content.decode() and "Write down what came of it" not in page.content.decode()
