"""Sorting at a wall: notes printed as numbered stickies, grouped by hand, and the groups typed in (the small preset).

A round of twelve volunteers needs no screen to make sense of a hundred notes. What the wall decides are codings
like any other: each row names who typed it, and each can be taken off again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from listens.listening.models import Note, Round
from listens.sensemaking.models import WallNote

MOST_TYPED = 500  # numbers at once; more are two groups
SPAN = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")


class NotNumbers(ValueError):
    """The text is a sentence for the person who typed them."""


def read_numbers(typed: str) -> list[int]:
    """ "3, 7 12-15" as [3, 7, 12, 13, 14, 15], each once, in the order typed. Raises NotNumbers."""
    spaced = re.sub(r"\s*[-–]\s*", "-", typed)
    found: dict[int, None] = {}
    for word in re.split(r"[\s,;.]+", spaced.strip()):
        if not word:
            continue
        match = SPAN.fullmatch(word)
        if match is None:
            raise NotNumbers(
                _("“%(word)s” is not a number. Type numbers like 3, 7, 12-15.") % {"word": word[:20]}
            )
        first = int(match[1])
        last = int(match[2] or match[1])
        if last < first:
            raise NotNumbers(_("“%(word)s” runs backwards. Type the smaller number first.") % {"word": word})
        if last - first >= MOST_TYPED or len(found) + last - first >= MOST_TYPED:
            raise NotNumbers(
                _("At most %(n)d numbers go in at once. Type them in two goes.") % {"n": MOST_TYPED}
            )
        found |= dict.fromkeys(range(first, last + 1))
    if not found:
        raise NotNumbers(_("Type the numbers of the stickies that belong together."))
    return list(found)


def standing(round: Round, numbers: Iterable[int] | None = None) -> list[WallNote]:
    """Stickies whose notes still count, by number, with all a card shows."""
    found = WallNote.objects.filter(round=round, note__in=Note.objects.counted())
    if numbers is not None:
        found = found.filter(number__in=list(numbers))
    return list(
        found.select_related("note__prompt", "note__conversation")
        .prefetch_related("note__strikes", "note__translations")
        .order_by("number")
    )
