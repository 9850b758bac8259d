"""Loads what each room declares by name: its access table, event handlers, jobs and retention rules.

A lower room never imports a higher one; it looks only for these module names in the list of rooms.
"""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

DECLARED_IN = ("access", "handlers", "jobs", "retention")


def load_rooms() -> None:
    for room in settings.ROOMS:
        for module in DECLARED_IN:
            name = f"listens.{room}.{module}"
            if find_spec(name):
                import_module(name)
