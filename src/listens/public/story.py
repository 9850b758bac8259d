"""One promise from the first conversation to what became of it: you said, we agreed, what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from listens.assembly.models import Answer, Ask
from listens.core import chain
from listens.core.models import Area
from listens.pledges.history import chain_of, verify
from listens.pledges.models import Amendment, Closure, Confirmation, Pledge, PledgeRow, Progress, Verdict
from listens.public import figures, measures, voices, votes


@dataclass(frozen=True)
class Said:
    """Where it comes from: what was heard, and the vote that chose it."""

    voices: list[voices.Voices]
    vote: votes.Vote | None
    winner: votes.Winner | None


@dataclass(frozen=True)
class Story:
    """`progress` and `verdicts` come newest first; `head` is the end of the promise's chain, `is_whole` whether all
    that is shown is what was sealed. Reports in `erased` named somebody.
    """

    said: Said
    ask: Ask | None
    answer: Answer | None
    confirmation: Confirmation | None
    changes: list[Amendment]
    wording_now: str
    due_on: dt.date | None
    is_overdue: bool
    progress: list[Progress]
    erased: list[PledgeRow]
    verdict: Verdict | None
    verdicts: list[Verdict]
    closure: Closure | None
    measures: list[measures.Measured]
    head: str
    is_whole: bool

    @property
    def mark(self) -> str:
        return self.verdict.value if self.verdict else "no_verdict"


def fetch_pledge(area: Area, number: int) -> Pledge:
    """The area's promise of that number with all that its page shows."""
    try:
        found: Pledge = Pledge.objects.for_public(area).get(number=number)
    except Pledge.DoesNotExist:
        raise Http404
    found.area = area
    return found


def tell(pledge: Pledge) -> Story:
    """Some queries for where it comes from and to check the seal; none for what was fetched with the pledge."""
    area, today = pledge.area, pledge.area.today()
    progress = [row.progress for row in pledge.history() if getattr(row, "progress", None)]
    head = chain.head_of(chain_of(pledge))
    return Story(
        said=_said(area, pledge.ask),
        ask=pledge.ask,
        answer=pledge.answer,
        confirmation=pledge.confirmation(),
        changes=[change for change in pledge.changes() if change.asked_on <= today],
        wording_now=pledge.current_wording(today),
        due_on=pledge.current_due_on(today),
        is_overdue=pledge.is_overdue(today),
        progress=sorted(progress, key=lambda one: (one.happened_on, one.row.seq), reverse=True),
        verdict=pledge.current_verdict(today),
        verdicts=list(reversed(pledge.verdicts(today))),
        closure=pledge.closure(today),
        measures=measures.measured(pledge),
        erased=[row for row in pledge.history() if not row.salt],
        head=head,
        is_whole=bool(head) and verify(pledge) is None,
    )


def _said(area: Area, ask: Ask | None) -> Said:
    if ask is None or ask.proposal is None:
        return Said([], None, None)
    ask.round.area = area
    themes = list(ask.proposal.themes.select_related("parent"))
    heard = voices.voices(area, themes, figures.newest(area), round=ask.round.slug)
    vote = votes.vote_of(ask.round)
    return Said(heard, vote, vote.winner(ask.proposal) if vote else None)
