"""Every record has a period, what is past it goes, the trail still verifies, and a restore cannot bring it back."""

import datetime as dt
import json
import uuid
from pathlib import Path

import pytest
from django.apps import apps

from listens.core import audit, chain, contacts, events, jobs, messages, retention, work
from listens.core.home import home
from listens.core.models import (
    Account,
    Area,
    AuditEvent,
    Contact,
    Erasure,
    Event,
    JobRun,
    Message,
    RetentionPeriod,
)
from listens.core.worker import Worker


@pytest.fixture(autouse=True)
def register(monkeypatch, tmp_path):
    monkeypatch.setenv("LISTENS_HOME", str(tmp_path))
    return tmp_path / "erasures.jsonl"


@pytest.fixture
def area(cast) -> Area:
    retention.prepare_area(cast.area)
    retention.prepare_area(None)
    return cast.area


def long_ago(area, days):
    """On the area's clock, which stands at the cast's day: retention counts back from there."""
    return area.now() - dt.timedelta(days=days)


def test_every_model_of_every_room_has_a_retention_kind():
    covered = {label for kind in retention.KINDS.values() for label in kind.covers}
    ours = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("listens.")}
    missing = sorted(ours - covered)
    assert not missing, (
        "No retention kind covers these models. Name each in the `covers` of its room's retention.py: "
        + ", ".join(missing)
    )


def test_every_kind_covers_models_that_exist_and_can_erase():
    known = {model._meta.label_lower for model in apps.get_models()}
    for kind in retention.KINDS.values():
        assert set(kind.covers) <= known, kind.name
        assert (kind.days is None) == (kind.erase is None), kind.name


def test_the_table_for_data_protection_leads_says_what_the_code_does():
    page = Path(__file__).parents[2] / "docs" / "data-protection" / "retention.md"
    written = {line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")}
    for kind in retention.KINDS.values():
        kept = "as long as the area" if kind.days is None else f"{kind.days} days"
        assert f"| {kind.name} | {kind.words} | {kept} |" in written
    assert len(written) == len(retention.KINDS) + 1


def test_an_area_gets_a_period_for_every_kind_once(cast):
    assert len(retention.missing_periods(cast.area)) >= 6
    retention.prepare_area(cast.area)
    RetentionPeriod.objects.filter(area=cast.area, kind="messages").update(days=30)
    retention.prepare_area(cast.area)
    assert retention.missing_periods(cast.area) == []
    assert RetentionPeriod.objects.get(area=cast.area, kind="messages").days == 30


def test_an_old_audit_row_becomes_a_tombstone_and_the_trail_still_holds(area, cast):
    old = audit.record(cast.amina, area, "grant_role", area, {"role": "scribe"})
    audit.record(cast.amina, area, "grant_role", area, {"role": "delegate"})
    AuditEvent.objects.filter(pk=old.pk).update(at=long_ago(area, 9999))
    assert audit.verify(area), "moving the time breaks it"
    assert retention.erase_expired(area, "audit detail") == 1
    old.refresh_from_db()
    assert (old.detail, old.salt, old.subject_id) == ({}, "", "")
    assert audit.verify(area) is None
    assert AuditEvent.objects.exclude(pk=old.pk).get(verb="grant_role").detail == {"role": "delegate"}


def test_a_sent_messages_words_go_and_a_waiting_ones_stay(area):
    sent, waiting = (messages.queue(area, once_key=key, to="a@example.org", body="Hello") for key in "ab")
    Message.objects.update(queued_at=long_ago(area, 200))
    Message.objects.filter(pk=sent.pk).update(state="sent")
    assert retention.erase_expired(area, "messages") == 1
    sent.refresh_from_db()
    waiting.refresh_from_db()
    assert (sent.body, bytes(sent.to_sealed)) == ("", b"")
    assert waiting.body == "Hello"
    assert retention.erase_expired(area, "messages") == 0


def test_contacts_past_their_time_go_in_their_own_area_only(area, cast):
    for place in (area, cast.other_area):
        for _ in range(2):
            contacts.keep_contact(place, id=uuid.uuid4(), name="Ann", email="a@example.org", uses=["told"])
    keep = Contact.objects.filter(area=area).first()
    Contact.objects.exclude(pk=keep.pk).update(week=area.today() - dt.timedelta(days=3000))
    assert retention.erase_expired(area, "contacts") == 1
    assert list(Contact.objects.filter(area=area)) == [keep]
    assert Contact.objects.filter(area=cast.other_area).count() == 2


def test_what_was_erased_is_written_down_here_and_outside(area, register):
    event = events.leave(area, "x", {})
    Event.objects.filter(pk=event.pk).update(delivered_at=long_ago(area, 100), at=long_ago(area, 100))
    assert retention.erase_expired(area, "events") == 1
    row = Erasure.objects.get()
    assert row.subject_id.startswith("until:")
    [line] = register.read_text().splitlines()
    assert json.loads(line)["subject"] == row.subject_id
    assert register.stat().st_mode & 0o777 == 0o600
    assert home() == register.parent


def test_what_comes_back_from_a_backup_is_erased_again(area, cast):
    contacts.keep_contact(area, id=uuid.uuid4(), name="Ann", email="a@example.org", uses=["told"])
    Contact.objects.update(week=area.today() - dt.timedelta(days=3000))
    held = Contact.objects.values().get()
    retention.erase_expired(area, "contacts")
    Contact.objects.create(**held)
    contacts.keep_contact(area, id=uuid.uuid4(), name="Bob", email="b@example.org", uses=["told"])
    assert retention.replay() == 1
    assert Contact.objects.count() == 1


def test_an_erasure_that_could_not_be_repeated_is_a_mistake(area):
    with pytest.raises(ValueError, match="forget"):
        retention.note_erasure(area, "events", [1], "asked")


def test_an_account_without_a_role_for_years_has_neither_name_nor_address(area, cast):
    Account.objects.update(joined_at=long_ago(area, 9999))
    gone = Account.objects.create_user("gone@example.org", name="Gone Away")
    Account.objects.filter(pk=gone.pk).update(joined_at=long_ago(area, 9999))
    assert retention.erase_expired(None, "accounts without a role") == 1
    gone.refresh_from_db()
    assert (gone.name, gone.is_active) == ("", False)
    assert "gone@" not in gone.email
    assert Account.objects.get(email="amina@example.org").is_active


@pytest.mark.django_db(transaction=True)
def test_the_daily_job_erases_every_kind_of_every_area_and_says_how_many(area, cast):
    message = messages.queue(area, once_key="k", to="a@example.org", body="Hello")
    Message.objects.filter(pk=message.pk).update(queued_at=long_ago(area, 200), state="sent")
    assert work.ask_for_daily() >= 3
    Worker().run_until_idle()
    runs = {run.area_id: run for run in JobRun.objects.filter(kind="erase_expired")}
    assert set(runs) == {area.pk, cast.other_area.pk, None}
    assert {jobs.progress(run).state for run in runs.values()} == {"done"}
    assert runs[area.pk].result == {"messages": 1}
    assert retention.missing_periods(cast.other_area) == []


def test_a_chain_keeps_only_digests(area, cast):
    audit.record(cast.amina, area, "grant_role", area, {"role": "scribe"})
    entry = chain.ChainEntry.objects.get(chain=audit.chain_of(area))
    assert len(entry.digest) == len(entry.link) == 64
