"""How quickly a stranger gets the page of a ward, over HTTP through gunicorn, in an area of 12 boroughs and 252 wards.

On an installation of its own (benchmarks.site): SQLite as it comes, 1,764 small areas, nine tables of made-up figures
brought in by the importers, and outlines of every ward. Asks for every ward in turn and prints p50, p95 and the
slowest, each with its ratio to the limit of 200 ms. Exits 1 when the slowest ward's median is over the limit.

    make bench-places        or        python -m benchmarks.ward_profile [--rounds 3] [--json FILE]
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.site import installation

LIMIT_MS = 200
NUM_BOROUGHS, NUM_WARDS, NUM_SMALL_AREAS = 12, 21, 7
SEED = 11


def fill(folder: Path) -> list[str]:
    """Everything the page of a ward shows, for every ward; their codes."""
    from tests.cast import a_cast
    from tests.places import published

    a_cast()
    rng = random.Random(SEED)
    wards = [(borough, ward) for borough in range(NUM_BOROUGHS) for ward in range(NUM_WARDS)]
    small = [(f"E01{b:02}{w:02}{n:02}", b, w) for b, w in wards for n in range(NUM_SMALL_AREAS)]
    lookup = [
        f"{code},S {code},E05{b:02}{w:04},Ward {b} {w},E09{b:06},Borough {b},E54" for code, b, w in small
    ]
    assert (
        published.bring("lookup", published.write(folder, "lookup.csv", (published.LOOKUP[0], lookup))) == 0
    )
    for name, header, row in tables(rng):
        rows = [f"{code},{row()}" for code, _b, _w in small]
        assert published.bring("figures", published.write(folder, f"{name}.csv", (header, rows))) == 0
    squares = {f"E05{b:02}{w:04}": [(b * 0.2 + w % 5 * 0.02, 51.3 + w // 5 * 0.02)] for b, w in wards}
    outlines = published.boundaries(folder, squares)
    assert published.bring("boundaries", outlines, "--as-at", "2024-05-02") == 0
    return list(squares)


def tables(rng: random.Random):
    """Name, header and a maker of one row without its code: counts and scores in the public files' columns."""
    from tests.places import published

    from listens.places.catalogue import TABLES

    def counts(num: int):
        return lambda: ",".join(str(rng.randint(5, 300)) for _ in range(num))

    yield "ethnicity", published.ETHNICITY[0], counts(5)
    for table in TABLES:
        if table.key in (
            "tenure",
            "occupancy",
            "disability",
            "religion",
            "household_deprivation",
            "ethnicity_detailed",
        ):
            columns = ",".join(f'"{name}"' for name in table.columns)
            yield table.key, f"lsoa21_code,{columns}", counts(len(table.columns))
    yield "deprivation", published.DEPRIVATION[0], counts(6)
    yield "indicators", published.INDICATORS[0], counts(3)


def get(port: int, code: str) -> float:
    """Milliseconds from the first byte sent to the last byte read, on a connection of its own."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/north/places/{code}/")
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200 or b"app-dots__strip" not in body or b"app-map__place" not in body:
        raise SystemExit(f"The page of {code} answered {answer.status}, or lacks its figures or its map.")
    return 1000 * (time.perf_counter() - began)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with installation() as site, tempfile.TemporaryDirectory() as folder:
        wards = fill(Path(folder))
        site.start()
        for code in wards[:20]:
            get(site.port, code)
        times = {code: [get(site.port, code) for _ in range(args.rounds)] for code in wards}
    every = [each for of in times.values() for each in of]
    cuts = statistics.quantiles(every, n=100)
    slowest = max(statistics.median(of) for of in times.values())
    found = {
        "wards": len(wards),
        "limit_ms": LIMIT_MS,
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "slowest_ward_ms": round(slowest, 1),
    }
    for name in ("p50_ms", "p95_ms", "slowest_ward_ms"):
        print(f"{name}: {found[name]}, {found[name] / LIMIT_MS:.2f} of the limit of {LIMIT_MS} ms")
    if args.json:
        args.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0 if slowest <= LIMIT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
