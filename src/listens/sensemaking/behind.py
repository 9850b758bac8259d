"""The notes behind a number: which conversations it counts, and which notes of them.

Other programs for coding open the segments behind a code, and leave the sums in their tables and charts as pictures
that nobody can look into. Here every count of conversations, of times heard and of notes on the pages of this room
is made of rows that whoever may read notes can open. The rows are asked for in the words of the number itself (a
theme, a round, one kind of organisation or one borough), so what opens is what was counted, or what was added since.

A kind and a borough are never crossed: no number here is of both, and both would name an organisation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.listening.models import Conversation, Note, Round
from listens.places.models import Place
from listens.sensemaking.how_coded import WAYS, in_way
from listens.sensemaking.lineage import behind_whole
from listens.sensemaking.models import Coding, Theme

NOWHERE = "none"  # in an address: no organisation, or no borough, is named


@dataclass(frozen=True)
class Which:
    """Of `theme` with its parts, or of all on which somebody has decided. `also`: only conversations that have both.

    `kind` and `borough` are None for all of them, "" for those that name none.
    """

    theme: Theme | None = None
    also: Theme | None = None
    round: Round | None = None
    kind: str | None = None
    borough: str | None = None
    way: str = ""


@dataclass(frozen=True)
class Behind:
    """`conversations` in an order that is not of time, and which of their `notes` are meant."""

    conversations: QuerySet[Conversation]
    notes: QuerySet[Note]

    def totals(self) -> tuple[int, int, int]:
        """Conversations, times heard and notes. Three queries."""
        heard = self.conversations.aggregate(heard=Sum("people_heard"))["heard"] or 0
        return self.conversations.count(), heard, self.notes.count()


def behind(area: Area, which: Which) -> Behind:
    notes: QuerySet[Note] = Note.objects.counted().filter(Exists(_coded(which.theme)), area=area)
    if which.theme and which.way:
        notes = in_way(notes, behind_whole(which.theme), which.way)
    if which.theme and which.also:
        # Those of either theme, in conversations that have both.
        other = Note.objects.counted().filter(Exists(_coded(which.also)), area=area)
        both = Q(conversation__in=other.values("conversation")) & Q(
            conversation__in=notes.values("conversation")
        )
        notes = Note.objects.counted().filter(both, Exists(_coded(which.theme, which.also)), area=area)
    if which.round is not None:
        notes = notes.filter(conversation__round=which.round)
    if which.kind is not None:
        of_kind = Q(conversation__organisation__kind=which.kind)
        notes = notes.filter(of_kind if which.kind else of_kind | Q(conversation__organisation=None))
    if which.borough is not None:
        notes = notes.filter(_in_borough(which.borough))
    return of_notes(notes)


def of_notes(notes: QuerySet[Note]) -> Behind:
    held = Conversation.objects.filter(pk__in=notes.order_by().values("conversation"))
    return Behind(held.select_related("round").order_by("-round__number", "pk"), notes)


def _coded(*themes: Theme | None) -> QuerySet[Coding]:
    """Codings that count, of these themes with their parts; of any, "looked, none" with them, for none."""
    rows = Coding.objects.current().filter(note=OuterRef("pk"))
    wanted = [pk for theme in themes if theme for pk in behind_whole(theme)]
    return rows.filter(theme__in=wanted) if any(themes) else rows


def _in_borough(name: str) -> Q:
    """That of the ward, or else of the organisation that held it: as everywhere it is counted."""
    ward, host = "conversation__ward", "conversation__organisation"
    if name:
        of_host = Q(**{f"{ward}__parent": None, f"{host}__borough__name": name})
        return Q(**{f"{ward}__parent__name": name}) | of_host
    return Q(**{f"{ward}__parent": None}) & (Q(**{host: None}) | Q(**{f"{host}__borough": None}))


def address(which: Which, area: Area) -> str:
    """Where the rows of that number are."""
    asked: dict[str, str] = {}
    if which.round is not None:
        asked["round"] = which.round.slug
    if which.also is not None:
        asked["with"] = which.also.code
    if which.kind is not None:
        asked["kind"] = which.kind or NOWHERE
    if which.borough is not None:
        asked["borough"] = which.borough or NOWHERE
    if which.way:
        asked["way"] = which.way
    if which.theme:
        where = reverse("theme_notes", args=[area.slug, which.theme.code])
    else:
        where = reverse("coded_notes", args=[area.slug])
    return f"{where}?{urlencode(asked)}" if asked else where


class NotAsked(ValueError):
    """The address asks for something that is not there."""


def read(
    asked: Mapping[str, str], area: Area, round: Round | None, theme: Theme | None = None
) -> tuple[Which, str]:
    """What an address asks for, and the part of it that narrows (encoded). Raises NotAsked."""
    kind, borough, way = asked.get("kind"), asked.get("borough"), asked.get("way", "")
    also = None
    if code := asked.get("with", ""):
        also = Theme.objects.filter(area=area, code=code).first() if code.isprintable() else None
    is_known = (
        (not code or (also is not None and theme is not None))
        and not (kind and borough)
        and (not kind or kind == NOWHERE or kind in Organisation.Kind.values)
        and (not borough or borough == NOWHERE or _is_borough(area, borough))
        and (not way or (theme is not None and way in WAYS))
    )
    if not is_known:
        raise NotAsked
    which = Which(theme, also, round, _named(kind), _named(borough), way)
    return which, address(which, area).partition("?")[2]


def _is_borough(area: Area, name: str) -> bool:
    boroughs = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH)
    return name.isprintable() and boroughs.filter(name=name).exists()


def _named(asked: str | None) -> str | None:
    return None if not asked else "" if asked == NOWHERE else asked
