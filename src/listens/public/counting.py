"""What a release would publish today: counts over accepted conversations that went through the small-number rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

from django.db.models import Count, Sum
from django.utils.translation import gettext_noop

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.core.published import safe_count
from listens.feedback.owed import shares
from listens.listening.models import Conversation, Round
from listens.public.keys import key_of
from listens.public.small_numbers import (
    Heard,
    Why,
    hide_beside,
    hide_small,
    is_small,
    over_rounds,
)
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.models import Theme

CONVERSATIONS = gettext_noop("Conversations that were held and accepted")
TIMES_HEARD = gettext_noop("Times heard: people who took part in accepted conversations, counted each time")
ORGANISATIONS = gettext_noop("Organisations with at least one accepted conversation")
LANGUAGES = gettext_noop("Languages that enough people were heard in to be counted safely")
THEME_CONVERSATIONS = gettext_noop("Accepted conversations in which this came up")
THEME_HEARD = gettext_noop("Times heard: people in conversations in which this came up, counted each time")
TOLD = gettext_noop("Organisations whose people were told what came of it")
ASKED = gettext_noop("People in the whole area who asked to be told what came of it")
ASKED_TOLD = gettext_noop("People in the whole area who asked and have been written to about this round")
SOURCE = gettext_noop("Listening records, counted for this release")
FEEDBACK = gettext_noop("Records of feedback, counted for this release")


class Figure(TypedDict):
    """As kept in a release. `below` is the limit it fell under, 0 when it is hidden beside another."""

    value: int | None
    definition: str
    source: str
    kind: str
    below: int
    why: str


def figures_today(area: Area) -> dict[str, Figure]:
    """Every figure by its key. Some queries a round, none a conversation."""
    found: dict[str, Figure] = {}
    themes = list(Theme.objects.filter(area=area).select_related("parent"))
    rounds = list(Round.objects.filter(area=area))
    heard: dict[str, dict[UUID | None, Heard]] = {}
    for round in rounds:
        heard[round.slug] = of_round = _heard(area, round, themes)
        _put_heard(found, area, themes, of_round, round=round.slug)
        found |= _acts(area, round)
    whole: dict[UUID | None, Heard] = {}
    for place in [None, *[theme.pk for theme in themes]]:
        whole[place] = over_rounds([one[place] for one in heard.values()], area.hide_below)
    _hide_parts(themes, whole)
    _put_heard(found, area, themes, whole)
    taking_part = Organisation.objects.filter(
        conversations__in=Conversation.objects.filter(area=area).accepted().values("pk")
    )
    found[key_of("organisations")] = _act(taking_part.distinct().count(), ORGANISATIONS, SOURCE)
    return found


def _heard(area: Area, round: Round, themes: list[Theme]) -> dict[UUID | None, Heard]:
    """The round's own counts under None, and each theme's."""
    total = (
        Conversation.objects.filter(round=round)
        .accepted()
        .aggregate(n=Count("pk"), heard=Sum("people_heard"))
    )
    counts: dict[UUID | None, Heard] = {None: Heard(total["n"], total["heard"] or 0)}
    for count in theme_counts(area, round):
        counts[count.theme.pk] = Heard(count.num_conversations, count.times_heard)
    for heard in counts.values():
        hide_small(heard, area.hide_below)
    _hide_parts(themes, counts)
    return counts


def _hide_parts(themes: list[Theme], counts: Mapping[UUID | None, Heard]) -> None:
    parents = {theme.parent_id for theme in themes if theme.parent_id}
    for parent in parents:
        hide_beside(counts[theme.pk] for theme in themes if theme.parent_id == parent)


def _put_heard(
    found: dict[str, Figure],
    area: Area,
    themes: list[Theme],
    counts: Mapping[UUID | None, Heard],
    *,
    round: str = "",
) -> None:
    places = [(None, "", CONVERSATIONS, TIMES_HEARD)]
    for place, code, conversations, times in places + [
        (theme.pk, theme.code, THEME_CONVERSATIONS, THEME_HEARD) for theme in themes
    ]:
        heard = counts[place]
        for what, n, definition in (
            ("conversations", heard.num_conversations, conversations),
            ("times_heard", heard.times_heard, times),
        ):
            found[key_of(what, round=round, theme=code)] = _people(area, n, definition, SOURCE, heard.why)


def _people(area: Area, n: int, definition: str, source: str, why: Why = Why.SHOWN) -> Figure:
    value = None if why else safe_count(n, hide_below=area.hide_below, round_to=area.round_to)
    if value is None and not why:
        why = Why.SMALL
    below = area.hide_below if why == Why.SMALL and is_small(n, area.hide_below) else 0
    return Figure(value=value, definition=definition, source=source, kind="people", below=below, why=str(why))


def _act(n: int, definition: str, source: str) -> Figure:
    return Figure(value=n, definition=definition, source=source, kind="act", below=0, why="")


def _acts(area: Area, round: Round) -> dict[str, Figure]:
    """Who took part and who was told: exact for organisations, through the rule for people."""
    accepted = Conversation.objects.filter(round=round).accepted()
    spoken = accepted.order_by().values("language").annotate(heard=Sum("people_heard"))
    num_languages = sum(
        1 for row in spoken if not is_small(row["heard"] or 0, area.hide_below) and row["heard"]
    )
    told = shares(round)
    rest = told.num_contacts - told.num_contacts_told
    beside = Why.BESIDE if rest > 0 and is_small(rest, area.hide_below) else Why.SHOWN
    figures = {
        "organisations": _act(
            accepted.order_by().exclude(organisation=None).values("organisation").distinct().count(),
            ORGANISATIONS,
            SOURCE,
        ),
        "languages": _act(num_languages, LANGUAGES, SOURCE),
        "organisations_told": _act(told.num_organisations_told, TOLD, FEEDBACK),
        "asked": _people(area, told.num_contacts, ASKED, FEEDBACK),
        "asked_told": _people(area, told.num_contacts_told, ASKED_TOLD, FEEDBACK, beside),
    }
    return {key_of(what, round=round.slug): figure for what, figure in figures.items()}
