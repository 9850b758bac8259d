"""A note: one answer in people's own words. Never rewritten; consent is per use; it can be withdrawn.

Words that name somebody can be taken out (`NoteStrike`): whoever shows a note asks `shown`, never `text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Area, Identified
from listens.listening.models.conversation import Conversation, ConversationReview
from listens.listening.models.round import Prompt
from listens.methods import striking

if TYPE_CHECKING:
    from listens.listening.models.strike import NoteStrike

LONGEST_NOTE = 10_000
ERASED = "erased"  # stands for the digest of what words were taken out of for good
TAKEN_OUT = {
    "name": _("[name taken out]"),
    "number": _("[number taken out]"),
    "address": _("[address taken out]"),
    "words": _("[words taken out]"),
}


class NoteQuerySet(models.QuerySet["Note"]):
    def standing(self) -> NoteQuerySet:
        """Notes that nobody has withdrawn."""
        return self.filter(withdrawal__isnull=True)

    def counted(self) -> NoteQuerySet:
        """Standing notes of accepted conversations: all that may be counted or shown."""
        newest = ConversationReview.objects.filter(conversation=OuterRef("conversation")).order_by("-seq")
        accepted = ConversationReview.State.ACCEPTED
        return (
            self.standing()
            .alias(newest_state=Subquery(newest.values("state")[:1]))
            .filter(newest_state=accepted)
        )

    def with_strikes(self) -> NoteQuerySet:
        """For those that will be shown: what was taken out comes along."""
        return self.prefetch_related("strikes")


class Note(Identified):
    """`slip_digest` is the hash of the pre-printed slip given to the speaker, for withdrawing without a name.

    `times_said` is the tally on a sticky: how many people at the wall put their mark to it.

    A note brought in from a file keeps where it came from: (area, source, source_id) is unique and
    `content_digest` tells a conflict from a repeat.
    """

    class Voice(models.TextChoices):
        READ_BACK = "read_back", _("Read back and agreed")
        LISTENER = "listener", _("Listener's words")

    area = models.ForeignKey(Area, models.CASCADE, related_name="notes")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    prompt = models.ForeignKey(Prompt, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    language = models.CharField(max_length=10, default="en")
    voice = models.CharField(max_length=10, choices=Voice.choices, default=Voice.LISTENER)
    may_quote = models.BooleanField(default=False)
    may_evaluate = models.BooleanField(default=False)
    kept_because = models.CharField(max_length=200, blank=True)
    may_use_outside_ai = models.BooleanField(default=False)
    times_said = models.PositiveSmallIntegerField(default=1)
    slip_digest = models.CharField(max_length=64, blank=True, db_index=True)
    source = models.CharField(max_length=200, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    content_digest = models.CharField(max_length=64)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["area", "source", "source_id"],
                condition=~models.Q(source=""),
                name="one_note_per_place_of_a_source",
            )
        ]
        ordering: ClassVar[list[str]] = ["conversation", "position"]

    def standing_strikes(self) -> list[NoteStrike]:
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
        """The note as it may be shown: the one way to its words."""
        return self.cut()

    def cut(self, start: int = 0, end: int | None = None) -> str:
        """Part of the note as it may be shown."""
        return "".join(words for words, _piece in self.cuts(start, end))

    def cuts(self, start: int = 0, end: int | None = None) -> list[tuple[str, striking.Piece]]:
        """The pieces of that part, each with its words, or the words that stand for what is out."""
        out = self.standing_strikes()
        found = striking.pieces(len(self.text), [(row.start, row.end) for row in out], start, end)
        return [(self._words_of(piece, out), piece) for piece in found]

    def _words_of(self, piece: striking.Piece, out: list[NoteStrike]) -> str:
        if not piece.is_out:
            return self.text[piece.start : piece.end]
        row = next(row for row in out if row.start < piece.end and piece.start < row.end)
        return str(TAKEN_OUT[row.kind])


class NoteWithdrawal(Identified):
    """Somebody took a note back. What stops at once and what cannot be recalled is on the slip."""

    class Way(models.TextChoices):
        SLIP = "slip", _("With the code on the slip")
        PERSON = "person", _("In person")
        PAPER = "paper", _("On paper")
        PHONE = "phone", _("By phone")
        ORGANISER = "organiser", _("Through an organiser")

    note = models.OneToOneField(Note, models.CASCADE, related_name="withdrawal")
    way = models.CharField(max_length=10, choices=Way.choices)
    by = models.ForeignKey(Actor, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
