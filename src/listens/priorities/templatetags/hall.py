"""`{% vote_clock round %}`: on a phone in the hall, how long the vote is open, and later where the result is."""

from __future__ import annotations

from typing import Any

from django import template

from listens.listening.models import Round
from listens.priorities import hall, hall_presenters

register = template.Library()


@register.inclusion_tag("priorities/closing.html", takes_context=True)
def vote_clock(context: template.Context, round: Round | None) -> dict[str, Any]:
    """Nothing where there is no vote. The script that goes on asking is in it.

    No query where the page was made for a vote that it knows to be open (`open_list`): a thousand phones ask for it.
    """
    area = context["area"]
    long_list = context.get("open_list") or (hall.find(area, round.slug) if round else None)
    if long_list is None:
        return {}
    now = hall.moment(area, long_list)
    return {
        "area": area,
        "round": round,
        "now": now,
        "clock": hall_presenters.clock(area, now),
        "result_address": hall_presenters.result_address(area, long_list.round) if now.has_result else "",
    }
