"""How quickly a stranger gets an area's home page, over HTTP through gunicorn, with 10,000 conversations behind it.

On an installation of its own (benchmarks.site): SQLite as it comes, three rounds, a codebook of two
levels, forty promises with their history and a release. Prints p50 and p95 of one reader after another and of eight
at once, each with its ratio to the limit of 150 ms. Exits 1 when the p95 of one reader is over the limit.

    make bench-home        or        python -m benchmarks.home_page [--requests 300] [--json FILE]
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import json
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.site import installation

LIMIT_MS = 150
NUM_CONVERSATIONS = 10_000
NUM_PROMISES = 40
PATH = "/south/"
SEED = 5


def fill() -> None:
    """Everything that a home page could make slow."""
    from django.db import transaction
    from tests.cast import TODAY, a_cast
    from tests.public import build

    from listens.listening.models import Round
    from listens.public.actions import make_release

    with transaction.atomic():
        cast, rng = a_cast(), random.Random(SEED)
        themes = []
        for n in range(14):
            above = build.theme(cast.area, f"theme-{n}")
            themes += [build.theme(cast.area, f"theme-{n}-{part}", parent=above) for part in range(5)]
        rounds = [cast.round]
        for number in (2, 3):
            opened = TODAY - dt.timedelta(days=300 * number)
            rounds.append(
                Round.objects.create(
                    area=cast.area, slug=f"r{number}", name="A round", number=number, opened_on=opened
                )
            )
        for left in range(NUM_CONVERSATIONS, 0, -100):
            build.conversations(
                cast,
                min(left, 100),
                *rng.sample(themes, 2),
                round=rng.choice(rounds),
                people=rng.randint(1, 9),
            )
        for number in range(1, NUM_PROMISES + 1):
            made = build.pledge(cast, number)
            for days in range(10):
                build.progress(cast, made, days=days)
            build.verdict(cast, made, rng.choice(["kept", "on_the_way", "stuck", "broken"]))
        make_release(cast.amina, cast.area, TODAY)


def get(port: int) -> float:
    """Milliseconds from the first byte sent to the last byte read, on a connection of its own."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", PATH)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200 or b"<main" not in body:
        raise SystemExit(f"{PATH} answered {answer.status}.")
    return 1000 * (time.perf_counter() - began)


def summed_up(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    p50, p95 = round(cuts[49], 1), round(cuts[94], 1)
    return {"p50_ms": p50, "p95_ms": p95, "p95_to_limit": round(p95 / LIMIT_MS, 3)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with installation() as site:
        fill()
        site.start()
        for _ in range(20):
            get(site.port)
        alone = summed_up([get(site.port) for _ in range(args.requests)])
        with ThreadPoolExecutor(8) as readers:
            crowd = summed_up(list(readers.map(get, [site.port] * args.requests)))
    found = {
        "conversations": NUM_CONVERSATIONS,
        "limit_ms": LIMIT_MS,
        "one_reader": alone,
        "eight_at_once": crowd,
    }
    for name, words in (("one_reader", "One reader"), ("eight_at_once", "Eight at once")):
        times = found[name]
        print(
            f"{words}: p50 {times['p50_ms']} ms, p95 {times['p95_ms']} ms, "
            f"{times['p95_to_limit']} of the limit of {LIMIT_MS} ms"
        )
    if args.json:
        args.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0 if alone["p95_ms"] <= LIMIT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
