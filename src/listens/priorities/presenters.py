"""What the pages of the vote print."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.listening.models import Round
from listens.methods.findings import Finding
from listens.priorities.models import LongList, Result, Share, VotingSlip

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
            format_html('<a href="{}?organisation={}">{}</a>', edit, share.organisation_id, share.public_name)
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


@dataclass(frozen=True)
class Won:
    """One winner: `paid` is (organisation, exact part, width of its bar in per cent)."""

    rank: int
    reference: str
    title: str
    firmness: str
    paid: list[tuple[str, str, float]]

    @property
    def bars(self) -> list[dict[str, float]]:
        """The parts side by side on a scale of 0 to 100."""
        bars, x = [], 0.0
        for _name, _part, width in self.paid:
            bars.append({"x": round(x, 2), "width": width})
            x += width
        return bars


@dataclass(frozen=True)
class ResultStory:
    """A count as people read it. Titles stand for references; parts are exact fractions as text."""

    result: Result
    won: list[Won]
    not_chosen: list[tuple[str, str, str]]
    ties: list[str]
    most_votes: list[str]
    only_by_most_votes: list[str]
    not_by_most_votes: list[str]
    equal_shares: list[str]
    by_weights: list[tuple[str, list[str]]]
    coverage: str
    is_fair_to_groups: bool
    notices: list[str]


def result_story(result: Result, titles: dict[str, str]) -> ResultStory:
    """`titles` is {reference: title}. Reads the kept result only: nothing is counted again."""
    content = result.content

    def named(references: list[str]) -> list[str]:
        return [titles.get(reference, reference) for reference in references]

    winners = [each["proposal"] for each in content["winners"]]
    most = content["most_votes"]
    schemes = dict(LongList.Scheme.choices)
    return ResultStory(
        result=result,
        won=[_won(each, titles) for each in content["winners"]],
        not_chosen=[
            (each["proposal"], titles.get(each["proposal"], each["proposal"]), _rounded_up(each["short_by"]))
            for each in content["not_chosen"]
        ],
        ties=[_tie(each, titles) for each in content["ties"]],
        most_votes=named(most),
        only_by_most_votes=named([each for each in most if each not in winners]),
        not_by_most_votes=named([each for each in winners if each not in most]),
        equal_shares=named(content["equal_shares"]),
        by_weights=[
            (str(schemes.get(scheme, scheme)), named(chosen))
            for scheme, chosen in content.get("by_weights", {}).items()
        ],
        coverage=content["coverage"]["all"],
        is_fair_to_groups=content["checks"]["ejr_plus"],
        notices=content.get("notices", []),
    )


def _rounded_up(fraction: str) -> str:
    """To two decimals, never down to nothing: the exact fraction is in the file to take away."""
    return f"{float(-(-Fraction(fraction) * 100 // 1)) / 100:.2f}"


def _won(winner: dict[str, Any], titles: dict[str, str]) -> Won:
    paid = winner["paid_by"] or {}
    parts = sorted(((Fraction(part), name, part) for name, part in paid.items()), key=lambda p: (-p[0], p[1]))
    total = sum((part for part, _name, _text in parts), Fraction(0)) or Fraction(1)
    return Won(
        rank=winner["rank"],
        reference=winner["proposal"],
        title=titles.get(winner["proposal"], winner["proposal"]),
        firmness=_("clear") if winner["firmness"] == "clear" else _("close"),
        paid=[(name, text, float(round(100 * part / total, 2))) for part, name, text in parts],
    )


def _tie(tie: dict[str, Any], titles: dict[str, str]) -> str:
    names = ", ".join(titles.get(each, each) for each in tie["proposals"])
    how = {
        "organisations": _("more organisations stood behind it"),
        "people": _("more people stood behind it"),
        "lot": _("a lot was drawn with the agreed number"),
    }
    return _("Place %(rank)d was a tie between %(names)s. Chosen: %(chosen)s, because %(why)s.") % {
        "rank": tie["rank"],
        "names": names,
        "chosen": titles.get(tie["chosen"], tie["chosen"]),
        "why": how.get(tie["decided_by"], tie["decided_by"]),
    }
