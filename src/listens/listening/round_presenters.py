"""A round's plan as its pages show it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.listening import round_fetch
from listens.listening.models import Conversation, Moment, Round, StageWindow
from listens.listening.timeline import last_day


def trail(area: Area, round: Round | None = None) -> list[tuple[str, str]]:
    steps = [(_("Your desk"), reverse("desk", kwargs={"area": area.slug}))]
    if round:
        steps.append((round.name, address_of(round)))
    return steps


def review_trail(
    area: Area, *, sees_queue: bool, conversation: Conversation | None = None
) -> list[tuple[str, str]]:
    """Back to the queue, for whom may see it, and to the conversation that a page about one of its notes belongs to."""
    steps = trail(area)
    if sees_queue:
        steps.append((_("Waiting for review"), reverse("review_queue", kwargs={"area": area.slug})))
    if conversation:
        at = {"area": area.slug, "conversation": conversation.pk}
        steps.append((_("A conversation"), reverse("review_conversation", kwargs=at)))
    return steps


def address_of(round: Round) -> str:
    return reverse("round_plan", kwargs={"area": round.area.slug, "round": round.slug})


def address_of_moment(area: Area, moment: Moment) -> str:
    return reverse("moment", kwargs={"area": area.slug, "moment": moment.pk})


def wording_of(round: Round) -> dict[str, str]:
    return {
        "prompts": "\n".join(prompt.text for prompt in round.prompts.all()),
        "concerns": "\n".join(concern.text for concern in round.concerns.all()),
    }


def from_last_round(area: Area) -> dict[str, str]:
    """The words of the last round, to start the next from."""
    last = round_fetch.rounds(area).prefetch_related("prompts", "concerns").first()
    return wording_of(last) if last else {}


def state_of(window: StageWindow, today: dt.date) -> str:
    if today < window.opens_on:
        return _("Not yet")
    if today <= window.closes_on:
        return _("Open")
    return _("Days of grace") if today <= last_day(window) else _("Closed")


def windows_table(round: Round, today: dt.date) -> dict[str, Any]:
    order = {stage: n for n, stage in enumerate(StageWindow.Stage.values)}
    windows = sorted(round.windows.all(), key=lambda w: (order[w.stage], w.organisation_id is not None))
    return {
        "caption": _("Dates of the stages"),
        "headings": [_("Stage"), _("For"), _("First day"), _("Last day"), _("Days of grace"), _("Now")],
        "numeric": [],
        "rows": [
            [
                window.get_stage_display(),
                window.organisation.name if window.organisation else _("Everybody"),
                window.opens_on,
                window.closes_on,
                str(window.grace_days),
                state_of(window, today) if round.opened_on else _("The round is not open"),
            ]
            for window in windows
        ],
    }


def moments_table(area: Area, moments: list[Moment]) -> dict[str, Any]:
    return {
        "caption": _("Moments of the round"),
        "headings": [_("Moment"), _("Day"), _("Next step")],
        "numeric": [],
        "rows": [
            [
                format_html(
                    '<a href="{}">{}</a>', address_of_moment(area, moment), moment.get_kind_display()
                ),
                moment.held_on,
                moment.next_step,
            ]
            for moment in moments
        ],
    }
