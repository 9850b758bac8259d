"""One of two processes that change the same codebook: `race_worker.py AREA SEEN_SEQ` or `... AREA -`.

With a seen place each tries to rename one theme once; with "-" each adds twenty themes of its own.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core.acting import Stale  # noqa: E402 - Django first
from listens.core.models import Actor, Area  # noqa: E402
from listens.sensemaking.actions import add_theme, change_theme  # noqa: E402
from listens.sensemaking.models import Theme  # noqa: E402


def change(area_id: str, seen: str) -> int:
    area, actor, num_done = Area.objects.get(pk=area_id), Actor.system(), 0
    if seen == "-":
        for n in range(20):
            add_theme(actor, area, code=f"t{os.getpid()}-{n}", name="Home")
        return 20
    damp = Theme.objects.select_related("area").get(area=area, code="damp")
    try:
        change_theme(actor, damp, name=f"By {os.getpid()}", definition="", parent=None, seen_seq=int(seen))
        num_done += 1
    except Stale:
        pass
    return num_done


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(change(sys.argv[1], sys.argv[2]))
