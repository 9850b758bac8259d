"""Two real processes on PostgreSQL: a phone that sends twice at once, and two workers that see the same alarm."""

import json

import pytest

from listens.core.models import Message
from listens.safeguarding.models import Alarm, AlarmCall, RiskReport
from tests import two_processes
from tests.cast import Cast, a_cast
from tests.listening.phones import a_link
from tests.safeguarding.build import report, sent

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(db) -> Cast:
    two_processes.need_postgresql()
    return a_cast()


def race(*arguments: str) -> list[list]:
    """What each of the two got."""
    return [json.loads(line) for line in two_processes.race("tests/safeguarding/race_worker.py", *arguments)]


def test_a_report_sent_twice_at_once_is_kept_once(people: Cast) -> None:
    link, reports = a_link(people)[0], [report() for _ in range(10)]
    one, other = race("send", str(link.pk), json.dumps(reports))
    assert [sorted(pair) for pair in zip(one, other, strict=True)] == [["created", "duplicate"]] * 10
    assert RiskReport.objects.count() == Alarm.objects.count() == 10


def test_two_workers_call_each_circle_once(people: Cast) -> None:
    alarm = sent(people).alarm
    assert sorted(race("call", str(alarm.pk))) == [[0], [2]]
    assert AlarmCall.objects.count() == 2 and Message.objects.count() == 1
