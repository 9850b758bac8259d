"""A text out of which words can be taken: hidden at once, shown again if that was wrong, erased in the end.

What it owns is a row for each act on a stretch of it (`Strike`), and none of these holds a letter of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Area, Identified
from listens.methods import striking

TAKEN_OUT = {
    "name": _("[name taken out]"),
    "number": _("[number taken out]"),
    "address": _("[address taken out]"),
    "words": _("[words taken out]"),
}


class Strike(Identified):
    """The newest row of a stretch says how it stands. `start` and `end` are places in the text."""

    class Act(models.TextChoices):
        OUT = "out", _("Taken out")
        BACK = "back", _("Put back")
        ERASED = "erased", _("Erased for good")

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        NUMBER = "number", _("number")
        ADDRESS = "address", _("address")
        WORDS = "words", _("words")

    class Reason(models.TextChoices):
        NAMES = "names", _("It names somebody")
        REACHES = "reaches", _("It says how to reach somebody")
        TELLS = "tells", _("It could tell somebody who is meant")

    seq = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=6, choices=Act.choices, default=Act.OUT)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    reason = models.CharField(max_length=7, choices=Reason.choices)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        abstract = True

    @property
    def struck(self) -> Struck:
        """What the words stood in."""
        raise NotImplementedError


class Struck(models.Model):
    """`text` and `strikes` are the model's own. Whoever shows it asks `shown`, never `text`."""

    if TYPE_CHECKING:
        area: models.ForeignKey[Area, Area]
        strikes: Any
        text: Any
        language: Any

    class Meta:
        abstract = True

    def forget_letters(self, spans: list[tuple[int, int]]) -> None:
        """Erase these stretches for good, and all that could tell what stood there."""
        raise NotImplementedError

    def standing_strikes(self) -> list[Strike]:
        """The newest row of every stretch that is out or erased, in the order of the text."""
        newest = {(row.start, row.end): row for row in sorted(self.strikes.all(), key=lambda row: row.seq)}
        return sorted(
            (row for row in newest.values() if row.act != row.Act.BACK), key=lambda row: (row.start, row.end)
        )

    @property
    def masked(self) -> str:
        """As long as the text, with fillers for what is out: to look for marks and to count places in."""
        return striking.masked(self.text, [(row.start, row.end) for row in self.standing_strikes()])

    @property
    def shown(self) -> str:
        """The text as it may be shown: the one way to its words."""
        return self.cut()

    def cut(self, start: int = 0, end: int | None = None) -> str:
        """Part of the text as it may be shown."""
        return "".join(words for words, _piece in self.cuts(start, end))

    def cuts(self, start: int = 0, end: int | None = None) -> list[tuple[str, striking.Piece]]:
        """The pieces of that part, each with its words, or the words that stand for what is out."""
        out = self.standing_strikes()
        found = striking.pieces(len(self.text), [(row.start, row.end) for row in out], start, end)
        return [(self._words_of(piece, out), piece) for piece in found]

    def _words_of(self, piece: striking.Piece, out: list[Strike]) -> str:
        if not piece.is_out:
            return str(self.text[piece.start : piece.end])
        row = next(row for row in out if row.start < piece.end and piece.start < row.end)
        return str(TAKEN_OUT[row.kind])
