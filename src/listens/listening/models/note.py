"""A note: one answer in people's own words. Never rewritten; consent is per use; it can be withdrawn.

Words that name somebody can be taken out (`NoteStrike`): whoever shows a note asks `shown`, never `text`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Area, Identified
from listens.listening.models.conversation import Conversation, ConversationReview
from listens.listening.models.round import Prompt
from listens.listening.models.struck import Struck
from listens.methods import striking

LONGEST_NOTE = 10_000
ERASED = "erased"  # stands for the digest of what words were taken out of for good


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


class Note(Struck, Identified):
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

    def forget_letters(self, spans: list[tuple[int, int]]) -> None:
        """The digests go too: with all other letters known, a name could be guessed from them."""
        self.text = striking.masked(self.text, spans)
        self.content_digest = ERASED
        self.save(update_fields=["text", "content_digest"])
        Conversation.objects.filter(pk=self.conversation_id).update(payload_digest=ERASED)


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
