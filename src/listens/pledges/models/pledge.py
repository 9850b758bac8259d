"""A pledge. Its first wording and date are shown for ever; everything after is a row added to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from listens.alliance.models import Office, Organisation, Person
from listens.assembly.models import Answer, Ask
from listens.core import chain
from listens.core.models import Area, Identified
from listens.pledges.models.pledge_query import PledgeQuerySet
from listens.pledges.models.standing import Standing


class Pledge(Standing, Identified):
    """`Standing` says how it stands on a day, from the rows that were added since."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="pledges")
    number = models.PositiveIntegerField()
    ask = models.ForeignKey(Ask, models.PROTECT, null=True, blank=True, related_name="pledges")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="pledges")
    title = models.CharField(max_length=150)
    wording = models.TextField()
    measure_words = models.CharField(max_length=300, blank=True)
    spoken_on = models.DateField()
    spoken_in_words = models.CharField(max_length=60, blank=True)  # "June 2021": the day is not known
    due_on = models.DateField(null=True, blank=True)
    due_in_words = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "number"], name="one_pledge_per_number")
        ]
        ordering: ClassVar[list[str]] = ["area", "number"]

    def __str__(self) -> str:
        return self.title

    def spoken_content(self) -> dict[str, Any]:
        """What the first row of the history holds, whole: the promise as it was made, and what it came out of.

        Organisations, offices and people stand in it by their ids. The name of that day is beside the id of an
        organisation or office, never of a person: this row cannot be erased.
        """
        return {
            "number": self.number,
            "title": self.title,
            "wording": self.wording,
            "measure_words": self.measure_words,
            "spoken_on": str(self.spoken_on),
            "spoken_in_words": self.spoken_in_words,
            "due_on": str(self.due_on) if self.due_on else None,
            "due_in_words": self.due_in_words,
            "source": self.source,
            "ask": _asked(self.ask) if self.ask else None,
            "answer": _answered(self.answer) if self.answer else None,
            "owners": [owner.content() for owner in self.owners.all()],
            "co_leads": [{"person_id": str(one.person_id)} for one in self.co_leads.all()],
        }


def _asked(ask: Ask) -> dict[str, Any]:
    """The ask, and a digest of its words: they stand in a record of their own."""
    words = [ask.title, ask.wording, ask.source]
    return {"round": ask.round.slug, "reference": ask.reference, "words": chain.digest("", words)}


def _answered(answer: Answer) -> dict[str, Any]:
    """The settled answer, and a digest of all that it says."""
    said = [answer.kind, answer.words, answer.condition, answer.speaker, answer.witness]
    said += [str(answer.answered_on), answer.answered_in_words, answer.reason, answer.source]
    slot = answer.addressee
    return {
        "office_id": str(slot.office_id),
        "office": str(slot.office),
        "assembly_id": str(slot.assembly_id or ""),
        "assembly": slot.assembly.name if slot.assembly else "",
        "settled_by_id": str(answer.settled_by_id),
        "seq": answer.seq,
        "words": chain.digest("", said),
    }


class PledgeOwner(Identified):
    """An office of a public body, or a member organisation: communities promise too. One leads."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="owners")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="owns")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="owns")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pledge", "organisation", "office"], nulls_distinct=False, name="one_owner_each"
            ),
            models.UniqueConstraint(fields=["pledge"], condition=Q(is_lead=True), name="one_lead_owner"),
        ]
        ordering: ClassVar[list[str]] = ["pledge", "-is_lead", "organisation__name_key"]

    def __str__(self) -> str:
        return f"{self.office.title}, {self.organisation.name}" if self.office else self.organisation.name

    def content(self) -> dict[str, Any]:
        return {
            "organisation_id": str(self.organisation_id),
            "organisation": self.organisation.name,
            "office_id": str(self.office_id or ""),
            "office": self.office.title if self.office else "",
            "is_lead": self.is_lead,
        }


class CoLead(Identified):
    """The community's side of a pledge: one of the people who give the verdict."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="co_leads")
    person = models.ForeignKey(Person, models.PROTECT, related_name="co_leads")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["pledge", "person"], name="one_co_lead_each")
        ]
        ordering: ClassVar[list[str]] = ["pledge", "person__name_key"]
