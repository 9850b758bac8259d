"""Places hold nothing about people and stay as long as their area."""

from listens.core import retention

retention.declare_kept(
    "places",
    "Boroughs, wards and their figures, as published",
    covers=["places.place", "places.smallarea", "places.dataset", "places.figures", "places.outline"],
)
