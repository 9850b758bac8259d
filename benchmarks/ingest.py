"""How many conversations a second arrive from phones, over HTTP through gunicorn, sealed, in batches of 20.

As after a meeting: one phone after the other sends its two batches, so many at once; the letters are sealed before
the clock starts, and one batch for each of the server's threads has warmed it. SQLite as it comes (synchronous=FULL),
or the database of LISTENS_DATABASE. Prints conversations a second and the p95 of a batch with their ratios to the
limits, for each number of phones at once, and beside them the same bytes appended to one file with an fsync for each
batch. Exits 1 when no number of phones at once keeps both limits.

    make bench-ingest        or        python -m benchmarks.ingest [--conversations 4000]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.phones import AREA, BATCH, Phone, letter, phones_of
from benchmarks.site import installation

LEAST_A_SECOND = {"sqlite": 500, "postgresql": 300}
MOST_MS = 250  # p95 of a batch
AT_ONCE = (4, 8)
BATCHES = 2  # of one phone: a link through which more than 60 came in a day is held
THREADS = 16  # of the server as it comes

Batches = list[list[dict[str, Any]]]


def send(phone: Phone, batches: Batches) -> list[float]:
    """Milliseconds of each batch, without the token before it."""
    times = []
    for some in batches:
        phone.token = phone.ask("GET", f"/{AREA}/api/v1/csrf/")["token"]
        payload = {"schema_version": 1, "link": phone.link, "items": some}
        began = time.perf_counter()
        results = phone.ask("POST", f"/{AREA}/api/v1/conversations/", payload)["results"]
        times.append(1000 * (time.perf_counter() - began))
        if any(one["outcome"] != "created" for one in results):
            raise SystemExit("Not every conversation was created.")
    phone.hang_up()
    return times


def send_all(phones: list[Phone], batches: list[Batches], at_once: int) -> tuple[float, float]:
    """Seconds for all of it, and the p95 of a batch in milliseconds."""
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        times = list(pool.map(send, phones, batches))
    took = time.perf_counter() - began
    return took, statistics.quantiles([one for phone in times for one in phone], n=100)[94]


def appended(batches: Batches) -> float:
    """Seconds to append the same bytes to one file, synchronised once for each batch: what the disk allows."""
    with tempfile.NamedTemporaryFile() as file:
        began = time.perf_counter()
        for some in batches:
            file.write(json.dumps(some).encode())
            file.flush()
            os.fsync(file.fileno())
        return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--conversations", type=int, default=4000, help="for each number of phones at once")
    each = parser.parse_args().conversations // (BATCH * BATCHES)  # phones
    with installation() as site:
        from django.db import connection

        from listens.listening.models import Conversation

        area, phones = phones_of(site.port, THREADS + each * len(AT_ONCE))
        day = area.today().isoformat()
        letters = [[[letter(area, day) for _n in range(BATCH)] for _b in range(BATCHES)] for _phone in phones]
        site.start()
        send_all(phones[:THREADS], letters[:THREADS], THREADS)
        measured = []
        for place, at_once in enumerate(AT_ONCE):
            some = slice(THREADS + place * each, THREADS + (place + 1) * each)
            measured.append(send_all(phones[some], letters[some], at_once))
        there, vendor = Conversation.objects.count(), connection.vendor
    if there != len(phones) * BATCH * BATCHES:
        raise SystemExit(f"{there} of {len(phones) * BATCH * BATCHES} conversations are there.")
    num, least = each * BATCH * BATCHES, LEAST_A_SECOND[vendor]
    disk = num / appended([batch for phone in letters[:each] for batch in phone])
    is_kept = False
    for at_once, (took, p95) in zip(AT_ONCE, measured, strict=True):
        print(f"{vendor}, {at_once} phones at once: {num:,} conversations in {took:.1f} s")
        print(f"  {num / took:,.0f}/s, {num / took / least:.2f} of the least of {least}")
        print(f"  p95 of a batch of {BATCH}: {p95:.0f} ms, {p95 / MOST_MS:.2f} of the limit of {MOST_MS} ms")
        is_kept |= num / took >= least and p95 <= MOST_MS
    print(f"appended to a file: {disk:,.0f}/s")
    return 0 if is_kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
