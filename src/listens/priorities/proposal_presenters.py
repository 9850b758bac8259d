"""What the pages of proposals print: the table of a round, and what became of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core.models import Actor, Area
from listens.listening.models import Round
from listens.priorities.long_lists import gate_of
from listens.priorities.merges import Whole
from listens.priorities.models import Proposal
from listens.priorities.presenters import trail
from listens.priorities.reasons import Reason, may_read
from listens.sensemaking.models import Theme

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
        "headings": [_("Reference"), _("Proposal"), _("Themes"), _("Vote?"), _("Why")],
        "rows": rows,
    }


def themes_table(
    round: Round, rows: list[tuple[Theme, str, str]], proposals: dict[UUID, list[Proposal]]
) -> Table:
    """`rows` are (theme, conversations, times heard), as this person may see them; `proposals` by theme."""
    write = reverse("write_proposal", args=[round.area.slug, round.slug])
    listed = []
    for theme, conversations, heard in rows:
        label = "app-part" if theme.parent_id else "app-whole"
        theirs = [linked(one) for one in proposals.get(theme.pk, [])]
        listed.append(
            [
                format_html('<span class="{}">{}</span>', label, theme.name),
                conversations,
                heard,
                SafeString(", ").join(theirs) if theirs else "",
                format_html(
                    '<a href="{}?theme={}">{}<span class="nhsuk-u-visually-hidden"> {}</span></a>',
                    write,
                    theme.code,
                    _("Write a proposal"),
                    theme.name,
                ),
            ]
        )
    headings = [_("Theme"), _("Conversations"), _("Times heard"), _("Proposals"), _("Write")]
    return {
        "caption": _("Themes of the round"),
        "headings": headings,
        "numeric": headings[1:3],
        "rows": listed,
    }
