"""The one way to a round, its moments and its windows, for the people who plan it or take part."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from listens.alliance.access import own_things
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.models import Moment, Prompt, Round, StageWindow


def rounds(area: Area) -> QuerySet[Round]:
    """The area's rounds with their windows, newest first."""
    windows = StageWindow.objects.select_related("organisation")
    return (
        Round.objects.filter(area=area)
        .select_related("area")
        .prefetch_related(Prefetch("windows", windows))
        .order_by("-number")
    )


def may_see_plan(actor: Actor | None, round: Round) -> access.Decision:
    """The plan is for everybody who takes part: also those whose role is for one organisation or office."""
    within = [round.pk, *own_things(actor, round.area)]
    return access.can(actor, "see_plan", round.area, within=within)


def fetch_round(actor: Actor | None, area: Area, slug: str) -> Round:
    """The round of that slug with its windows, prompts and concerns; a stranger gets the 404 of a missing one."""
    found = rounds(area).prefetch_related("prompts", "concerns").filter(slug=slug).first()
    if found is None or not may_see_plan(actor, found):
        raise Http404
    return found


def fetch_prompt(actor: Actor | None, area: Area, slug: str, place: int) -> Prompt:
    """A prompt of that round by its place."""
    round = fetch_round(actor, area, slug)
    for prompt in round.prompts.all():
        if prompt.position == place:
            prompt.round = round
            return prompt
    raise Http404


def fetch_moment(actor: Actor | None, area: Area, pk: UUID) -> Moment:
    found = Moment.objects.filter(round__area=area, pk=pk).select_related("round__area").first()
    if found is None or not may_see_plan(actor, found.round):
        raise Http404
    return found


def moments_of(round: Round) -> list[Moment]:
    return list(Moment.objects.filter(round=round))


def fetch_own_window(actor: Actor | None, area: Area, slug: str, pk: UUID) -> StageWindow:
    """An organisation's own dates of one stage."""
    round = fetch_round(actor, area, slug)
    for window in round.windows.all():
        if window.pk == pk and window.organisation_id:
            return window
    raise Http404
