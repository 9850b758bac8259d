"""An ask: one thing that can be won, cut from a priority, ratified by delegates before it is put."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Area, Identified
from listens.listening.models import Round
from listens.priorities.models import Proposal


class AskQuerySet(models.QuerySet["Ask"]):
    def with_state(self) -> AskQuerySet:
        """Adds `newest_state`: that of the newest step."""
        newest = AskStep.objects.filter(ask=OuterRef("pk")).order_by("-seq")
        return self.annotate(newest_state=Subquery(newest.values("state")[:1]))

    def ratified(self) -> AskQuerySet:
        return self.with_state().filter(newest_state=AskStep.State.RATIFIED)  # type: ignore[misc]

    def for_list(self) -> AskQuerySet:
        """With what a list shows, in constant queries."""
        return self.select_related("round", "proposal").prefetch_related(
            "steps",
            "addressees__office__organisation",
            "addressees__assembly",
            "addressees__answers",
        )


class Ask(Identified):
    """The four `is_`/`has_` fields are the winnability test: specific, decided by somebody, yes or no, in time."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="asks")
    round = models.ForeignKey(Round, models.PROTECT, related_name="asks")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="asks")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    wording = models.TextField()
    is_specific = models.BooleanField(default=False)
    has_decision_maker = models.BooleanField(default=False)
    is_yes_or_no = models.BooleanField(default=False)
    is_within_the_time = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "reference"], name="one_ask_per_reference")
        ]
        ordering: ClassVar[list[str]] = ["round", "reference"]

    def __str__(self) -> str:
        return self.title

    @property
    def can_be_won(self) -> bool:
        return self.is_specific and self.has_decision_maker and self.is_yes_or_no and self.is_within_the_time

    @property
    def newest_step(self) -> AskStep | None:
        return max(self.steps.all(), key=lambda step: step.seq, default=None)

    @property
    def state(self) -> str:
        """The newest step's; a draft before there is one."""
        step = self.newest_step
        return step.state if step else AskStep.State.DRAFT

    @property
    def state_words(self) -> str:
        return str(AskStep.State(self.state).label)

    @property
    def is_ratified(self) -> bool:
        return self.state == AskStep.State.RATIFIED

    @property
    def can_be_edited(self) -> bool:
        """Until delegates ratify it, and again when they send it back."""
        return self.state in (AskStep.State.DRAFT, AskStep.State.REWORK)

    @property
    def last_seq(self) -> int:
        step = self.newest_step
        return step.seq if step else 0


class AskStep(Identified):
    class State(models.TextChoices):
        DRAFT = "draft", _("Being cut")
        RATIFIED = "ratified", _("Ratified by delegates")
        REWORK = "rework", _("Sent back by delegates")
        HELD = "held", _("Held back")

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    num_for = models.PositiveSmallIntegerField(null=True, blank=True)
    num_against = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["ask", "seq"], name="one_ask_step_per_place")
        ]
        ordering: ClassVar[list[str]] = ["ask", "seq"]
