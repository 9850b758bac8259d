"""How the notes of a theme came to have it, and by how many people.

NVivo and MAXQDA show who coded a segment by name and colour; a reader of a finding wants to know something else: was
it read by one person, by two who did not see each other's choice, or by nobody? Each note counts once, in the way
that says most: two people apart and settled, then one by one by hand, then from a file, then accepted unread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from listens.listening.models import Note, Round
from listens.sensemaking.blind import choices
from listens.sensemaking.lineage import behind_whole
from listens.sensemaking.models import BlindNote, Coding, Theme
from listens.sensemaking.models.coding import CodingQuerySet

APART, BY_HAND, FILE, UNREAD = "apart", "hand", "file", "unread"
WAYS = {
    APART: _("Two people, without seeing each other's choice; then it was settled"),
    BY_HAND: _("By hand, one person at a time or as a group of the wall"),
    FILE: _("From a file"),
    UNREAD: _("Suggested by the computer and accepted together, not read one by one"),
}


@dataclass(frozen=True)
class HowCoded:
    """One way: how many notes, and how many people did it. Exact and internal."""

    way: str
    num_notes: int
    num_people: int


def how_coded(theme: Theme, round: Round | None = None) -> list[HowCoded]:
    """The ways that any note of the theme, with its parts, came by. Six queries."""
    behind = list(behind_whole(theme))
    rows = Coding.objects.current().filter(theme__in=behind, note__in=Note.objects.counted())
    if round is not None:
        rows = rows.filter(note__conversation__round=round)
    settled = set(
        BlindNote.objects.filter(note__in=rows.values("note"))
        .exclude(settled_at=None)
        .values_list("note_id", flat=True)
    )
    best: dict[UUID, str] = {}
    for note, _by, coder, batch in rows.order_by().values_list("note_id", "by_id", "coder", "batch_id"):
        way = APART if note in settled else UNREAD if batch else FILE if coder else BY_HAND
        if note not in best or _rank(way) < _rank(best[note]):
            best[note] = way
    people: dict[str, set[tuple[UUID, str]]] = {way: set() for way in WAYS}
    for note, by, coder, unread in _everybody(rows, behind):
        way = UNREAD if unread else FILE if coder else BY_HAND
        if way == best.get(note):
            people[way].add((by, coder))
    if notes := [note for note, way in best.items() if way == APART]:  # not who settled it: who chose
        people[APART] = {who for coders in choices(notes).values() for who in coders}
    num = {way: sum(each == way for each in best.values()) for way in WAYS}
    return [HowCoded(way, num[way], len(people[way])) for way in WAYS if num[way]]


def _everybody(
    rows: CodingQuerySet, behind: Collection[UUID]
) -> Iterable[tuple[UUID, UUID, str, UUID | None]]:
    """All who put one of these themes on those notes: of several who did, only the last one's row is current."""
    on = Coding.objects.filter(
        note__in=rows.values("note"), theme__in=behind, act=Coding.Act.ASSIGN, sitting=Coding.Sitting.OPEN
    )
    return on.order_by().values_list("note_id", "by_id", "coder", "batch_id")


def _rank(way: str) -> int:
    return list(WAYS).index(way)


def in_way(notes: QuerySet[Note], behind: Iterable[UUID], way: str) -> QuerySet[Note]:
    """Of notes that have one of these themes, those that came by it in that way: as `how_coded` counts them."""
    rows = Coding.objects.current().filter(note=OuterRef("pk"), theme__in=list(behind))
    tests = {
        APART: Exists(BlindNote.objects.filter(note=OuterRef("pk"), settled_at__isnull=False)),
        BY_HAND: Exists(rows.filter(batch=None, coder="")),
        FILE: Exists(rows.filter(batch=None).exclude(coder="")),
        UNREAD: Exists(rows.exclude(batch=None)),
    }
    for better in list(WAYS)[: _rank(way)]:
        notes = notes.exclude(tests[better])
    return notes.filter(tests[way])
