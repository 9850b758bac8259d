"""Telling people what came of it: owed per organisation and round, and per contact who asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Actor, Area, Contact, Identified, Message
from listens.listening.models import Round, Strike, Struck
from listens.methods import striking


class Telling(Identified):
    """One organisation's people were told what came of one round, and how."""

    class Way(models.TextChoices):
        REPORT_BACK = "report_back", _("At its report-back")
        ORGANISATION = "organisation", _("By the organisation")
        POSTER = "poster", _("By a poster")
        PAGE = "page", _("By a page")

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="tellings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tellings")
    way = models.CharField(max_length=15, choices=Way.choices)
    told_on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "organisation", "told_on", "way"], name="told_once_a_day_a_way"
            )
        ]
        ordering: ClassVar[list[str]] = ["told_on"]


class ContactTelling(Identified):
    """One contact who asked to be told was sent a message. Names no conversation."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="contact_tellings")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="tellings")
    message = models.OneToOneField(Message, models.PROTECT, related_name="+")
    change = models.CharField(max_length=60)  # what changed: told once per real change

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contact", "change"], name="told_once_per_change")
        ]


class Reply(Struck, Identified):
    """What somebody who was heard says back to what they were told. Never rewritten; erased when they ask.

    Dated by its week alone. It names no note, conversation, contact or person, and not who typed it in. The form
    makes the id, so that a reply sent twice is kept once. `organisation` and `language` are empty where few
    conversations share them: they would point at one.
    """

    class Way(models.TextChoices):
        PAGE = "page", _("On the page, with the code on the slip")
        PAPER = "paper", _("On paper")
        ORGANISER = "organiser", _("In person, to an organiser")
        PHONE = "phone", _("By phone")

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="replies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    words = models.TextField()
    language = models.CharField(max_length=10, blank=True)
    week = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-week", "pk"]  # the key is random: within a week no order is told

    @property
    def text(self) -> str:
        return self.words

    def forget_letters(self, spans: list[tuple[int, int]]) -> None:
        self.words = striking.masked(self.words, spans)
        self.save(update_fields=["words"])


class ReplyStrike(Strike):
    """Words taken out of a reply, as out of a note."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="strikes")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["reply", "seq"], name="one_strike_per_place_of_a_reply"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="strike_of_a_reply_is_not_empty"
            ),
        ]
        ordering: ClassVar[list[str]] = ["reply", "seq"]

    @property
    def struck(self) -> Reply:
        return self.reply


class SlipReplies(Identified):
    """How many replies came with one slip. No reply names it, and its digest is not the one a note carries."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    n = models.PositiveSmallIntegerField(default=1)
    week = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "digest"], name="one_count_of_replies_per_slip")
        ]
