"""What one of two processes does in tests/core/test_races.py: `race_worker.py KIND ARGUMENT`.

It says when it is ready and waits for the word, so that both begin together and meet.
"""

import os
import sys
import time
import uuid

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core import chain, messages, work  # noqa: E402 - Django first
from listens.core.models import ChainEntry  # noqa: E402


def append(name: str) -> int:
    """Alone until the other is met, however long a busy machine keeps it waiting; then forty more beside it."""
    num, more = 0, 40
    until = time.monotonic() + 60
    while more and time.monotonic() < until:
        chain.append(name, [f"{os.getpid()}-{num}"])
        num += 1
        has_met = more < 40 or ChainEntry.objects.exclude(digest__startswith=f"{os.getpid()}-").exists()
        more -= has_met
    return num


def claim_steps(run_id: str) -> int:
    from listens.core.models import JobStep

    steps = JobStep.objects.filter(run=run_id).order_by("position").values_list("pk", flat=True)
    return sum(work._claim(pk) is not None for pk in list(steps))


def send(folder: str) -> int:
    from django.conf import settings

    settings.MESSAGES_FOLDER = os.path.join(folder, uuid.uuid4().hex)  # noqa: PTH118
    return messages.send_due(limit=1000)


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print({"append": append, "claim": claim_steps, "send": send}[sys.argv[1]](sys.argv[2]))
