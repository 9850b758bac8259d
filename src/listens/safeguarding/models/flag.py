"""A note that somebody who read it says may be about a person at risk."""

from __future__ import annotations

from django.db import models

from listens.core.models import Actor, Identified
from listens.listening.models import Note
from listens.safeguarding.models.alarm import Alarm


class Flag(Identified):
    """`note` is empty once the note was erased. Its words are not shown here: its day and link lead to the listener."""

    alarm = models.OneToOneField(Alarm, models.CASCADE, related_name="flag")
    note = models.ForeignKey(Note, models.SET_NULL, null=True, related_name="flags")
    by = models.ForeignKey(Actor, models.PROTECT, related_name="+")
