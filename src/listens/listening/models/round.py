"""A round: its dated windows that may overlap, its moments, prompts and concerns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Area, Identified


class Round(Identified):
    """`wording_version` names the card and script that listeners used; notes keep it through their round."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="rounds")
    slug = models.SlugField(max_length=50)
    name = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField()
    wording_version = models.PositiveSmallIntegerField(default=1)
    target_heard = models.PositiveIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "slug"], name="one_round_per_slug"),
            models.UniqueConstraint(fields=["area", "number"], name="one_round_per_number"),
        ]
        ordering: ClassVar[list[str]] = ["area", "number"]

    def __str__(self) -> str:
        return self.name


class StageWindow(Identified):
    """When one stage is open, for everybody or (an override) for one organisation. Days of grace come after."""

    class Stage(models.TextChoices):
        LISTENING = "listening", _("Listening")
        REVIEW = "review", _("Review")
        SENSEMAKING = "sensemaking", _("Making sense")
        REPORT_BACK = "report_back", _("Report-back")
        PRIORITIES = "priorities", _("Priorities")
        VOTING = "voting", _("Voting")
        ASKS = "asks", _("Asks")
        ASSEMBLY = "assembly", _("Assembly")

    round = models.ForeignKey(Round, models.CASCADE, related_name="windows")
    stage = models.CharField(max_length=15, choices=Stage.choices)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    opens_on = models.DateField()
    closes_on = models.DateField()
    grace_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "stage", "organisation"], nulls_distinct=False, name="one_window_per_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="window_closes_after_it_opens"
            ),
        ]
        ordering: ClassVar[list[str]] = ["opens_on"]


class Moment(Identified):
    """A meeting of the round: a pre-filled one-page agenda, and afterwards who came, decisions, next step."""

    class Kind(models.TextChoices):
        COMMISSIONING = "commissioning", _("Commissioning")
        CHECK_IN = "check_in", _("Check-in")
        DEBRIEF = "debrief", _("Debrief")
        REPORT_BACK = "report_back", _("Report-back before the vote")
        DELEGATES_VOTE = "delegates_vote", _("Delegates' vote")
        RATIFYING = "ratifying", _("Ratifying the asks")
        NEGOTIATION = "negotiation", _("Negotiation")
        ASSEMBLY = "assembly", _("Assembly")
        EVALUATION = "evaluation", _("Evaluation within the hour")
        CELEBRATION = "celebration", _("Celebration")
        TASKFORCE = "taskforce", _("Quarterly taskforce")

    round = models.ForeignKey(Round, models.CASCADE, related_name="moments")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    held_on = models.DateField()
    agenda = models.TextField(blank=True)
    who_came = models.TextField(blank=True)
    decisions = models.TextField(blank=True)
    next_step = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_recorded(self) -> bool:
        """Has somebody written down what came of it?"""
        return bool(self.who_came or self.decisions or self.next_step)


class Prompt(Identified):
    """A question that listeners ask, and (all three or none) what the data shows here: the organisers' sentence."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="prompts")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    data_says = models.CharField(max_length=300, blank=True)
    data_source = models.CharField(max_length=200, blank=True)
    data_as_at = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "position"], name="one_prompt_per_place")
        ]
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.text


class Concern(Identified):
    """One of the round's own plain list, which an offer to help picks from before any theme exists."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="concerns")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=150)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "position"], name="one_concern_per_place")
        ]
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.text
