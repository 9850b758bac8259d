"""`/healthz` and `listens check`: each thing that can be wrong is found and said in words."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from listens.core import (
    audit,
    checks,
    events,
    health,
    jobs,
    keyfile,
    messages,
    own_checks,
    retention,
    sealing,
)
from listens.core.models import AuditEvent, ChainEntry, Event, Heartbeat, JobStep, Message
from listens.core.worker import tick
from listens.safeguarding.actions import check_number
from tests.safeguarding.build import a_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(cast, monkeypatch, tmp_path):
    monkeypatch.setenv("LISTENS_HOME", str(tmp_path))
    for place in (cast.area, cast.other_area):
        retention.prepare_area(place)
        keyfile.read(place)
    retention.prepare_area(None)
    check_number(cast.amina, a_number(cast))
    health.beat()
    return cast.area


def problems(name):
    return dict(checks.look_at_all())[name]


def test_a_good_installation_has_no_problems(area):
    found = {name: problems for name, problems in checks.look_at_all() if "HTTPS" not in name}
    # A browser's test before this one may have set that variable, and needs it as long as the process lives.
    rest = {name: [one for one in said if "async.E001" not in one] for name, said in found.items()}
    assert {name: said for name, said in rest.items() if said} == {}


def test_healthz_says_how_old_the_worker_is(area):
    assert Client().get("/healthz").json() == {"ok": True, "database": True, "migrations": 0, "worker": 0}
    Heartbeat.objects.update(at=timezone.now() - dt.timedelta(seconds=90))
    assert Client().get("/healthz").json()["worker"] in (90, 91)
    Heartbeat.objects.all().delete()
    assert Client().get("/healthz").json()["worker"] is None


def test_a_tick_is_a_sign_of_life(area):
    Heartbeat.objects.all().delete()
    tick()
    assert health.worker_age() == 0


@pytest.mark.parametrize(
    ("site", "https", "wrong"),
    [
        ("http://localhost:8000", False, 0),
        ("http://127.0.0.1:8000", False, 0),
        ("https://listens.example", True, 0),
        ("http://listens.example", True, 1),
        ("http://listens.example", False, 2),
        ("http://localhost.example", False, 2),
    ],
)
def test_https_is_needed_on_any_machine_but_ones_own(area, settings, site, https, wrong):
    settings.SITE_URL, settings.HTTPS = site, https
    assert len(problems("encrypted connections (HTTPS)")) == wrong


def test_the_demonstration_is_for_localhost_only(area, settings):
    settings.SITE_URL, settings.HTTPS, settings.DEMO = "https://listens.example", True, True
    assert "LISTENS_DEMO" in problems("encrypted connections (HTTPS)")[0]


def test_unsafe_settings_of_the_framework_are_found_off_localhost(area, settings):
    settings.SITE_URL = "https://listens.example"
    settings.SECURE_HSTS_SECONDS = 0
    assert any("security.W004" in problem for problem in problems("settings of the framework"))


def test_missing_and_readable_keys_are_found(area):
    path = keyfile.path_of(area)
    path.chmod(0o644)
    keyfile.folder().chmod(0o755)
    found = problems("keys")
    assert len(found) == 2 and all("chmod" in problem for problem in found)
    path.unlink()
    assert any("missing" in problem for problem in problems("keys"))
    assert not path.exists(), "looking makes no new key"


def test_the_wrong_key_is_found(area):
    messages.queue(area, once_key="k", to="a@example.org", body="x")
    Message.objects.update(to_sealed=sealing.seal(None, b"a@example.org"))
    assert any("do not open" in problem for problem in problems("keys"))


@pytest.mark.parametrize("harm", ["content", "link", "cut", "row"])
def test_a_changed_trail_is_found(area, cast, harm):
    for n in range(3):
        audit.record(cast.amina, area, "grant_role", area, {"n": n})
    entries = ChainEntry.objects.filter(chain=audit.chain_of(area)).order_by("seq")
    if harm == "content":
        AuditEvent.objects.filter(seq=2).update(detail={"n": 99})
    elif harm == "link":
        entries.filter(seq=2).update(digest="0" * 64)
    elif harm == "cut":
        entries.filter(seq=3).delete()
        AuditEvent.objects.filter(seq=3).delete()
    else:
        AuditEvent.objects.filter(seq=2).delete()
    [problem] = problems("audit trail of every area")
    assert "South Listens" in problem


def test_missing_periods_are_found(area):
    area.retention_periods.filter(kind="contacts").delete()
    assert "contacts" in problems("retention periods")[0]


def test_events_and_messages_that_wait_too_long_are_found(area, monkeypatch):
    monkeypatch.setattr(events, "HANDLERS", {})
    events.leave(area, "x", {})
    messages.queue(area, once_key="k", to="a@example.org", body="x")
    assert problems("events between rooms") == problems("outgoing messages") == []
    long_ago = timezone.now() - dt.timedelta(hours=1)
    Event.objects.update(at=long_ago)
    Message.objects.update(queued_at=long_ago)
    assert "1 events wait" in problems("events between rooms")[0]
    assert "1 messages wait" in problems("outgoing messages")[0]
    Message.objects.update(state="failed", problem="no template")
    assert "could not be sent" in problems("outgoing messages")[0]


def test_failed_and_lost_steps_are_found(area, cast):
    run = jobs.ask(cast.mehmet, area, "erase_expired")
    assert problems("long work") == []
    run.steps.filter(position=0).update(state=JobStep.State.FAILED, problem="ValueError: no", attempt=3)
    lost = run.steps.filter(position=1)
    lost.update(state=JobStep.State.RUNNING, lease_until=timezone.now() - dt.timedelta(hours=1))
    found = problems("long work")
    assert "failed 3 times. ValueError: no" in found[0]
    assert "1 steps were left" in found[1]


def test_a_worker_that_stopped_is_found(area):
    assert problems("workers") == []
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        assert "60 minutes" in problems("workers")[0]
    Heartbeat.objects.all().delete()
    assert "No worker has ever run" in problems("workers")[0]


def test_a_room_declares_its_own_check_and_a_broken_one_is_a_problem_itself(area, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", dict(checks.CHECKS))
    checks.declare("ballot chains", lambda: ["the box of round 1 was changed"])
    checks.declare("broken", lambda: 1 / 0)
    assert problems("ballot chains") == ["the box of round 1 was changed"]
    assert "ZeroDivisionError" in problems("broken")[0]
    with pytest.raises(ValueError):
        checks.declare("broken", list)


def test_looking_knows_what_is_local(settings):
    settings.SITE_URL = "http://[::1]:8000"
    assert own_checks.is_local()
