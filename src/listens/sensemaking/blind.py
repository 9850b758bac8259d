"""Reading a blind check: whose turn it is, where two people differ, and how well they agree.

Only rows with `sitting=blind` are read here, those of a file too; nothing of it counts anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.methods.spans import Span
from listens.sensemaking.lineage import lineage
from listens.sensemaking.marks import problem_with
from listens.sensemaking.marks import standing as standing_rows
from listens.sensemaking.models import BlindCheck, BlindNote, Coding, Theme
from listens.sensemaking.uncoded import Progress

CODERS = 2  # as many as choose for each note
Coder = tuple[UUID, str]  # the actor, and the name in a file that the actor brought in
Chosen = frozenset[UUID | None]  # themes; None alone is "looked, none"


def as_chosen(themes: Iterable[Theme]) -> Chosen:
    chosen: set[UUID | None] = {theme.pk for theme in themes}
    return frozenset(chosen or {None})


def open_check(round: Round) -> BlindCheck | None:
    return BlindCheck.objects.filter(round=round, ended_on=None).select_related("round__area").first()


def newest_check(round: Round) -> BlindCheck | None:
    return BlindCheck.objects.filter(round=round).select_related("round__area").order_by("-seq").first()


def standing(check: BlindCheck) -> list[BlindNote]:
    """The notes of the check that still count, in its order. A note that was taken back is no longer asked about."""
    return list(check.notes.filter(note__in=Note.objects.counted()).order_by("position"))


def choices(
    notes: Iterable[UUID] | None = None, round: Round | None = None
) -> dict[UUID, dict[Coder, Chosen]]:
    """{note: {coder: what they chose}} of given notes, or of a round's notes that count. One query."""
    rows = Coding.objects.filter(sitting=Coding.Sitting.BLIND, note__in=Note.objects.counted())
    if notes is not None:
        rows = rows.filter(note__in=list(notes))
    if round is not None:
        rows = rows.filter(note__conversation__round=round)
    ordered = rows.order_by("pk").values_list("note_id", "by_id", "coder", "theme_id", "act")
    on: dict[UUID, dict[Coder, set[UUID | None]]] = {}
    for note, by, coder, theme, act in ordered.iterator(chunk_size=5000):
        chosen = on.setdefault(note, {}).setdefault((by, coder), set())
        if act == Coding.Act.ASSIGN:
            chosen.add(theme)
        else:
            chosen.discard(theme)
    return {
        note: {coder: frozenset(chosen) for coder, chosen in coders.items() if chosen}
        for note, coders in on.items()
    }


def marked(notes: Iterable[UUID]) -> dict[tuple[UUID, Coder, UUID | None], list[Span]]:
    """Marks that stand and still show words, by note, coder and theme. Two queries and one more for what was struck."""
    rows = Coding.objects.filter(sitting=Coding.Sitting.BLIND, note__in=list(notes))
    of: dict[tuple[UUID, Coder], list[Coding]] = {}
    for row in rows.filter(note__in=rows.exclude(span_start=None).values("note")).order_by("pk"):
        of.setdefault((row.note_id, (row.by_id, row.coder)), []).append(row)
    texts = Note.objects.with_strikes().in_bulk({note for note, _coder in of})
    found: dict[tuple[UUID, Coder, UUID | None], list[Span]] = {}
    for (note, coder), own in of.items():
        for theme, span in standing_rows(own):
            if span and not problem_with(texts[note], span):
                found.setdefault((note, coder, theme), []).append(span)
    return found


def of_check(check: BlindCheck) -> dict[UUID, dict[Coder, Chosen]]:
    return choices(check.notes.values_list("note", flat=True))


def _waiting(actor: Actor, check: BlindCheck) -> tuple[list[BlindNote], int]:
    """Those this person may still code, and how many they have. Nobody codes a note that two others have."""
    chosen, waiting, num = of_check(check), [], 0
    for one in standing(check):
        coders = chosen.get(one.note_id, {})
        if (actor.pk, "") in coders:
            num += 1
        elif len(coders) < CODERS:
            waiting.append(one)
    return waiting, num


def next_notes(actor: Actor, check: BlindCheck, *, after: UUID | None = None, num: int = 1) -> list[Note]:
    """Everybody begins at the first note, so that two people complete each other's notes as they go."""
    waiting, _num = _waiting(actor, check)
    places = {one.note_id: one.position for one in check.notes.all()} if after else {}
    start = places.get(after, -1) if after else -1
    waiting.sort(key=lambda one: (one.position <= start, one.position))
    wanted = [one.note_id for one in waiting[:num]]
    notes = Note.objects.filter(pk__in=wanted).with_strikes()
    found = notes.select_related("conversation__round", "prompt", "area").prefetch_related("translations")
    return sorted(found, key=lambda note: wanted.index(note.pk))


def progress(actor: Actor, check: BlindCheck) -> Progress:
    """One's own: what the others have done is not for this page."""
    waiting, num = _waiting(actor, check)
    return Progress(num, num + len(waiting))


def last_decided(actor: Actor, check: BlindCheck) -> UUID | None:
    chosen = of_check(check)
    own = Coding.objects.filter(
        sitting=Coding.Sitting.BLIND, by=actor, coder="", note__in=check.notes.values("note")
    )
    for note in own.order_by("-pk").values_list("note", flat=True):
        if (actor.pk, "") in chosen.get(note, {}):
            return note
    return None


@dataclass(frozen=True)
class Meeting:
    """One note that two people have coded: what each chose, in an order that tells nobody who it was."""

    of: BlindNote
    chosen: list[Chosen]

    @property
    def is_agreed(self) -> bool:
        return len(set(self.chosen)) == 1

    @property
    def shared(self) -> Chosen:
        return frozenset.intersection(*self.chosen)


def meetings(check: BlindCheck) -> Iterator[Meeting]:
    """Notes that have been coded by two people at least and on which nobody has settled, in the check's order.

    Whoever chose a theme that was merged since has chosen the one it is part of now.
    """
    chosen, lines = of_check(check), lineage(check.round.area)
    for one in standing(check):
        coders = chosen.get(one.note_id, {})
        if one.settled_at is None and len(coders) >= CODERS:
            now = [frozenset(pk and lines.stands(pk) for pk in each) for each in coders.values()]
            yield Meeting(one, sorted(now, key=lambda each: sorted(str(pk) for pk in each)))
