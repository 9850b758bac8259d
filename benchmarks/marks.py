"""How much of what gives somebody away is marked, and how often something is marked that should not be.

Over a synthetic set (benchmarks/marks_set.py): the phone's rules, the server's name model, and both together as the
reviewer sees them. *Found*: marks of any kind cover all letters and figures of what was planted, but for one in five.
*False alarm*: a mark that touches nothing planted. The rules were improved with this set in view, but for its
*unseen* frames: believe those.

    make bench-marks
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "listens.config.settings")

from benchmarks import marks_words as words
from benchmarks.marks_set import SEED, SetNote, build

from listens.listening import name_model
from listens.methods import marks
from listens.methods.marks import together
from listens.methods.marks_words import PLAIN

KINDS = ("phone", "email", "postcode", "nhs_number", "name")
ENOUGH = 0.8
Find = Callable[[list[str]], list[list[marks.Mark]]]


def is_found(note: SetNote, start: int, end: int, found: list[marks.Mark]) -> bool:
    places = [place for place in range(start, end) if note.text[place].isalnum()]
    covered = sum(any(mark.start <= place < mark.end for mark in found) for place in places)
    return covered >= ENOUGH * len(places)


def measure(notes: list[SetNote], find: Find) -> tuple[Counter[str], Counter[str], Counter[str], float]:
    """Planted and found by group, false alarms by (planted or clean, kind), and milliseconds a note."""
    planted, found, alarms = Counter[str](), Counter[str](), Counter[str]()
    started = time.perf_counter()
    marked = find([note.text for note in notes])
    spent = (time.perf_counter() - started) * 1000 / len(notes)
    for note, some in zip(notes, marked, strict=True):
        for _kind, start, end in note.planted:
            planted[note.group] += 1
            found[note.group] += is_found(note, start, end, some)
        for mark in some:
            if not any(start < mark.end and mark.start < end for _kind, start, end in note.planted):
                alarms[f"{note.group if note.group.startswith('clean') else 'others'}: {mark.kind}"] += 1
    return planted, found, alarms, spent


def show(title: str, notes: list[SetNote], find: Find) -> None:
    planted, found, alarms, spent = measure(notes, find)
    nums = Counter(note.group for note in notes)
    print(f"\n{title} ({spent:.2f} ms a note)")
    names = sorted(group for group in planted if group.startswith("name: "))
    groups = [*sorted(set(planted) - set(names)), *names]
    print(f"  {'found, all names':<30}{_share(found, planted, [g for g in planted if 'name' in g])}")
    for group in groups:
        print(f"  {'found, ' + group:<30}{_share(found, planted, [group])}")
    for kind in KINDS:
        clean, unseen, others = (alarms[f"{group}: {kind}"] for group in ("clean", "clean, unseen", "others"))
        print(
            f"  {'false alarms, ' + kind:<30}{clean:4d} in {nums['clean']} clean notes; {unseen} in "
            f"{nums['clean, unseen']} of unseen frames; {others} beside what was planted"
        )


def _share(found: Counter[str], planted: Counter[str], groups: list[str]) -> str:
    have, of = sum(found[one] for one in groups), sum(planted[one] for one in groups)
    return f"{have:4d} of {of:4d} ({have / of:.0%})"


def by_rules(texts: list[str]) -> list[list[marks.Mark]]:
    return [marks.find(text) for text in texts]


def by_both(texts: list[str]) -> list[list[marks.Mark]]:
    """Each stretch once, as at review."""
    return [together(*both) for both in zip(by_rules(texts), name_model.find_in(texts), strict=True)]


def known_capitals() -> str:
    """How many of the clean notes' own words with a capital the rules have in their list too: the days and months."""
    lists = (words.PLACES, words.MONTHS, words.DAYS, words.FAITHS, words.LANGUAGES, words.FEASTS)
    own = {word.lower() for some in lists for word in some}
    return f"{len(own & PLAIN)} of {len(own)}"


def main() -> int:
    notes = build()
    num_clean = sum(note.group.startswith("clean") for note in notes)
    print(
        f"Synthetic notes from seed {SEED}: {len(notes) - num_clean} with something planted, {num_clean} clean ones"
    )
    print(
        f"Of the days, months, places, faiths, languages and feasts in them the rules list {known_capitals()}"
    )
    show("The phone's rules", notes, by_rules)
    if not name_model.is_installed():
        print("\nThe server's name model is not installed. Type: make names")
        return 1
    started = time.perf_counter()
    name_model.find_in(["Nobody."])
    print(f"\nThe name model was ready after {time.perf_counter() - started:.1f} s, once in each process")
    show("The server's name model", notes, name_model.find_in)
    show("Both together, as at review", notes, by_both)
    a_page([note.text for note in notes])
    return 0


def a_page(texts: list[str]) -> None:
    """How long the model keeps a reviewer's page waiting, once it is ready: six notes on a page."""
    took = []
    for start in range(0, 300, 6):
        started = time.perf_counter()
        name_model.find_in(texts[start : start + 6])
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    print(f"\nA page of six notes: the model takes {took[len(took) // 2]:.0f} ms, at worst {took[-1]:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
