"""One of two processes that vote with the same slip: `race_worker.py AREA CODE CLOSE_AT`.

Each casts twenty ballots that differ from the one before; at turn CLOSE_AT (-1: never) it closes the vote. It says how
many ballots came in.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core.acting import Refused  # noqa: E402 - Django first
from listens.core.models import Actor, Area  # noqa: E402
from listens.priorities.actions import cast_ballot, close_voting  # noqa: E402
from listens.priorities.models import LongList  # noqa: E402

TICKS = (["bus", "damp"], ["bus", "wages"], ["damp", "waits"], ["bus", "waits"])


def run(slug: str, code: str, close_at: int) -> int:
    area, num_in = Area.objects.get(slug=slug), 0
    for turn in range(20):
        if turn == close_at:
            close_voting(Actor.system(), LongList.objects.select_related("area", "round").get())
        try:
            cast_ballot(area, code, TICKS[(turn + os.getpid()) % 4])
        except Refused:
            continue
        num_in += 1
    return num_in


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(run(sys.argv[1], sys.argv[2], int(sys.argv[3])))
