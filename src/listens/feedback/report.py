"""An organisation's own report of a round, for its report-back: what it heard, what was held, what comes next.

Offers are counted for the whole round only: an offer knows no organisation, so that it leads to no conversation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.feedback.reply_fetch import num_replies
from listens.listening import offer_fetch, round_fetch, stages
from listens.listening.models import Moment, Round, StageWindow
from listens.listening.progress import Progress, Standing, progress
from listens.sensemaking.own_themes import OwnThemes, own_themes

MOST_THEMES, MOST_QUOTES = 10, 5  # so that it stays on two sheets


@dataclass(frozen=True)
class Step:
    """Something that is to come. `until` for what runs for some days."""

    on: dt.date
    words: str
    until: dt.date | None = None


@dataclass(frozen=True)
class Report:
    round: Round
    organisation: Organisation
    progress: Progress
    own: OwnThemes
    held: list[Moment]
    num_offers: int
    num_replies: int
    next: list[Step]


def report_of(round: Round, organisation: Organisation) -> Report:
    """The same number of queries for a small organisation and a large one."""
    today = round.area.today()
    moments = round_fetch.moments_of(round)
    return Report(
        round,
        organisation,
        _progress(round, organisation.pk),
        own_themes(organisation, round, quotes_each=1),
        [one for one in moments if one.held_on <= today],
        offer_fetch.num_offers(round),
        num_replies(round, organisation),
        _next(round, organisation, moments, today),
    )


def _progress(round: Round, organisation: UUID) -> Progress:
    """Of an organisation that has left and heard nothing, too: then it is empty."""
    found = progress(round, [organisation])
    if found:
        return found[0]
    one = Organisation.objects.get(pk=organisation)
    return Progress(one, Standing.OVER)


def _next(round: Round, organisation: Organisation, moments: list[Moment], today: dt.date) -> list[Step]:
    """Stages that open or still run, by the organisation's own dates, and moments to come."""
    steps = [Step(one.held_on, str(one)) for one in moments if one.held_on > today]
    for stage in StageWindow.Stage:
        window = stages.window(round, stage, organisation)
        if window is None or window.closes_on < today:
            continue
        words = _("%(stage)s begins") if window.opens_on > today else _("%(stage)s goes on")
        on = window.opens_on if window.opens_on > today else today
        steps.append(Step(on, words % {"stage": stage.label}, window.closes_on))
    return sorted(steps, key=lambda one: (one.on, one.until or one.on))
