"""What this room does as soon as an alarm is raised, and whom it names to the listening room to ring."""

from __future__ import annotations

from listens.core import events
from listens.core.models import Event
from listens.listening import at_hand, phone
from listens.safeguarding.alarms import call_due
from listens.safeguarding.models import Alarm
from listens.safeguarding.presenters import ring_now

at_hand.declare(ring_now, template="safeguarding/ring_now.html", page="at_risk")
phone.declare_page("at_risk")  # it opens without a signal too
phone.declare_letters("risk", "api_risk_reports")


@events.on("alarm_raised")
@events.on("note_flagged")
def call_the_first(event: Event) -> None:
    """The worker comes by within a second or two; whoever is called later is called by the clock."""
    alarm = Alarm.objects.filter(pk=event.payload.get("alarm")).select_related("area", "organisation").first()
    if alarm is not None:
        call_due(alarm)
