"""Loads what each room declares by name: its access table, event handlers, jobs, rules, files in and out, desk, tables.

A lower room never imports a higher one; it looks only for these module names in the list of rooms. In core those
names are the machinery itself, so what core declares for itself has other names.
"""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

# fmt: off
DECLARED_IN = (
    "access", "handlers", "jobs", "retention", "importers", "exporters", "checks", "desk", "slots", "release_tables",
)
# fmt: on
DECLARED_IN_CORE = ("verbs", "kept", "own_checks")


def load_rooms() -> None:
    for room in settings.ROOMS:
        for module in DECLARED_IN_CORE if room == "core" else DECLARED_IN:
            name = f"listens.{room}.{module}"
            if find_spec(name):
                import_module(name)
