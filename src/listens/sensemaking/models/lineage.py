"""What became of a codebook: every change as a row, and which theme became which. Appended, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models import Actor, Area, Identified
from listens.sensemaking.models.theme import Theme


class ThemeChange(Identified):
    """One change of one theme. `before` and `after` hold the fields that changed; a theme stands in them by its code.

    `undoes` is the change that this one takes back; nothing of the first is deleted. `keeps_meaning`: somebody said
    that the same notes belong as before, in clearer words; else a new definition ends a comparison of rounds.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        CHANGED = "changed", _("Changed")
        MOVED = "moved", _("Moved")
        PARKED = "parked", _("Parked")
        UNPARKED = "unparked", _("Used again")
        MERGED = "merged", _("Merged")
        SPLIT = "split", _("Split")
        BRANCHED = "branched", _("A part became a theme of its own")
        STATUS = "status", _("What the machine may do")
        UNDONE = "undone", _("Undone")

    area = models.ForeignKey(Area, models.CASCADE, related_name="theme_changes")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    keeps_meaning = models.BooleanField(default=False)
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "seq"], name="one_theme_change_per_seq")
        ]
        ordering: ClassVar[list[str]] = ["seq"]


class ThemeEdgeQuerySet(models.QuerySet["ThemeEdge"]):
    def live(self) -> ThemeEdgeQuerySet:
        """Those whose change was not undone."""
        return self.filter(change__undone_by=None)


class ThemeEdge(Identified):
    """`theme` became `into`: merged, its codings count there; split, its notes wait to be coded to the parts.

    Branched, it goes on without what belongs to `into` from now on; no coding moves.
    """

    class Kind(models.TextChoices):
        MERGED = "merged", _("Merged")
        SPLIT = "split", _("Split")
        BRANCHED = "branched", _("A part became a theme of its own")

    change = models.ForeignKey(ThemeChange, models.CASCADE, related_name="edges")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="edges")
    into = models.ForeignKey(Theme, models.CASCADE, related_name="edges_in")

    objects = ThemeEdgeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["change", "theme", "into"], name="one_edge_per_change"),
            models.CheckConstraint(condition=~models.Q(theme=models.F("into")), name="edge_joins_two_themes"),
        ]
