"""A listener's link: what lets a phone send notes. It holds no person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from listens.alliance.models import Organisation
from listens.core.models import Area, Identified
from listens.listening.models.round import Round


class ListenerLink(Identified):
    """The secret is handed over by somebody who vouches and kept here only as a digest; a POST exchanges it.

    Its actor (kind "link") has the same id, so that no foreign key leads from a note to who acts. A link for one
    event keeps the event's days and not the event: who came to it is written there, and no way leads from a note
    to that. `held_on` is the day somebody stopped it for a look: what comes is stored and needs attention.
    """

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="links")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="links")
    secret_digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    works_from = models.DateField(null=True, blank=True)
    expires_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["made_on"]

    @property
    def tag(self) -> str:
        """What tells it from the others, on its card and in the list: five letters and digits. It opens nothing."""
        return self.pk.hex[:5].upper()
