"""Which files of promises can be brought in."""

from listens.core import importers
from listens.pledges.bringing_in import import_pledges

importers.declare("pledges", "promises as `listens export pledges` writes them (JSON)", import_pledges)
