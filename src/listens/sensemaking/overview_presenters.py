"""What the overview of themes prints: bars, pairs, and what more listening would bring, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.models import Organisation
from listens.core.charts import BarChart, bar_chart
from listens.core.models import Area
from listens.core.published import Published, act, estimate
from listens.methods.themes.saturation import AHEAD, Saturation
from listens.sensemaking.models import Theme, ThemeEstimate
from listens.sensemaking.overview import Compared, Heard, Pair
from listens.sensemaking.presenters import Numbers, address, right


def live(area: Area, n: int) -> Published:
    words = _("Conversations in which it was heard, from accepted notes that somebody has coded")
    return act(n, definition=words, as_at=area.today(), source=_("Live records"))


def bars(area: Area, found: Heard, numbers: Numbers) -> BarChart:
    """Themes of the first level, the most heard first; those nobody has spoken of are in the codebook's table."""
    themes, met = found.of_first_level()
    counts = zip(themes, met.sum(axis=0).tolist(), strict=True)
    rows = sorted((row for row in counts if row[1]), key=lambda row: (-row[1], row[0].position))
    return bars_of(area, rows, numbers)


def bars_of(area: Area, rows: Sequence[tuple[Theme, int]], numbers: Numbers) -> BarChart:
    """A bar for each theme, in the given order, with its conversations."""
    return bar_chart(
        _("Conversations in which each theme was heard"),
        [(theme.name, live(area, n)) for theme, n in rows],
        label_heading=_("Theme"),
        number_heading=_("Conversations"),
        opens=[numbers.where(theme) for theme, _n in rows],
    )


def estimates_chart(area: Area, found: list[ThemeEstimate]) -> BarChart:
    """Of a hundred conversations, how many have the theme; the line over a bar is where it may lie."""
    return _estimates(area, [(one.theme.name, one) for one in found], _("Theme"))


def estimates_by_round(area: Area, found: Iterable[ThemeEstimate]) -> BarChart:
    """The same of one theme, a bar for each round."""
    return _estimates(area, [(one.run.round.name, one) for one in found], _("Round"))


def _estimates(area: Area, rows: Iterable[tuple[str, ThemeEstimate]], heading: str) -> BarChart:
    words = _("Of 100 conversations, how many spoke of it: reckoned from those that were read at random")
    numbers = [
        (
            name,
            estimate(
                round(100 * one.share),
                round(100 * one.low),
                round(100 * one.high),
                definition=words,
                as_at=area.today(),
                source=_("Live records"),
            ),
        )
        for name, one in rows
    ]
    return bar_chart(
        _("Of 100 conversations, how many spoke of it"),
        numbers,
        label_heading=heading,
        number_heading=_("Of 100 conversations"),
    )


def estimate_in_words(one: ThemeEstimate) -> str:
    """One sentence with its range, and how it was found."""
    share = {"share": round(100 * one.share), "low": round(100 * one.low), "high": round(100 * one.high)}
    if one.method == ThemeEstimate.Method.COUNTED:
        told = _("%(share)d of 100 conversations spoke of it: every one was read.") % share
    else:
        told = _("About %(share)d of 100 conversations spoke of it; it may be %(low)d to %(high)d.") % share
        read = ngettext(
            "Reckoned from %(n)d conversation that was read at random.",
            "Reckoned from %(n)d conversations that were read at random.",
            one.num,
        )
        told += " " + read % {"n": one.num}
    if one.method == ThemeEstimate.Method.BOTH:
        told += " " + _("The computer's suggestions for the others narrowed the range.")
    return told


def pairs_table(found: Iterable[Pair], numbers: Numbers) -> dict[str, Any]:
    headings = [_("Themes"), _("Conversations with both"), _("Against chance")]
    return {
        "caption": _("Heard together"),
        "headings": headings,
        "numeric": headings[1:],
        "rows": [
            [
                _("%(one)s and %(other)s") % {"one": pair.one.name, "other": pair.other.name},
                numbers.opens(pair.num, pair.one, also=pair.other),
                right(_("%(times)s times") % {"times": f"{pair.lift:.1f}"}),
            ]
            for pair in found
        ],
    }


