"""All that the result page prints, from the kept count."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.published import Published
from listens.methods.priorities.weights import NO_ORGANISATION
from listens.priorities import stories, story_pictures
from listens.priorities.models import GateDecision
from listens.priorities.paper.notices import FROM_TOTALS
from listens.priorities.read_aloud import read_aloud
from listens.priorities.reasons import public_reasons
from listens.priorities.story_shapes import Story
from listens.public import votes
from listens.public.result import near, paid, reached, settled, turnout, ways
from listens.public.result.fetch import Counted


@dataclass(frozen=True)
class ResultPage:
    """`notices` are sentences in English, as the result file has them."""

    vote: votes.Vote
    story: Story
    notices: list[str]
    turnout: turnout.Turnout
    organisations: Published | None
    empty_places: Published | None
    paid: paid.PaidTable | None
    near: list[near.Near]
    ties: list[settled.Tied]
    fair: settled.Fair
    reached: list[reached.Reached]
    beside: ways.Beside
    ways: ways.Ways
    parked: list[GateDecision]
    aloud: list[str]


def tell(counted: Counted) -> ResultPage:
    """A number of queries that does not grow."""
    vote = votes.told(counted.round, counted.result, counted.titles)
    exact = votes.exactly(counted.round, counted.result)
    return ResultPage(
        vote=vote,
        story=story_pictures.story(
            counted.result, counted.titles, stories.story_of(counted.result), vote.num_ballots.as_at
        ),
        notices=[each for each in counted.content["notices"] if each.startswith(FROM_TOTALS)],
        turnout=turnout.turnout(counted, exact),
        organisations=_organisations(counted, exact),
        empty_places=settled.empty_places(counted, exact),
        paid=paid.paid_table(counted, vote.winners, exact),
        near=near.nearest(counted, vote, exact),
        ties=settled.ties(counted, exact),
        fair=settled.fair(counted),
        reached=reached.reached(counted, exact),
        beside=ways.beside(counted, exact),
        ways=ways.ways(counted, exact),
        parked=public_reasons(counted.round),
        aloud=read_aloud(counted.content, counted.titles).splitlines(),
    )


def _organisations(counted: Counted, exact: votes.Exact) -> Published | None:
    voted = set(counted.content["coverage"]["organisations"]) - {NO_ORGANISATION}
    return exact(len(voted), _("Organisations that cast a ballot")) if voted else None
