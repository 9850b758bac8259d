"""One of two processes at the same notes: `vector_worker.py ROUND FOLDER`. The first to come has read them all and
writes again and again what the sentence model saw, as a slow run would; the other takes a word out of each, and says
so, as a reviewer does.
"""

import datetime as dt
import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from listens.core import events  # noqa: E402 - Django first
from listens.core.models import Actor  # noqa: E402
from listens.listening.actions import strike_words  # noqa: E402
from listens.listening.models import Note, Round  # noqa: E402
from listens.sensemaking.machine import vectors  # noqa: E402
from listens.sensemaking.machine.notes import Read  # noqa: E402
from tests.sensemaking.small_engine import SmallReader  # noqa: E402


def read(note: Note) -> Read:
    return Read(note.pk, note.masked, note.masked, "en", note.masked)


def work(round_id: str, folder: str) -> int:
    round = Round.objects.get(pk=round_id)
    notes = list(Note.objects.filter(conversation__round=round).with_strikes().order_by("pk"))
    try:
        (Path(folder) / "reads").mkdir()
    except FileExistsError:
        for note in notes:
            strike_words(Actor.system(), note, [], words="Brenda", reason="names", seen_seq=0)
            events.deliver_due()
        (Path(folder) / "struck").mkdir()
        return 0
    held, times = [read(note) for note in notes], 0
    while not (Path(folder) / "struck").exists():
        for one in held:
            vectors.keep_vectors([one], SmallReader(), dt.date(2026, 11, 28))
        times += 1
    return times


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    print(work(sys.argv[1], sys.argv[2]))
