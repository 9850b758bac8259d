"""How fast notes come in, beside the least that anybody could do with the same file.

The limit: Python's own `csv` reads the file and `sqlite3.executemany` writes the same rows into two plain tables of
the same columns, keys and unique places, in one transaction with the same settings (write-ahead log,
synchronous=FULL). We also check every row, look wards and organisations up, hash, and leave an audit row.

    make bench-import            10,334 notes, as many as the real file of the shared data
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import sqlite3
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import NamedTuple

WORDS = (
    "damp",
    "rent",
    "waiting",
    "nobody",
    "answers",
    "telephone",
    "school",
    "lonely",
    "winter",
    "wages",
    "repairs",
)


class Taken(NamedTuple):
    """Seconds on the clock and of the processor: on a busy machine they differ."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.2f} s ({self.cpu:.2f} s of CPU)"


class Watch:
    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def read(self) -> Taken:
        return Taken(time.perf_counter() - self.wall, time.process_time() - self.cpu)


def content(num: int) -> bytes:
    """A file of `num` synthetic notes of believable length."""
    rng = random.Random(1)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["source_id", "text", "people_heard", "organisation", "ward", "held_on", "language"])
    for number in range(num):
        words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 45)))
        ward, day = f"E0500{number % 200:04d}", f"2026-11-{1 + number % 15:02d}"
        writer.writerow([number, words, rng.randint(1, 9), f"Organisation {number % 160}", ward, day, "en"])
    return out.getvalue().encode()


def limit(data: bytes, folder: Path) -> Taken:
    """Seconds for csv and executemany."""
    connection = sqlite3.connect(folder / "limit.sqlite3")
    connection.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE conversation (id TEXT PRIMARY KEY, area TEXT, round TEXT, organisation TEXT, client_id TEXT,"
        " digest TEXT, channel TEXT, held_on TEXT, received_on TEXT, ward TEXT, language TEXT, people_heard INT,"
        " UNIQUE (area, client_id));"
        "CREATE TABLE note (id TEXT PRIMARY KEY, area TEXT, conversation TEXT, text TEXT, language TEXT, voice TEXT,"
        " source TEXT, source_id TEXT, digest TEXT, UNIQUE (area, source, source_id));"
    )
    watch = Watch()
    conversations, notes = [], []
    for row in csv.DictReader(io.StringIO(data.decode())):
        key = uuid.uuid4().hex
        conversations.append(
            (
                *(
                    key,
                    "area",
                    "round",
                    row["organisation"],
                    row["source_id"],
                    "",
                    "imported",
                    row["held_on"],
                ),
                *("2026-11-16", row["ward"], row["language"], row["people_heard"]),
            )
        )
        notes.append(
            (
                uuid.uuid4().hex,
                "area",
                key,
                row["text"],
                row["language"],
                "listener",
                "file",
                row["source_id"],
                "",
            )
        )
    with connection:
        connection.executemany(f"INSERT INTO conversation VALUES ({','.join('?' * 12)})", conversations)
        connection.executemany(f"INSERT INTO note VALUES ({','.join('?' * 9)})", notes)
    return watch.read()


def ours(data: bytes) -> tuple[Taken, Taken]:
    """Seconds for bringing the file in, and for the same file again. Raises AssertionError for a wrong result."""
    from django.db import connection

    from listens.alliance.models import Organisation
    from listens.core.models import Actor, Area, AuditEvent
    from listens.core.tables import read_table
    from listens.listening.actions import import_notes
    from listens.listening.models import Note, Round
    from listens.listening.note_rows import NEEDED, OPTIONAL
    from listens.places.models import Place

    with connection.cursor() as cursor:
        assert connection.vendor == "sqlite" and cursor.execute("PRAGMA synchronous").fetchone()[0] == 2
    area = Area.objects.create(slug="bench", name="Bench")
    round = Round.objects.create(area=area, slug="one", name="One", number=1)
    for number in range(160):
        Organisation.objects.create(area=area, name=f"Organisation {number}", kind="faith", side="community")
    Place.objects.bulk_create(
        Place(area=area, kind="ward", code=f"E0500{n:04d}", name=f"Ward {n}", name_key=f"ward {n}")
        for n in range(200)
    )
    actor = Actor.system("benchmark")
    before = AuditEvent.objects.count()
    taken = []
    for _ in range(2):
        watch = Watch()
        table = read_table(data, needed=NEEDED, optional=OPTIONAL, source="notes.csv")
        outcome = import_notes(actor, round, table)
        taken.append(watch.read())
        assert not outcome.findings, outcome.findings[:3]
    assert outcome.num_added == 0 and outcome.num_unchanged == len(table) == Note.objects.count()
    assert AuditEvent.objects.count() == before + 1
    return taken[0], taken[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=10_334)
    parser.add_argument("--at-least", type=int, default=2_000, help="notes a second, or exit 1")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LISTENS_HOME": folder, "LISTENS_HTTPS": "0", "LISTENS_DATABASE": ""}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "listens.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        data = content(wanted.notes)
        least = limit(data, Path(folder))
        first, again = ours(data)
    rate = wanted.notes / first.wall
    print(
        f"{wanted.notes:,} notes: {first}, {rate:,.0f} notes/s ({wanted.notes / first.cpu:,.0f} a second of CPU)"
    )
    print(f"the same file again: {again}")
    print(f"csv + sqlite3.executemany (the limit): {least}, {wanted.notes / least.wall:,.0f} notes/s")
    print(f"ratio to the limit: {first.wall / least.wall:.1f} (of CPU: {first.cpu / least.cpu:.1f})")
    return 0 if rate >= wanted.at_least else 1


if __name__ == "__main__":
    sys.exit(main())
