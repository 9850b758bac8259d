"""How many conversations a second arrive from phones, over HTTP through gunicorn, sealed, in batches of 20.

Eight phones send at once, each batch after the one before was answered; the letters are sealed before the clock
starts. SQLite as it comes (synchronous=FULL), or the database of LISTENS_DATABASE. Prints conversations a second and
the p95 of a batch with their ratios to the limits, and beside them the same bytes appended to one file with an fsync
for each batch. Exits 1 over a limit.

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
AT_ONCE = 8


def send(phone: Phone, batches: list[list[dict[str, Any]]]) -> list[float]:
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
    return times


def appended(batches: list[list[dict[str, Any]]]) -> float:
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
    parser.add_argument("--conversations", type=int, default=4000)
    num = parser.parse_args().conversations
    with installation() as site:
        from django.db import connection

        from listens.listening.models import Conversation

        area, phones = phones_of(site.port, AT_ONCE)
        day = area.today().isoformat()
        letters = [letter(area, day) for _n in range(num)]
        batches = [letters[at : at + BATCH] for at in range(0, num, BATCH)]
        site.start()
        began = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            times = list(pool.map(send, phones, [batches[n::AT_ONCE] for n in range(AT_ONCE)]))
        took = time.perf_counter() - began
        there = Conversation.objects.count()
        vendor = connection.vendor
    if there != num:
        raise SystemExit(f"{there} of {num} conversations are there.")
    disk = appended(batches)
    a_second, least = num / took, LEAST_A_SECOND[vendor]
    p95 = statistics.quantiles([one for phone in times for one in phone], n=100)[94]
    print(
        f"{vendor}: {num:,} conversations in {took:.1f} s, {a_second:,.0f}/s, {a_second / least:.2f} of the least"
    )
    print(f"p95 of a batch of {BATCH}: {p95:.0f} ms, {p95 / MOST_MS:.2f} of the limit of {MOST_MS} ms")
    print(f"appended to a file: {num / disk:,.0f}/s, {num / disk / a_second:.1f} times as many")
    return 0 if a_second >= least and p95 <= MOST_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
