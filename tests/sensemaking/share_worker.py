"""One of several processes that share a run (test_sharing_a_run.py): `share_worker.py RUN`, until nothing is left.

It says when it is ready and waits for the word, so that all begin together.
"""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core import jobs, work  # noqa: E402 - Django first
from listens.core.models import JobRun  # noqa: E402
from listens.sensemaking.machine import notes  # noqa: E402
from tests.sensemaking.small_engine import put_in  # noqa: E402


def share(run_id: str) -> int:
    """How many steps this process did. What another holds is left to it."""
    put_in()
    notes.A_PART = 20
    done, until = 0, time.monotonic() + 120
    run = JobRun.objects.get(pk=run_id)
    while time.monotonic() < until:
        run.refresh_from_db()
        if run.finished_at or jobs.progress(run).state == "failed":
            return done
        for pk in run.steps.filter(state="waiting").order_by("position").values_list("pk", flat=True)[:20]:
            done += work.run_step(pk)
        time.sleep(0.01)
    raise SystemExit("The run did not end.")


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(share(sys.argv[1]))
