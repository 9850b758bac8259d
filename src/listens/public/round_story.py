"""The story of one round: when, what was asked, what was heard, what was chosen, asked, answered and promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from listens.assembly.models import Addressee, Ask, Assembly
from listens.core.dot_plot import DotPlot
from listens.core.models import Area
from listens.core.published import Published, act
from listens.listening.models import Prompt, Round
from listens.pledges.models import Pledge
from listens.pledges.models.pledge_query import PledgeQuerySet
from listens.public import estimated, figures, heard, rounds, search, voices, votes
from listens.public import estimated_presenters as presenters


@dataclass(frozen=True)
class Asked:
    """One ask with everybody it was put to."""

    ask: Ask
    addressees: list[Addressee]


@dataclass(frozen=True)
class Held:
    assembly: Assembly
    attended: Published | None


@dataclass(frozen=True)
class RoundStory:
    """`told` holds the two shares of feedback; empty before they are published."""

    card: rounds.RoundCard
    prompts: list[Prompt]
    conversations: Published | None
    languages: Published | None
    voices: list[voices.Voices]
    vote: votes.Vote | None
    is_vote_over: bool
    asked: list[Asked]
    assemblies: list[Held]
    pledges: PledgeQuerySet
    told: dict[str, Published]
    estimates: estimated.OfRound | None = None

    @property
    def estimates_plot(self) -> DotPlot | None:
        return presenters.plot_of_round(self.estimates) if self.estimates else None

    @property
    def estimates_table(self) -> dict[str, Any]:
        return presenters.table_of_round(self.estimates) if self.estimates else {}


def fetch_round(area: Area, slug: str) -> Round:
    """An opened round of the area."""
    opened = Round.objects.filter(area=area, opened_on__isnull=False)
    try:
        found = opened.prefetch_related("windows", "prompts").get(slug=slug)
    except Round.DoesNotExist:
        raise Http404
    found.area = area
    return found


def tell(round: Round) -> RoundStory:
    """A number of queries that does not grow."""
    area, of = round.area, figures.newest(round.area)
    told = {
        what: of.get(what, round=round.slug)
        for what in ("organisations", "organisations_told", "asked", "asked_told")
    }
    pledges = Pledge.objects.of_area(area).filter(ask__round=round).with_standing(area.today())
    return RoundStory(
        card=rounds.card(area, round, of),
        prompts=list(round.prompts.all()),
        conversations=of.get("conversations", round=round.slug),
        languages=of.get("languages", round=round.slug),
        voices=heard.most_heard(area, of, round=round.slug),
        vote=votes.vote_of(round),
        is_vote_over=votes.is_over(round),
        asked=_asked(round),
        assemblies=[Held(one, _attended(one)) for one in Assembly.objects.filter(round=round)],
        pledges=search.listed(pledges, area),
        told={what: number for what, number in told.items() if number},
        estimates=estimated.of_round(area, round, of),
    )


def _asked(round: Round) -> list[Asked]:
    asks = Ask.objects.filter(round=round).for_list().prefetch_related("addressees__answers__explanations")
    return [Asked(ask, list(ask.addressees.all())) for ask in asks if is_public(ask)]


def is_public(ask: Ask) -> bool:
    """Ratified by delegates, or answered. One still being cut is the team's own."""
    return ask.is_ratified or any(to.answer for to in ask.addressees.all())


def _attended(assembly: Assembly) -> Published | None:
    """Nothing without the source it comes from: no public number goes without one."""
    if assembly.num_attended is None or not assembly.source:
        return None
    return act(
        assembly.num_attended,
        definition=assembly.attended_definition or str(assembly),
        as_at=assembly.held_on,
        as_at_words=assembly.held_in_words,
        source=assembly.source,
        is_at_least=assembly.attended_is_at_least,
    )
