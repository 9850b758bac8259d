"""What `listens export` takes out of this room."""

from listens.core import exporters
from listens.pledges.export import export_pledges

exporters.declare("pledges", "every promise with its whole history, as JSON", export_pledges)
