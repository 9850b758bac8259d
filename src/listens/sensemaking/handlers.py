"""What this room does when another, or itself, leaves word."""

from __future__ import annotations

from listens.core import events
from listens.core.models import Event
from listens.listening.models import Note
from listens.sensemaking import safeguarding


@events.on("note_flagged")
def tell_safeguarding_leads(event: Event) -> None:
    """A note withdrawn since is still a call for help; one that was erased has nobody left to find."""
    note = (
        Note.objects.filter(pk=event.payload["note"])
        .select_related("conversation__organisation", "area")
        .first()
    )
    if note is not None:
        safeguarding.alert(event.area, event, note)
