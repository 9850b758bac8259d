"""What the pages from round to round say: verdicts, obstacles, changed definitions, who is compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from listens.methods.themes.estimate import Estimate
from listens.sensemaking.between.compared import ALL, FEWEST, Row, Scope
from listens.sensemaking.between.heard import ORGANISATION
from listens.sensemaking.between.reading import Reading
from listens.sensemaking.between.turns import Turn
from listens.sensemaking.history import in_words
from listens.sensemaking.models import Theme, ThemeChange


def verdict(row: Row) -> str:
    return {
        "more": _("More"),
        "less": _("Fewer"),
        "no clear difference": _("No clear change"),
        "cannot be compared": _("Cannot be compared"),
    }[row.verdict]


def day(moment: dt.datetime) -> str:
    return date_format(localtime(moment), "j F Y")


def obstacle(row: Row) -> str:
    """Why it cannot be compared, in one sentence; empty when it can."""
    names = pgettext("between names", ", ").join(f"“{one.name}”" for one in row.others)
    told = {"names": names, "day": day(row.since) if row.since else "", "n": FEWEST}
    parked = row.theme.parked_on
    sentences = {
        "": "",
        "nothing read": _("Nothing was read at random in one of the two rounds."),
        "nobody in common": _("Nobody was heard in both rounds who could be compared."),
        "few": _("Fewer than %(n)d conversations were read at random in one of the two rounds."),
        "defined anew": _("Its definition changed."),
        "new": _("It is new since %(day)s: before that nobody looked for it."),
        "took over": _("It took the place of %(names)s on %(day)s, and says something else."),
        "split": _("It was split into %(names)s: look at those."),
        "waits": _("%(names)s was split, and some of its notes wait to be coded to the parts."),
        "parked": _("It is parked since %(day)s."),
    }
    if row.obstacle == "parked" and parked is not None:
        told["day"] = date_format(parked, "j F Y")
    return sentences[row.obstacle] % told if row.obstacle else ""


def turn(one: Turn, theme: Theme) -> str:
    """What changed, when and by whom."""
    what, told = one.change.undoes or one.change, {"day": day(one.at), "who": one.change.by}
    if one.change.undoes is not None:
        return _("%(day)s, %(who)s: %(what)s") % (told | {"what": in_words(one.change)})
    if what.kind != ThemeChange.Kind.CHANGED:
        return _("%(day)s, %(who)s: %(what)s") % (told | {"what": in_words(what)})
    if what.theme_id != theme.pk:
        told["name"] = what.theme.name
        return _("“%(name)s”, which counts here, was defined anew on %(day)s by %(who)s.") % told
    if what.keeps_meaning:
        return _("Said more clearly on %(day)s by %(who)s: the same notes belong.") % told
    return _("Defined anew on %(day)s by %(who)s.") % told


def turns(row: Row) -> list[str]:
    return [turn(one, row.theme) for one in row.turns]


def of_hundred(share: float) -> str:
    return f"{round(100 * share)}"


def share(one: Estimate | None) -> str:
    """ "31 (25 to 38)" of 100 conversations."""
    if one is None:
        return "–"
    told = {"n": of_hundred(one.share), "low": of_hundred(one.low), "high": of_hundred(one.high)}
    return _("%(n)s (%(low)s to %(high)s)") % told


def difference(row: Row) -> str:
    """ "+7 (+1 to +13)"; a dash where nothing is subtracted."""
    found = row.change
    if row.obstacle or found is None or found.change is None or found.low is None or found.high is None:
        return "–"
    told = {"n": _signed(found.change), "low": _signed(found.low), "high": _signed(found.high)}
    return _("%(n)s (%(low)s to %(high)s)") % told


def _signed(share: float) -> str:
    whole = round(100 * share)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def sentence(row: Row) -> str:
    """The verdict with its figures, for a reader who skips the table."""
    found = row.change
    if row.obstacle or found is None or found.before is None or found.after is None:
        return obstacle(row)
    told = {"before": of_hundred(found.before), "after": of_hundred(found.after)}
    return _("%(before)s of 100 conversations, then %(after)s.") % told


def compared(scope: Scope, one: Reading, other: Reading, is_wanted: bool) -> list[str]:
    """Who is compared."""
    if scope.kind == ALL:
        words = [
            _("Compared are all conversations of both rounds. A difference may come from who was heard.")
        ]
        if not is_wanted:
            few = _(
                "Too few were held at the same organisations, or in the same boroughs, to compare only those."
            )
            words.append(few)
        return words
    num = len(scope.weights)
    if scope.kind == ORGANISATION:
        first = ngettext(
            "Like with like: compared is %(n)d organisation that was heard in both rounds.",
            "Like with like: compared are the %(n)d organisations that were heard in both rounds.",
            num,
        )
    else:
        first = ngettext(
            "Like with like: compared is %(n)d borough that was heard in both rounds.",
            "Like with like: compared are the %(n)d boroughs that were heard in both rounds.",
            num,
        )
    read = _(
        "Of what was read, that is %(a)d of %(b)d conversations in %(one)s and %(c)d of %(d)d in %(other)s."
    )
    told = {"a": scope.nums[0], "b": scope.of[0], "c": scope.nums[1], "d": scope.of[1]}
    return [
        first % {"n": num},
        read % (told | {"one": one.round.name, "other": other.round.name}),
        _("Each of them counts as much in one round as in the other."),
    ]


def by_chance(rows: Sequence[Row]) -> str:
    """How many clear changes chance alone would bring; nothing among few themes."""
    num = sum(row.verdict != "cannot be compared" for row in rows)
    expected = round(0.05 * num)
    if not expected:
        return ""
    told = ngettext(
        "Of the %(num)d themes that are compared, about %(n)d would show a clear change by chance alone.",
        "Of the %(num)d themes that are compared, about %(n)d would show a clear change by chance alone.",
        expected,
    )
    return told % {"num": num, "n": expected}
