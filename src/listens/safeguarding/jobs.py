"""The room's clock: alarms that nobody has answered call the next people."""

from listens.core import clock
from listens.safeguarding.alarms import call_all_due

clock.at_every_tick(call_all_due)
