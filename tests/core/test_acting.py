"""Every change of state: asked once, one transaction, one audit row, or nothing at all."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError

from listens.core import access, audit
from listens.core.access import ALLOWED, Decision, Denied
from listens.core.acting import Stale, acting
from listens.core.models import Actor, AuditEvent, Event, Grant

pytestmark = pytest.mark.django_db
CLOSED = Decision(False, "This opens on Monday.")


@pytest.fixture
def verbs(monkeypatch):
    monkeypatch.setattr(access, "VERBS", {})
    access.declare(
        "stir", "stir the pot", ["organiser", "organisation_lead"], room="kitchen", stage="listening"
    )
    access.declare("look", "look", room="kitchen", is_public=True)


def test_an_allowed_change_leaves_one_row_and_its_event(cast, verbs):
    with acting(cast.amina, "stir", cast.area) as deed:
        deed.record(cast.community, times=3, when=dt.date(2026, 1, 2), who=uuid.UUID(int=1))
        deed.tell("stirred", times=3)
    row = AuditEvent.objects.get()
    assert (row.actor, row.verb, row.subject_id) == (cast.amina, "stir", str(cast.community.pk))
    assert row.detail == {"times": 3, "when": "2026-01-02", "who": str(uuid.UUID(int=1))}
    assert Event.objects.get().payload == {"times": 3}
    assert audit.verify(cast.area) is None


def test_a_change_that_fails_leaves_nothing(cast, verbs):
    with pytest.raises(ZeroDivisionError), acting(cast.amina, "stir", cast.area) as deed:
        deed.record(cast.community)
        deed.tell("stirred")
        1 / 0  # noqa: B018
    assert not AuditEvent.objects.exists() and not Event.objects.exists()


def test_a_change_that_says_nothing_is_a_defect(cast, verbs):
    with pytest.raises(RuntimeError, match="no audit row"), acting(cast.amina, "stir", cast.area):
        Grant.objects.filter(actor=cast.bea).delete()
    assert Grant.objects.filter(actor=cast.bea).exists()


def test_nothing_to_change_leaves_no_row(cast, verbs):
    with acting(cast.amina, "stir", cast.area) as deed:
        deed.unchanged()
    assert not AuditEvent.objects.exists()


def test_the_same_thing_saved_by_somebody_else_meanwhile_is_told_in_words(cast, verbs):
    with pytest.raises(Stale, match="Somebody else"), acting(cast.amina, "stir", cast.area) as deed:
        deed.record(cast.community)
        Actor.objects.create(pk=cast.bea.pk, kind=Actor.Kind.LINK)
    assert not AuditEvent.objects.exists()


def test_any_other_broken_rule_of_the_database_is_a_defect(cast, verbs):
    with pytest.raises(IntegrityError), acting(cast.amina, "stir", cast.area) as deed:
        deed.unchanged()
        Actor.objects.create(kind=None)
    assert not AuditEvent.objects.exists()


def test_who_may_not_is_stopped_before_anything_runs(cast, verbs):
    with pytest.raises(Denied, match="stir the pot"), acting(cast.femi, "stir", cast.area):
        pytest.fail("it ran")


@pytest.mark.parametrize(
    ("who", "place", "gate", "reason"),
    [
        ("amina", "own", ALLOWED, ""),
        ("bea", "own", ALLOWED, ""),
        ("bea", "other", ALLOWED, "Your role here"),
        ("bea", "none", ALLOWED, "Your role here"),
        ("esi", "own", ALLOWED, "Your role here"),
        ("femi", "own", ALLOWED, "Your role here"),
        ("amina", "own", CLOSED, "This opens on Monday."),
        ("femi", "own", CLOSED, "Your role here"),
        ("system", "none", ALLOWED, ""),
        ("system", "none", CLOSED, "This opens on Monday."),
        ("nobody", "own", ALLOWED, "Sign in"),
    ],
)
def test_role_scope_and_stage_together_give_an_answer_with_its_reason(cast, verbs, who, place, gate, reason):
    actor = (
        {"system": Actor.system(), "nobody": None}.get(who)
        if who in ("system", "nobody")
        else cast.actors[who]
    )
    within = {"own": [cast.community.pk], "other": [cast.second_community.pk], "none": []}[place]
    answer = access.can(actor, "stir", cast.area, within=within, gate=gate)
    assert bool(answer) == (not reason)
    assert answer.reason.startswith(reason)


def test_what_is_public_needs_nobody(cast, verbs):
    assert access.can(None, "look", cast.area)


def test_a_grant_counts_between_its_dates(cast, verbs):
    day = dt.timedelta(days=1)
    today = cast.area.today()
    grants = Grant.objects.filter(actor=cast.amina)
    for starts, ends, counts in [
        (today, today, True),
        (today + day, None, False),
        (None, today - day, False),
        (today - day, today + day, True),
    ]:
        grants.update(starts=starts, ends=ends)
        assert bool(access.can(Actor.objects.get(pk=cast.amina.pk), "stir", cast.area)) == counts


def test_mistakes_in_the_table_are_found_at_once(verbs):
    with pytest.raises(ValueError, match="no such role"):
        access.declare("fly", "fly", ["wizard"], room="kitchen")
    with pytest.raises(ValueError, match="twice"):
        access.declare("stir", "stir", room="kitchen")


def test_a_verb_nobody_declared_is_an_error(cast, verbs):
    with pytest.raises(KeyError):
        access.can(cast.amina, "fly", cast.area)
