"""What the pages of the vote print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.listening.models import Round
from listens.methods.findings import Finding
from listens.priorities.models import LongList, Share, VotingSlip

Table = dict[str, Any]


def trail(area: Area, round: Round | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("Your desk"), reverse("desk", kwargs={"area": area.slug}))]
    if round:
        crumbs.append(
            (_("Vote of %(round)s") % {"round": round}, reverse("vote", args=[area.slug, round.slug]))
        )
    return crumbs


def settings_rows(long_list: LongList) -> list[tuple[str, str]]:
    """The settings that the lock fixes, in words."""
    return [
        (_("Priorities to choose"), str(long_list.num_seats)),
        (
            _("Ticks on a ballot"),
            _("%(least)d to %(most)d") % {"least": long_list.min_ticks, "most": long_list.max_ticks},
        ),
        (_("Rule"), long_list.get_rule_display()),
        (_("Who has how much of a say"), long_list.get_scheme_display()),
        (_("Number for drawing lots"), str(long_list.seed)),
        (_("Paper ballots"), _("Typed by two people") if long_list.typed_twice else _("Typed once")),
    ]


def shares_table(shares: list[tuple[Share, int]], *, edit: str = "", is_sealed: bool = False) -> Table:
    """`edit` is the page on which a share is changed. After the close nothing is told of who sent how many ballots."""
    headings = [_("Organisation"), _("How it votes"), _("Delegates"), _("If it has fewer than five ballots")]
    rows = [
        [
            format_html(
                '<a href="{}?organisation={}#share">{}</a>', edit, share.organisation_id, share.public_name
            )
            if edit
            else share.public_name,
            share.get_way_display(),
            share.num_delegates or "",
            share.get_if_few_display(),
            *([] if is_sealed else [num]),
        ]
        for share, num in shares
    ]
    return {
        "caption": _("Who may vote"),
        "is_under_its_name": True,
        "headings": [*headings, *([] if is_sealed else [_("Ballots so far")])],
        "numeric": [2, 4],
        "rows": rows,
    }


@dataclass(frozen=True)
class PackState:
    """One organisation's slips: those that are out by number, and how many were taken back."""

    share: Share
    num_out: int
    numbers: str
    num_back: int


def packs(found: list[tuple[Share, list[VotingSlip]]]) -> list[PackState]:
    return [
        PackState(
            share,
            len(out := [slip.number for slip in slips if slip.revoked_at is None]),
            _ranges(out),
            len(slips) - len(out),
        )
        for share, slips in found
    ]


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3, 7 as "1–3, 7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("–".join(str(end) for end in part) for part in parts)


def findings_table(findings: list[Finding]) -> Table:
    return {
        "caption": _("What is wrong in the file"),
        "headings": [_("Row"), _("Column"), _("Problem"), _("What to do")],
        "rows": [[each.row or "", each.column, each.problem, each.fix] for each in findings],
    }
