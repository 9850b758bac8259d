"""Two real processes on PostgreSQL: a phone that sends twice at once, and two workers that see the same alarm."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from listens.core.models import Message
from listens.safeguarding.models import Alarm, AlarmCall, RiskReport
from tests.cast import Cast, a_cast
from tests.listening.phones import a_link
from tests.safeguarding.build import report, sent

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def people(db) -> Cast:
    if connection.vendor != "postgresql":
        pytest.skip("races need PostgreSQL: tests/with_postgres.py pytest -m race")
    return a_cast()


def race(*arguments: str) -> list[list]:
    """What each of the two processes got."""
    database = connection.settings_dict
    environment = os.environ | {
        "LISTENS_DATABASE": f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}",
        "LISTENS_TESTS_HOME": os.environ["LISTENS_HOME"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }
    command = [sys.executable, str(ROOT / "tests/safeguarding/race_worker.py"), *arguments]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    return [json.loads(output.splitlines()[-1]) for output in outputs]


def test_a_report_sent_twice_at_once_is_kept_once(people: Cast) -> None:
    link, reports = a_link(people)[0], [report() for _ in range(10)]
    one, other = race("send", str(link.pk), json.dumps(reports))
    assert [sorted(pair) for pair in zip(one, other, strict=True)] == [["created", "duplicate"]] * 10
    assert RiskReport.objects.count() == Alarm.objects.count() == 10


def test_two_workers_call_each_circle_once(people: Cast) -> None:
    alarm = sent(people).alarm
    assert sorted(race("call", str(alarm.pk))) == [[0], [2]]
    assert AlarmCall.objects.count() == 2 and Message.objects.count() == 1
