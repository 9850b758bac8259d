"""Notes near a theme on which somebody decided that they are not about it: where its border is.

A finding is worth more when one sees what was kept out of it. Other programs leave that to memos somebody may write;
the decisions are here already. The nearest first: one of two people who did not see each other's choice chose it and
it was settled otherwise; it was on the note and somebody took it off and decided something else; the computer
suggested it and people who read the note did not choose it, the surest suggestion first. In turn from each, so that
none speaks for all. Notes of an open blind check are never among them: whoever saw one would not choose alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from listens.listening.models import Note, Round
from listens.sensemaking.blind import choices
from listens.sensemaking.lineage import behind_whole
from listens.sensemaking.models import BlindNote, Coding, Suggestion, Theme, ThemeRun

MOST = 5
LOOKED_AT = 50  # of each sort


@dataclass(frozen=True)
class NotThis:
    note: Note
    why: str


def not_this(theme: Theme, round: Round | None = None, most: int = MOST) -> list[NotThis]:
    """For those who may read notes, whose reading has to be recorded. Some ten queries."""
    behind = list(behind_whole(theme))
    near = _decided_otherwise(behind, theme)
    if round is not None:
        near = near.filter(conversation__round=round)
    sorts = [
        (
            _settled(near, behind),
            _("One of two people chose it. It was settled that the note is not about it."),
        ),
        (_taken_off(near, behind), _("It had this theme, and somebody took it off.")),
        (_suggested(near, behind), _("The computer suggested it. Whoever read the note did not choose it.")),
    ]
    reasons: dict[UUID, str] = {}
    for row in zip_longest(*[[(pk, why) for pk in found] for found, why in sorts]):
        for pk, why in filter(None, row):
            reasons.setdefault(pk, why)
    chosen = list(reasons)[:most]
    notes = Note.objects.with_strikes().select_related("conversation__round", "prompt")
    by_pk = notes.prefetch_related("translations").in_bulk(chosen)
    return [NotThis(by_pk[pk], reasons[pk]) for pk in chosen]


def _decided_otherwise(behind: Iterable[UUID], theme: Theme) -> QuerySet[Note]:
    """Notes that somebody read and decided on, and that do not have the theme."""
    current = Coding.objects.current().filter(note=OuterRef("pk"))
    being_checked = BlindNote.objects.filter(note=OuterRef("pk"), check_of__ended_on=None)
    return (
        Note.objects.counted()
        .filter(Exists(current.filter(batch=None)), area=theme.area_id)
        .exclude(Exists(current.filter(theme__in=list(behind))))
        .exclude(Exists(being_checked))
    )


def _settled(near: QuerySet[Note], behind: list[UUID]) -> list[UUID]:
    settled = BlindNote.objects.filter(note=OuterRef("pk"), settled_at__isnull=False)
    chose = Coding.objects.filter(note=OuterRef("pk"), sitting=Coding.Sitting.BLIND, theme__in=behind)
    pks = list(
        near.filter(Exists(settled), Exists(chose)).order_by("pk").values_list("pk", flat=True)[:LOOKED_AT]
    )
    wanted = set(behind)
    chosen = choices(pks) if pks else {}
    return [pk for pk in pks if any(wanted & each for each in chosen.get(pk, {}).values())]


def _taken_off(near: QuerySet[Note], behind: list[UUID]) -> list[UUID]:
    """Not what was accepted unread and taken back together: nobody had looked."""
    off = Coding.objects.filter(
        note=OuterRef("pk"), sitting=Coding.Sitting.OPEN, act=Coding.Act.REMOVE, theme__in=behind, batch=None
    )
    return list(near.filter(Exists(off)).order_by("pk").values_list("pk", flat=True)[:LOOKED_AT])


def _suggested(near: QuerySet[Note], behind: list[UUID]) -> list[UUID]:
    runs = ThemeRun.objects.filter(
        kind=ThemeRun.Kind.SUGGESTIONS, round__in=near.values("conversation__round")
    )
    newest = dict(runs.order_by("run__asked_at").values_list("round_id", "run_id"))
    rows = Suggestion.objects.filter(run__in=list(newest.values()), theme__in=behind, note__in=near)
    best = rows.order_by().values("note").annotate(best=Max("score"))
    return [row["note"] for row in best.order_by("-best", "note")[:LOOKED_AT]]
