"""Places hold nothing about people and stay as long as their area."""

from listens.core import retention

retention.declare_kept("places", "Boroughs and wards, as published", covers=["places.place"])
