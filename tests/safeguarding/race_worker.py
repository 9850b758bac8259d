"""One of two processes at the same moment: `race_worker.py send LINK PAYLOAD` or `race_worker.py call ALARM`."""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core.models import Actor, Area  # noqa: E402 - Django first
from listens.safeguarding.actions import receive_report  # noqa: E402
from listens.safeguarding.alarms import call_due  # noqa: E402
from listens.safeguarding.models import Alarm  # noqa: E402


def send(link: str, payload: str) -> list[str]:
    """Ten reports, each also sent by the other process."""
    area, actor = Area.objects.get(slug="south"), Actor.objects.get(pk=link)
    return [receive_report(actor, area, one)["outcome"] for one in json.loads(payload)]


def call(alarm: str) -> list[int]:
    return [call_due(Alarm.objects.select_related("area", "organisation").get(pk=alarm))]


if __name__ == "__main__":
    act = {"send": send, "call": call}[sys.argv[1]]
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(act(*sys.argv[2:])))
