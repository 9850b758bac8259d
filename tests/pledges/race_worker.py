"""One of two processes that add to the same promise: `race_worker.py PLEDGE SEEN_SEQ` or `... PLEDGE -`.

With a seen place each tries once; with "-" each adds twenty reports, seeing whatever is newest.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core.acting import Stale  # noqa: E402 - Django first
from listens.core.models import Actor  # noqa: E402
from listens.pledges.actions import report_progress  # noqa: E402
from listens.pledges.models import Pledge  # noqa: E402


def add(pledge_id: str, seen: str) -> int:
    pledge, actor = Pledge.objects.select_related("area").get(pk=pledge_id), Actor.system()
    num_added = 0
    for _turn in range(20 if seen == "-" else 1):
        try:
            report_progress(
                actor,
                pledge,
                words=f"Added by {os.getpid()}",
                happened_on=pledge.area.today(),
                seen_seq=None if seen == "-" else int(seen),
            )
        except Stale:
            continue
        num_added += 1
    return num_added


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(add(sys.argv[1], sys.argv[2]))
