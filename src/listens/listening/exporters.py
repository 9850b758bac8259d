"""What `listens export` takes out of this room."""

from listens.core import exporters
from listens.listening.reach.export import run

exporters.declare(
    "reach", "who was heard in a round, beside who lives here, as CSV: reach ROUND", run, needs_name=True
)
