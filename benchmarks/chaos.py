"""Phones in trouble: lost answers, repeated batches, and a server killed again and again between and during batches.

The last phone is a real one, in a browser (benchmarks.restarts). Whatever happens, every conversation is there once at
the end. The test (tests/journeys/test_chaos.py) runs it small; `make test-long` runs it whole, on each database.

    python -m benchmarks.chaos [--phones 200] [--conversations 50] [--kills 12]
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks.phones import letter, phones_of
from benchmarks.restarts import send_in_a_browser
from benchmarks.site import Site, installation

SEED = 11
AT_ONCE = 24  # phones that send at the same time


def make_trouble(site: Site, kills: int, is_over: threading.Event, luck: random.Random) -> None:
    for _kill in range(kills):
        if is_over.wait(0.4 + luck.random()):
            return
        site.kill()
        time.sleep(luck.random() * 0.5)
        site.start()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--conversations", type=int, default=50, help="of each phone")
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument(
        "--in-a-browser", type=int, default=45, help="conversations of one more phone, a real one"
    )
    args = parser.parse_args()
    with installation() as site:
        from django.db import connection

        from listens.core import audit
        from listens.listening.models import Conversation, Note

        area, (real, *phones) = phones_of(site.port, 1 + args.phones)
        day = area.today().isoformat()
        letters = [[letter(area, day) for _n in range(args.conversations)] for _phone in phones]
        site.start()
        is_over = threading.Event()
        trouble = threading.Thread(target=make_trouble, args=(site, args.kills, is_over, random.Random(SEED)))
        began = time.perf_counter()
        trouble.start()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            lucks = [random.Random(SEED + n) for n in range(len(phones))]
            sending = [
                pool.submit(phone.send_all, *one) for phone, *one in zip(phones, letters, lucks, strict=True)
            ]
            for one in sending:
                one.result()
        is_over.set()
        trouble.join()
        if args.in_a_browser:
            letters.append([letter(area, day) for _n in range(args.in_a_browser)])
            send_in_a_browser(site, real, letters[-1])
        took = time.perf_counter() - began
        wanted = {one["client_id"] for some in letters for one in some}
        there = list(Conversation.objects.values_list("client_id", flat=True))
        notes, broken = Note.objects.count(), audit.verify(area)
        vendor = connection.vendor
    print(
        f"{vendor}: {len(wanted):,} sent by {len(letters)} phones, {len(there):,} there, {notes:,} notes, {took:.0f} s"
    )
    is_right = sorted(there) == sorted(wanted) and notes == 2 * len(wanted) and broken is None
    print("Every one is there, once." if is_right else f"WRONG: {broken or 'not every one is there once'}")
    return 0 if is_right else 1


if __name__ == "__main__":
    raise SystemExit(main())
