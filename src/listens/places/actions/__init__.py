"""Bringing in places, their small areas, their published figures and their outlines."""

from listens.places.actions.boundaries import import_boundaries
from listens.places.actions.figures import import_figures
from listens.places.actions.lookup import LOOKUP, import_lookup
from listens.places.actions.places import NEEDED, OPTIONAL, add_places, import_places

__all__ = [
    "LOOKUP",
    "NEEDED",
    "OPTIONAL",
    "add_places",
    "import_boundaries",
    "import_figures",
    "import_lookup",
    "import_places",
]
