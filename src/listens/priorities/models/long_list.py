"""The long-list that delegates vote on, who has what share in it, and the steps it goes through."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area, Identified
from listens.listening.models import Round
from listens.priorities.models.proposal import Proposal


class LongList(Identified):
    """Settings are agreed before `locked`; from then on `lock_digest` shows that nothing was changed.

    `lock_salt` keeps the part of the lock that is not published (who expects few ballots) from being guessed.
    `typed_twice`: a paper slip counts once two people typed the same. `closes_at` is the hall's countdown, set while
    the vote is open: no ballot comes in after it, whoever presses "close".
    """

    class Rule(models.TextChoices):
        DRIP = "drip", _("The drip (sequential Phragmén)")
        EQUAL_SHARES = "equal-shares", _("Method of Equal Shares")

    class Scheme(models.TextChoices):
        ORGANISATION = "organisation", _("One organisation, one full share")
        SQUARE_ROOT = "square-root", _("Square root of size")
        BANDS = "bands", _("Bands of size")
        BALLOT = "ballot", _("One ballot, one share")

    area = models.ForeignKey(Area, models.CASCADE, related_name="long_lists")
    round = models.OneToOneField(Round, models.PROTECT, related_name="long_list")
    num_seats = models.PositiveSmallIntegerField()
    min_ticks = models.PositiveSmallIntegerField(default=3)
    max_ticks = models.PositiveSmallIntegerField(default=5)
    rule = models.CharField(max_length=15, choices=Rule.choices, default=Rule.DRIP)
    scheme = models.CharField(max_length=15, choices=Scheme.choices, default=Scheme.ORGANISATION)
    seed = models.PositiveIntegerField(default=0)
    typed_twice = models.BooleanField(default=True)
    closes_at = models.DateTimeField(null=True)
    lock_salt = models.CharField(max_length=32, blank=True)
    lock_digest = models.CharField(max_length=64, blank=True)
    proposals = models.ManyToManyField(Proposal, related_name="long_lists")

    def __str__(self) -> str:
        return f"Long-list of {self.round}"


class LongListStep(Identified):
    """Draft, locked, open, closed, counted: one row each, in order."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        LOCKED = "locked", _("Locked")
        OPEN = "open", _("Open for ballots")
        CLOSED = "closed", _("Closed")
        COUNTED = "counted", _("Counted")

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["long_list", "seq"], name="one_long_list_step_per_place")
        ]
        ordering: ClassVar[list[str]] = ["long_list", "seq"]


class Share(Identified):
    """One organisation that may vote, by its sheet or by its delegates' slips, and the name it goes by in public.

    `if_few` is what it chose for the case of fewer than five ballots: its own name, or a pseudonym ("small-3") that is
    drawn at the close and written to no share. `num_delegates` slips are printed for it. `why` says in public why it
    votes although it had not listened. `actor` is who acts when a slip votes: one for all, so that the audit does not
    tell how many ballots an organisation has. The close takes it away.
    """

    class Way(models.TextChoices):
        SLIPS = "slips", _("A slip for each delegate")
        SHEET = "sheet", _("One sheet for the organisation")

    class IfFew(models.TextChoices):
        NOT_SAID = "", _("Not said yet")
        OPEN = "open", _("Show its ballots under its own name")
        PSEUDONYM = "pseudonym", _("Show its ballots under another name")

    long_list = models.ForeignKey(LongList, models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    public_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(default=1)
    way = models.CharField(max_length=5, choices=Way.choices, default=Way.SLIPS)
    num_delegates = models.PositiveSmallIntegerField(default=0)
    if_few = models.CharField(max_length=9, choices=IfFew.choices, blank=True)
    why = models.CharField(max_length=200, blank=True)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["long_list", "organisation"], name="one_share_per_organisation"),
            models.UniqueConstraint(fields=["long_list", "public_name"], name="one_public_name_per_share"),
        ]
