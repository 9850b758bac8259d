"""A backup takes everything, opens with its key only, goes back exactly, and cannot bring back what was erased."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from listens.core import audit, backups, contacts, messages, retention
from listens.core.acting import Refused
from listens.core.backups import rows, sealed_file
from listens.core.models import Account, Area, AuditEvent, Contact, Grant, Heartbeat, JobRun, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(cast, monkeypatch, tmp_path, settings):
    """An installation with something in every kind of column, and a file of evidence."""
    monkeypatch.setenv("LISTENS_HOME", str(tmp_path / "home"))
    settings.MEDIA_ROOT = str(tmp_path / "evidence")
    (tmp_path / "evidence/pledge").mkdir(parents=True)
    (tmp_path / "evidence/pledge/letter.pdf").write_bytes(bytes(range(256)) * 5000)
    retention.prepare_area(cast.area)
    retention.prepare_area(None)
    audit.record(cast.amina, cast.area, "grant_role", cast.area, {"n": 1, "ratio": 0.1, "who": [None, True]})
    contacts.keep_contact(cast.area, id=uuid.uuid4(), name="Ann", email="ann@example.org", uses=["told"])
    messages.queue(cast.area, once_key="k", to="ann@example.org", body="Zażółć gęślą jaźń 👋")
    return tmp_path


def everything():
    return {model._meta.label: sorted(map(repr, model._base_manager.values())) for model in rows.all_models()}


def throw_away(site):
    with transaction.atomic():
        for model in rows.all_models():
            model._base_manager.all()._raw_delete(using="default")
    (site / "evidence/pledge/letter.pdf").unlink()


@pytest.mark.django_db(transaction=True)
def test_everything_comes_back_to_the_microsecond(site, cast):
    before = everything()
    written = backups.write(site / "backup")
    assert written.num_files == 1 and written.num_rows == sum(map(len, before.values()))
    throw_away(site)
    assert not Area.objects.exists()
    again, num_erased = backups.put_back(site / "backup")
    assert (again, num_erased) == (written, 0)
    assert everything() == before
    assert (site / "evidence/pledge/letter.pdf").read_bytes() == bytes(range(256)) * 5000
    assert audit.verify(Area.objects.get(slug="south")) is None
    assert contacts.open_for(cast.amina, cast.area, "told", why="x")[0].name == "Ann"


def test_new_rows_after_a_restore_get_new_numbers(site, cast):
    backups.write(site / "backup")
    throw_away(site)
    backups.put_back(site / "backup")
    area = Area.objects.get(slug="south")
    audit.record(cast.amina, area, "grant_role", area, {"n": 2})
    assert audit.verify(area) is None


def test_a_used_database_is_not_overwritten_unless_told(site, cast):
    backups.write(site / "backup")
    Account.objects.create_user("late@example.org")
    with pytest.raises(Refused, match="not empty"):
        backups.put_back(site / "backup")
    assert Account.objects.filter(email="late@example.org").exists()
    backups.put_back(site / "backup", replace=True)
    assert not Account.objects.filter(email="late@example.org").exists()
    assert Grant.objects.filter(actor=cast.amina).exists()


def test_what_was_erased_since_is_erased_again(site, cast):
    backups.write(site / "backup")
    contacts.erase_contact(cast.mehmet, Contact.objects.get(), why="asked")
    _, num_erased = backups.put_back(site / "backup", replace=True)
    assert num_erased == 1
    assert not Contact.objects.exists()


def test_it_is_encrypted_for_its_owner_and_holds_no_key(site):
    backups.write(site / "backup")
    data = (site / "backup").read_bytes()
    assert b"amina" not in data and b"South" not in data
    assert (site / "backup").stat().st_mode & 0o777 == 0o600
    text = repr(list(sealed_file.read_lines(site / "backup")))
    for key in [*(site / "home/keys").glob("*.json"), site / "home/backup-key"]:
        for word in key.read_text().replace('"', " ").split():
            assert len(word) < 20 or word not in text


def test_who_is_signed_in_and_what_workers_did_is_not_in_it(site):
    Heartbeat.objects.create(worker="w", at=timezone.now())
    backups.write(site / "backup")
    labels = {line.get("model") for line in sealed_file.read_lines(site / "backup")}
    assert not labels & {"sessions.session", "usersessions.usersession", "core.heartbeat"}


def test_another_backup_key_does_not_open_it(site, monkeypatch):
    backups.write(site / "backup")
    monkeypatch.setenv("LISTENS_BACKUP_KEY", "another")
    with pytest.raises(Refused, match="another backup key"):
        backups.put_back(site / "backup", replace=True)
    assert Area.objects.exists()


def cut(path: Path):
    path.write_bytes(path.read_bytes()[:-400])


def change(path: Path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def lose_a_piece(path: Path):
    data = path.read_bytes()
    start = len(sealed_file.MAGIC)
    size = int.from_bytes(data[start : start + 4], "big") + 4
    path.write_bytes(data[:start] + data[start + size :])


def lose_the_last(path: Path):
    data, places = path.read_bytes(), [len(sealed_file.MAGIC)]
    while places[-1] < len(data):
        places.append(places[-1] + int.from_bytes(data[places[-1] : places[-1] + 4], "big") + 4)
    path.write_bytes(data[: places[-2]])


def not_ours(path: Path):
    path.write_bytes(b"PK\x03\x04 something else")


@pytest.mark.parametrize("harm", [cut, change, lose_a_piece, lose_the_last, not_ours, Path.unlink])
def test_a_harmed_file_is_refused_and_nothing_is_changed(site, monkeypatch, harm):
    monkeypatch.setattr(sealed_file, "PIECE", 2000)
    backups.write(site / "backup")
    before = everything()
    harm(site / "backup")
    with pytest.raises(Refused):
        backups.put_back(site / "backup", replace=True)
    assert everything() == before
    assert (site / "evidence/pledge/letter.pdf").exists()


def test_a_backup_of_another_version_is_refused(site, monkeypatch):
    backups.write(site / "backup")
    monkeypatch.setattr("listens.core.backups.reading.migrations", lambda: ["core.0009_later"])
    with pytest.raises(Refused, match="another version"):
        backups.put_back(site / "backup", replace=True)


def test_a_place_that_cannot_be_written_is_said(site):
    with pytest.raises(Refused, match="No such file"):
        backups.write(site / "nowhere/backup")


def test_the_clock_of_an_account_is_kept(site):
    then = dt.datetime(2020, 1, 2, 3, 4, 5, 678901, tzinfo=dt.UTC)
    Account.objects.update(joined_at=then)
    backups.write(site / "backup")
    backups.put_back(site / "backup", replace=True)
    assert set(Account.objects.values_list("joined_at", flat=True)) == {then}
    assert Account.objects.create_user("new@example.org").joined_at > then


def test_nothing_is_left_out_by_chance(site):
    held = {model._meta.label_lower for model in rows.all_models()}
    assert {m._meta.label_lower for m in (AuditEvent, Contact, Message, JobRun)} <= held
    assert {"account.emailaddress", "mfa.authenticator"} <= held
