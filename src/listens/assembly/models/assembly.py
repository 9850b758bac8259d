"""An assembly, and the offices that an ask is put to there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from listens.alliance.models import Office
from listens.assembly.models.ask import Ask
from listens.core.models import Area, Identified
from listens.listening.models import Round

if TYPE_CHECKING:
    from listens.assembly.models.answer import Answer


class Assembly(Identified):
    area = models.ForeignKey(Area, models.CASCADE, related_name="assemblies")
    round = models.ForeignKey(Round, models.PROTECT, related_name="assemblies")
    name = models.CharField(max_length=150)
    place = models.CharField(max_length=150, blank=True)
    held_on = models.DateField()
    held_in_words = models.CharField(max_length=60, blank=True)  # "autumn 2025": the day is not known
    num_attended = models.PositiveIntegerField(null=True, blank=True)
    attended_is_at_least = models.BooleanField(default=False)  # published as "more than"
    attended_definition = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "name", "held_on"], name="one_assembly_per_name_and_day")
        ]
        ordering: ClassVar[list[str]] = ["held_on"]

    def __str__(self) -> str:
        return self.name


class AddresseeQuerySet(models.QuerySet["Addressee"]):
    def for_running_order(self) -> AddresseeQuerySet:
        """In the order of the night, with all that the running order and its answers show."""
        return (
            self.select_related("ask__proposal", "office__organisation", "assembly")
            .prefetch_related("office__holdings", "answers__explanations", "transcripts__by__account")
            .order_by("position", "ask__reference", "office__organisation__name_key", "office__title_key")
        )


class Addressee(Identified):
    """One office that one ask is put to at one assembly. The id is made with the running order and stays.

    `position` is its slot's place on the running order; empty while the ask is on none.
    """

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="addressees")
    office = models.ForeignKey(Office, models.PROTECT, related_name="asked")
    assembly = models.ForeignKey(Assembly, models.PROTECT, null=True, blank=True, related_name="addressees")
    position = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["ask", "office", "assembly"], nulls_distinct=False, name="one_addressee_per_office"
            )
        ]

    def __str__(self) -> str:
        return str(self.office)

    @property
    def answer(self) -> Answer | None:
        """The newest settled answer; earlier ones stay in `answers`."""
        return max(self.answers.all(), key=lambda answer: answer.seq, default=None)

    @property
    def last_seq(self) -> int:
        return self.answer.seq if self.answer else 0
