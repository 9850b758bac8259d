"""What the pages about paper print."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.core.text import in_order
from listens.priorities.models import LongList, PaperSlip, PaperStep, Reconciled, Totals
from listens.priorities.paper.oddities import oddities_of
from listens.priorities.paper.standing import Standing, State
from listens.priorities.presenters import Table, trail
from listens.priorities.reconciliation import Line


def paper_trail(area: Area, long_list: LongList) -> list[tuple[str, str]]:
    here = reverse("enter_ballot", args=[area.slug, long_list.round.slug])
    return [*trail(area, long_list.round), (_("Ballots on paper"), here)]


def what_came(paper: PaperSlip, now: Standing) -> str:
    """The sentence for whoever has just typed it. It never says what somebody else typed."""
    number = paper.number
    if now.state == State.DIFFERS:
        return _("Slip %(number)s was typed differently before. Put it with those to compare.") % {
            "number": number
        }
    if now.state == State.SPOILED:
        return _("Slip %(number)s is kept as spoiled.") % {"number": number}
    if now.state == State.ONCE:
        return _("Slip %(number)s is typed. It counts when another person has typed it too.") % {
            "number": number
        }
    if paper.ballot_id is None and paper.slip_id is not None:
        return _("Slip %(number)s is in. It voted by phone too, and counts once.") % {"number": number}
    return _("Slip %(number)s is in.") % {"number": number}


def sheet_state(now: Standing | None) -> str:
    """Where an organisation's sheet stands, in words."""
    words = {
        State.ONCE: _("Typed once. Another person types it the second time."),
        State.DIFFERS: _("Two people typed it differently. It does not count yet."),
        State.AGREED: _("It is in."),
        State.SPOILED: _("It is kept as spoiled and does not count."),
    }
    return words.get(now.state, _("Not typed yet.")) if now else _("Not typed yet.")


def side_by_side(long_list: LongList, now: Standing) -> Table:
    """What each person typed, one line for each proposal that either ticked."""
    titles = dict(long_list.proposals.values_list("reference", "title"))
    ticked = sorted({each for step in now.typed for each in step.choices}, key=in_order)
    rows: list[list[Any]] = []
    if len({step.share_id for step in now.typed}) > 1:
        rows.append(
            [_("Organisation"), *(step.share.public_name if step.share else "–" for step in now.typed)]
        )
    if any(step.spoiled for step in now.typed):
        rows.append([_("Spoiled"), *(_spoiled(step) for step in now.typed)])
    for reference in ticked:
        marks = [_("ticked") if reference in step.choices else "–" for step in now.typed]
        words = f"{reference}: {titles.get(reference, '')}"
        is_same = len(set(marks)) == 1
        rows.append([words if is_same else format_html("<strong>{}</strong>", words), *marks])
    return {
        "caption": _("What was typed. Lines that differ are in bold."),
        "headings": [_("Proposal"), *(str(step.by) for step in now.typed)],
        "rows": rows,
    }


def _spoiled(step: PaperStep) -> str:
    return f"{step.get_spoiled_display()} {step.reason}".strip() if step.spoiled else "–"


def spoiled_table(area: Area, long_list: LongList, pile: list[tuple[PaperSlip, Standing]]) -> Table:
    return {
        "caption": _("Spoiled"),
        "headings": [_("Slip"), _("Organisation"), _("Why")],
        "rows": [
            [_look(area, long_list, paper), _organisation(now), _spoiled(now.settled) if now.settled else ""]
            for paper, now in pile
        ],
    }


def name_of(paper: PaperSlip, now: Standing) -> str:
    """Slip 12, or the sheet of an organisation."""
    if paper.is_sheet:
        return _("Sheet of %(name)s") % {"name": _organisation(now)}
    return _("Slip %(number)s") % {"number": paper.number}


def _organisation(now: Standing) -> str:
    step = now.settled or next(iter(now.typed), None)
    return step.share.public_name if step and step.share else ""


def _look(area: Area, long_list: LongList, paper: PaperSlip) -> str:
    address = reverse("settle_slip", args=[area.slug, long_list.round.slug, paper.pk])
    return format_html('<a href="{}">{}</a>', address, _("Sheet") if paper.is_sheet else paper.number)


def headings() -> list[str]:
    return [
        _("Organisation"),
        _("Printed"),
        _("By phone"),
        _("On paper"),
        _("Spoiled"),
        _("Taken back"),
        _("Not settled"),
        _("Not used"),
        _("Other ballots"),
    ]


def lines_table(lines: list[Line]) -> Table:
    """What became of the slips while the vote is open, and what does not add up."""
    rows = [
        [
            line.share.public_name if line.share else _("No organisation"),
            line.num_issued,
            line.num_by_phone,
            line.num_on_paper,
            line.num_spoiled,
            line.num_taken_back,
            line.num_not_settled,
            line.num_not_used,
            line.num_other,
            _told(line),
        ]
        for line in lines
    ]
    return {
        "caption": _("What became of the slips"),
        "is_under_its_name": True,
        "headings": [*headings(), _("To look into")],
        "rows": rows,
    }


def _told(line: Line) -> str:
    told = oddities_of(line)
    if told:
        return format_html_join("", "<p>{}</p>", ((each,) for each in told))
    if line.num_issued and line.num_unused is None:
        return _("Nothing yet. The slips left over are not counted.")
    return _("It adds up.")


def kept_table(rows: list[Reconciled]) -> Table:
    """The same after the close, from the sums that were kept."""
    return {
        "caption": _("What became of the slips"),
        "is_under_its_name": True,
        "headings": [*headings(), _("Cannot be found")],
        "rows": [
            [
                reconciled_name(row),
                row.num_issued,
                row.num_by_phone,
                row.num_on_paper,
                row.num_spoiled,
                row.num_taken_back,
                row.num_not_settled,
                row.num_not_used,
                row.num_other,
                _("not counted") if row.num_missing is None else row.num_missing,
            ]
            for row in rows
        ],
    }


def reconciled_name(row: Reconciled) -> str:
    if row.share is not None:
        return row.share.public_name
    if row.num_organisations:
        return _("Organisations whose ballots may stand under another name, together")
    return _("No organisation")


def totals_table(area: Area, long_list: LongList, entered: list[Totals]) -> Table:
    address = reverse("enter_totals", args=[area.slug, long_list.round.slug])
    return {
        "caption": _("Totals that are in"),
        "headings": [_("Name"), _("Organisation"), _("People"), _("Ticks"), _("Correct it")],
        "rows": [
            [
                each.label,
                each.share.public_name if each.share else _("No organisation"),
                each.num_people,
                each.num_ticks,
                format_html('<a href="{}?totals={}">{}</a>', address, each.pk, _("Correct")),
            ]
            for each in entered
        ],
    }
