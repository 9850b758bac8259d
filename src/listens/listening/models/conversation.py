"""A conversation: one event of listening. And the decisions that let it count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area, Identified
from listens.listening.models.link import ListenerLink
from listens.listening.models.round import Round
from listens.places.models import Place


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def with_state(self) -> ConversationQuerySet:
        """Adds `state`: the newest review's, or "received" when nobody has looked yet."""
        newest = ConversationReview.objects.filter(conversation=OuterRef("pk")).order_by("-seq")
        return self.annotate(state=Subquery(newest.values("state")[:1]))

    def accepted(self) -> ConversationQuerySet:
        return self.with_state().filter(state=ConversationReview.State.ACCEPTED)  # type: ignore[misc]

    def unreviewed(self) -> ConversationQuerySet:
        return self.with_state().filter(
            Q(state__isnull=True) | Q(state=ConversationReview.State.NEEDS_ATTENTION)
        )


class Conversation(Identified):
    """`people_heard` is how many persons took part: times heard, not unique people.

    `client_id` was made on the phone and is unique in the area. After acceptance and the area's correction days
    the listener link is dropped and `held_on` and `received_on` become the Monday of their week. A session with
    children is kept like that from the first: no ward, no day.
    """

    class Channel(models.TextChoices):
        ONE_TO_ONE = "one-to-one", _("One-to-one")
        TABLE_TALK = "table-talk", _("Table talk")
        WALK = "walk", _("Walk")
        SCHOOL_GATE = "school-gate", _("School-gate talk")
        EVENT = "event", _("Event")
        WALL = "wall", _("Wall of stickies")
        CHILDREN = "children", _("Group session with children")
        IMPORTED = "imported", _("Brought in from a file")

    area = models.ForeignKey(Area, models.CASCADE, related_name="conversations")
    round = models.ForeignKey(Round, models.PROTECT, related_name="conversations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="conversations")
    client_id = models.CharField(max_length=120)
    payload_digest = models.CharField(max_length=64)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    setting = models.CharField(max_length=80, blank=True)
    held_on = models.DateField(null=True, blank=True)
    received_on = models.DateField()
    ward = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=10, default="en")
    was_interpreted = models.BooleanField(default=False)
    people_heard = models.PositiveSmallIntegerField(default=1)
    link = models.ForeignKey(
        ListenerLink, models.SET_NULL, null=True, blank=True, related_name="conversations"
    )
    settled_on = models.DateField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "client_id"], name="one_conversation_per_client_id")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["round", "organisation"]),
            models.Index(fields=["round", "id"]),  # the ring on which coders go from one to the next
        ]

    @property
    def is_of_children(self) -> bool:
        return self.channel == self.Channel.CHILDREN


class ConversationReview(Identified):
    """One decision about one conversation. Nothing counts before acceptance."""

    class State(models.TextChoices):
        NEEDS_ATTENTION = "attention", _("Needs attention")
        ACCEPTED = "accepted", _("Accepted")
        SET_ASIDE = "set_aside", _("Set aside")

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="reviews")
    seq = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="one_review_per_place")
        ]
