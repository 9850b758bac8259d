"""What the pages of proposals print: the table of a round, and what became of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core.models import Actor, Area
from listens.priorities.long_lists import gate_of
from listens.priorities.merges import Whole
from listens.priorities.models import Proposal
from listens.priorities.presenters import trail
from listens.priorities.reasons import Reason, may_read

Table = dict[str, Any]


def linked(proposal: Proposal) -> SafeString:
    return format_html('<a href="{}">{}</a>', address(proposal), proposal.title)


def address(proposal: Proposal) -> str:
    return reverse("proposal", args=[proposal.area.slug, proposal.pk])


def trail_of(proposal: Proposal) -> list[tuple[str, str]]:
    return [*trail(proposal.area, proposal.round), (proposal.title, address(proposal))]


def proposals_table(actor: Actor, area: Area, among: list[Whole], reasons: dict[UUID, Reason]) -> Table:
    """Every proposal that stands. Why it is on the list or not, for those who may know it already."""
    rows = []
    for whole in among:
        decision, reason = gate_of(whole.proposal), reasons.get(whole.proposal.pk)
        rows.append(
            [
                whole.proposal.reference,
                linked(whole.proposal),
                ", ".join(theme.name for theme in whole.themes) or _("none yet"),
                decision.get_outcome_display() if decision else _("Not decided yet"),
                reason.decision.reason if reason and may_read(actor, area, reason) else "",
            ]
        )
    return {
        "caption": _("Proposals"),
        "is_under_its_name": True,
        "headings": [_("Reference"), _("Proposal"), _("Themes"), _("Vote?"), _("Why")],
        "rows": rows,
    }
