"""An alarm: a report or a flagged note that waits until a person answers it. What was done is appended."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area, Identified


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def with_state(self) -> AlarmQuerySet:
        """Adds `state`, `answered_at` (the first answer) and `seq`: empty while nobody has answered."""
        steps = AlarmStep.objects.filter(alarm=OuterRef("pk"))
        newest = steps.order_by("-seq")
        return self.annotate(  # type: ignore[no-redef]
            state=Subquery(newest.values("state")[:1]),
            seq=Subquery(newest.values("seq")[:1]),
            answered_at=Subquery(steps.order_by("seq").values("at")[:1]),
        )

    def unanswered(self) -> AlarmQuerySet:
        return self.filter(steps__isnull=True)


class Alarm(Identified):
    """`organisation` is the listener's own: its safeguarding lead is called first."""

    class Kind(models.TextChoices):
        REPORT = "report", _("A report")
        FLAG = "flag", _("A flagged note")

    area = models.ForeignKey(Area, models.CASCADE, related_name="alarms")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    raised_at = models.DateTimeField()
    state: str | None  # these three come from `with_state`
    seq: int | None
    answered_at: dt.datetime | None

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["raised_at"]

    def within(self) -> list[UUID]:
        """What it belongs to, for `access`: that organisation's own lead answers for it too."""
        return [self.organisation_id] if self.organisation_id else []

    def age(self, now: dt.datetime) -> dt.timedelta:
        return now - self.raised_at


class AlarmStep(Identified):
    """One answer of a person. `sealed` is what was done, or what came of it, with the room's own key."""

    class State(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("Answered: somebody is dealing with it")
        CLOSED = "closed", _("Closed")

    alarm = models.ForeignKey(Alarm, models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State.choices)
    sealed = models.BinaryField()
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["alarm", "seq"], name="one_alarm_step_per_place")
        ]


class AlarmCall(Identified):
    """That people were called, once for each circle of them. `told` 0 means that there was nobody to call."""

    class Reach(models.TextChoices):
        ORGANISATION = "organisation", _("The organisation's own safeguarding leads")
        AREA = "area", _("The area's safeguarding leads")
        EVERYBODY = "everybody", _("All organisers and the community host")

    alarm = models.ForeignKey(Alarm, models.CASCADE, related_name="calls")
    reach = models.CharField(max_length=12, choices=Reach.choices)
    at = models.DateTimeField()
    told = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["alarm", "reach"], name="one_call_per_reach")
        ]
