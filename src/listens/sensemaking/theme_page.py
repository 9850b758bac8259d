"""What the page of one theme says of its size, of where it came up, and of how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.listening.models import Round
from listens.methods.disclosure.rules import Rule
from listens.sensemaking import agreement, fetch, overview_presenters
from listens.sensemaking.counts import ThemeCount
from listens.sensemaking.how_coded import WAYS, HowCoded, how_coded
from listens.sensemaking.machine import estimating
from listens.sensemaking.models import Theme
from listens.sensemaking.presenters import Numbers, address, right
from listens.sensemaking.said_where import ALL, Group, safe, said_by_round, said_where


def figures(count: ThemeCount, numbers: Numbers) -> list[tuple[str, str, str]]:
    """(number, label, where its notes are)."""
    where = numbers.where(count.theme) if count.num_notes else ""
    told = [
        (numbers(count.num_conversations), _("conversations"), where),
        (numbers(count.times_heard), _("times heard"), where),
    ]
    if numbers.is_exact:
        told.append((numbers(count.num_notes), _("notes"), where))
    return told


def where(theme: Theme, numbers: Numbers) -> dict[str, Any]:
    """Two tables, exact or through disclosure control, or that nothing can be said."""
    if numbers.is_exact:
        found = said_where(theme, numbers.round)
    else:
        rule = Rule(numbers.area.hide_below, numbers.area.round_to)
        found = safe(said_by_round(theme), rule, numbers.round.slug if numbers.round else ALL)
    kind, borough = _("Kind of organisation"), _("Borough")
    return {
        "kinds": _table(_("By kind of organisation"), kind, found.kinds, theme, numbers, "kind"),
        "boroughs": _table(_("By borough"), borough, found.boroughs, theme, numbers, "borough"),
        "where_is_hidden": found.is_hidden,
    }


def _table(
    caption: str, heading: str, groups: Iterable[Group], theme: Theme, numbers: Numbers, by: str
) -> dict[str, Any]:
    headings = [heading, _("Conversations"), _("Times heard")]

    def cell(n: int | None, key: str) -> SafeString:
        if n is None:
            return right(_("not shown"))
        return numbers.opens(n, theme, **{by: key}) if numbers.is_exact else right(f"{n:,}")

    rows = [
        [group.label, cell(group.num_conversations, group.key), cell(group.times_heard, group.key)]
        for group in groups
    ]
    return {"caption": caption, "headings": headings, "numeric": headings[1:], "rows": rows}


def reliance(theme: Theme, numbers: Numbers) -> dict[str, Any]:
    """How large it is among all that was said, how it was coded and how well two people agree. Exact."""
    round = numbers.round
    estimates = estimating.of_theme(theme, round)
    return {
        "estimates": [(one.run.round, overview_presenters.estimate_in_words(one)) for one in estimates],
        "sizes": overview_presenters.estimates_by_round(numbers.area, estimates) if estimates else None,
        "ways": ways_table(theme, how_coded(theme, round), numbers),
        "agreements": agreements(theme, [round] if round else fetch.rounds(numbers.area)),
    }


def ways_table(theme: Theme, found: Iterable[HowCoded], numbers: Numbers) -> dict[str, Any]:
    headings = [_("How"), _("Notes"), _("People")]
    rows = [
        [
            str(WAYS[one.way]),
            numbers.opens(one.num_notes, theme, way=one.way),
            right(f"{one.num_people:,}"),
        ]
        for one in found
    ]
    return {
        "caption": _("How its notes were coded, and by how many people"),
        "headings": headings,
        "numeric": headings[1:],
        "rows": rows,
    }


def agreements(theme: Theme, rounds: Iterable[Round]) -> list[SafeString]:
    """A sentence for each round in which two people coded the same notes without seeing the other's choice."""
    told = []
    for round in rounds:
        found = agreement.of_theme(round, theme)
        if found is None:
            continue
        where = address(round.area, "agreement", round=round.slug)
        told.append(format_html('<a href="{}">{}</a>: {}', where, round.name, agreement_in_words(found)))
    return told


def agreement_in_words(found: agreement.ThemeAgreement) -> str:
    """The number with its range, where there is one, and what it means."""
    if found.alpha is None or found.low is None or found.high is None:
        return found.meaning
    return _("%(alpha)s, and it may be %(low)s to %(high)s. %(meaning)s") % {
        "alpha": f"{found.alpha:.2f}",
        "low": f"{found.low:.2f}",
        "high": f"{found.high:.2f}",
        "meaning": found.meaning,
    }
