"""An area: one partnership with its own name, look, words, settings and records."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listens.core.models.identified import Identified

# fmt: off
RESERVED_SLUGS = frozenset({
    "about", "accounts", "admin", "api", "demo", "healthz", "help", "l", "language", "listen", "manifest", "media",
    "privacy", "s", "static", "sw", "well-known",
})
# fmt: on


class Area(Identified):
    """Settings that the rules need are fields; `as_at` freezes the clock of a demonstration area."""

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=100)
    strapline = models.CharField(max_length=200, blank=True)
    brand_colour = models.CharField(
        max_length=7, default="#4c1d63", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=50, default="Europe/London")
    community_host = models.CharField(max_length=200, blank=True)
    key_custodians = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    hide_below = models.PositiveSmallIntegerField(default=8)
    round_to = models.PositiveSmallIntegerField(default=5)
    theme_counts_from = models.PositiveSmallIntegerField(default=5)
    quote_wait_days = models.PositiveSmallIntegerField(default=7)
    correction_days = models.PositiveSmallIntegerField(default=14)
    editing_minutes = models.PositiveSmallIntegerField(default=30)
    listens_to_children = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)
    as_at = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def today(self) -> dt.date:
        """The area's own date: "due" is the end of that day. A demonstration area stands still at `as_at`."""
        return self.as_at or timezone.now().astimezone(ZoneInfo(self.time_zone)).date()

    def now(self) -> dt.datetime:
        """When something is done here: the clock's time, in a demonstration on the day it stands still at."""
        now = timezone.now()
        if self.as_at is None:
            return now
        there = now.astimezone(ZoneInfo(self.time_zone))
        return there.replace(year=self.as_at.year, month=self.as_at.month, day=self.as_at.day)


class Readiness(Identified):
    """One thing an area records before its first round may open. Appended; the newest of a kind counts.

    Those `ForChildren` are needed only before the area listens to children at all.
    """

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", _("Data-protection assessment")
        AGREEMENT = "agreement", _("Controller agreement")
        NOTICE = "notice", _("Privacy notice")
        RETENTION = "retention", _("Retention table")
        SAFEGUARDING = "safeguarding", _("Safeguarding cover, with a test alarm answered")

    class ForChildren(models.TextChoices):
        ASSESSMENT = "children-assessment", _("Data-protection assessment that covers children")
        LEAD = "children-lead", _("Safeguarding lead for children, named")

    area = models.ForeignKey(Area, models.CASCADE, related_name="readiness")
    kind = models.CharField(max_length=20, choices=Kind.choices + ForChildren.choices)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("core.Actor", models.PROTECT, related_name="+")
    where_kept = models.CharField(max_length=300)
    test_alarm_answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.recorded_on}"

    @classmethod
    def labels(cls) -> dict[str, str]:
        """Every kind there is, with its name."""
        return {kind: str(words) for kind, words in [*cls.Kind.choices, *cls.ForChildren.choices]}
