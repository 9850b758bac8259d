"""Long work: a run cut into steps that can be claimed, lost, taken again and give the same result."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models.actor import Actor
from listens.core.models.area import Area
from listens.core.models.identified import Identified


class JobRun(Identified):
    area = models.ForeignKey(Area, models.CASCADE, null=True, related_name="job_runs")
    kind = models.CharField(max_length=60)
    settings = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} asked {self.asked_at:%Y-%m-%d %H:%M}"


class JobStep(Identified):
    """A step of a later `stage` begins when all of the earlier ones are done."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    run = models.ForeignKey(JobRun, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=100)
    position = models.PositiveIntegerField()
    stage = models.PositiveSmallIntegerField(default=0)
    lease_minutes = models.PositiveSmallIntegerField(default=10)
    settings = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    output = models.JSONField(null=True, blank=True)
    output_digest = models.CharField(max_length=64, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "key"], name="one_step_per_key")
        ]
        ordering: ClassVar[list[str]] = ["run", "position"]


class JobBytes(models.Model):
    """What one step leaves for later steps of its run, where every machine finds it. It goes when the run ends."""

    is_made_again: ClassVar[bool] = True  # not in a backup

    run = models.ForeignKey(JobRun, models.CASCADE, related_name="left")
    key = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "key"], name="one_piece_of_bytes_per_key")
        ]