def once_only(area: Area, found: Heard) -> list[SafeString]:
    """The themes that came up in one conversation only, as links: news, as long as there are many."""
    once = (found.met.sum(axis=0) == 1).tolist()
    return [
        format_html('<a href="{}">{}</a>', address(area, "staff_theme", code=theme.code), theme.name)
        for theme, is_one in zip(found.themes, once, strict=True)
        if is_one
    ]


VERDICTS = {
    "little new": lambda: _("Hardly anything new comes up any more."),
    "more to hear": lambda: _("There is more to hear."),
    "too few to say": lambda: _("Too few conversations to say."),
}


def newness(found: Saturation) -> list[str]:
    """Sentences: the verdict, then what it rests on."""
    if found.verdict == "too few to say":
        return [VERDICTS[found.verdict]()]
    once = ngettext(
        "%(n)d theme came up in one conversation only.",
        "%(n)d themes came up in one conversation only.",
        found.once,
    )
    if not found.once:
        once = _("No theme came up in one conversation only.")
    more = _("With %(ahead)d more conversations the chance of a theme nobody has named yet is %(chance)s.")
    low, high = round(found.low), round(found.high)
    return [
        VERDICTS[found.verdict](),
        once % {"n": found.once},
        more % {"ahead": AHEAD, "chance": chance(found)},
        _("%(themes)d themes were heard, and probably there are no others.") % {"themes": found.themes}
        if high <= found.themes
        else _("%(themes)d themes were heard; there are probably %(low)d to %(high)d.")
        % {"themes": found.themes, "low": low, "high": high},
    ]


def chance(found: Saturation) -> str:
    percent = round(100 * found.chance)
    return _("less than 1 %") if percent < 1 else f"{percent} %"


def newness_table(
    caption: str, heading: str, rows: Iterable[tuple[str, Saturation]], numbers: Numbers, by: str
) -> dict[str, Any]:
    """`by`: "kind" or "borough", what the rows are of."""
    headings = [heading, _("Conversations"), _("Themes"), _("Chance of a new one"), _("What it means")]
    return {
        "caption": caption,
        "headings": headings,
        "numeric": headings[1:4],
        "rows": [
            [
                kind_name(name) if by == "kind" else name,
                numbers.opens(found.conversations, None, **{by: name}),
                right(f"{found.themes:,}"),
                right("–" if found.verdict == "too few to say" else chance(found)),
                VERDICTS[found.verdict](),
            ]
            for name, found in rows
        ],
    }


def kind_name(kind: str) -> str:
    return str(dict(Organisation.Kind.choices).get(kind, kind))


def compared_table(caption: str, heading: str, found: Compared, numbers: Numbers, by: str) -> dict[str, Any]:
    """Of the conversations of each group, how many have the one and how many the other."""
    one, other = found.sides
    groups: dict[str, int] = getattr(found, f"{by}s")
    headings = [heading, _("Conversations"), one.theme.name, other.theme.name]
    rows = []
    for group, num in sorted(groups.items(), key=lambda row: (-row[1], row[0])):
        within: dict[str, Any] = {by: group}
        shares = []
        for side in (one, other):
            n = getattr(side, f"by_{by}").get(group, 0)
            shares.append(numbers.opens(n, side.theme, words=_share(n, num), **within))
        name = kind_name(group) if by == "kind" else group
        rows.append([name, numbers.opens(num, None, **within), *shares])
    return {"caption": caption, "headings": headings, "numeric": headings[1:], "rows": rows}


def _share(n: int, of: int) -> str:
    return _("%(n)d (%(share)d %%)") % {"n": n, "share": round(100 * n / of) if of else 0}
