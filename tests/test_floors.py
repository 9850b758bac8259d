"""The arrows that import-linter cannot see: foreign keys (also those written as strings) and migrations."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(__file__).parents[1]


def floors() -> dict[str, int]:
    """{room: height}, read from where import-linter reads them; the ground floor is the lowest."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in settings["contracts"] if c["type"] == "layers")
    heights = {}
    for height, layer in enumerate(reversed(layers)):
        for module in layer.split("|"):
            heights[module.strip().removeprefix("listens.")] = height
    return heights


def upward(pairs) -> list[str]:
    heights = floors()
    return [
        f"{low} → {high} ({why})"
        for low, high, why in pairs
        if low in heights and high in heights and heights[high] > heights[low]
    ]


def test_no_foreign_key_points_up():
    pairs = [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}")
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
    ]
    assert len(pairs) > 50
    assert upward(pairs) == []


def test_no_migration_depends_on_a_room_above(settings):
    settings.MIGRATION_MODULES = {}  # the tests' own database is made without
    graph = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    pairs = [
        (room, needed[0], f"{room}.{name}")
        for (room, name), migration in graph.items()
        for needed in migration.dependencies
    ]
    assert len(pairs) > 10
    assert upward(pairs) == []


def test_an_arrow_up_would_be_found():
    assert upward([("core", "alliance", "planted")]) == ["core → alliance (planted)"]


# Whose minutes are real ones, also in a demonstration: alarms that call people, lists and previews kept for a day.
ON_THE_CLOCK = {"safeguarding", "alliance/actions/waiting.py", "public/previews.py"}


def test_what_a_room_dates_is_dated_by_its_area():
    """A demonstration stands still on a day: a row dated by the clock would come years after what it belongs to."""
    source = ROOT / "src/listens"
    found = [
        str(path.relative_to(source))
        for path in sorted(source.glob("*/**/*.py"))
        if path.relative_to(source).parts[0] not in ("core", "cli", "demo", "config")
        and "timezone.now()" in path.read_text(encoding="utf-8")
    ]
    assert [
        path for path in found if path.split("/")[0] not in ON_THE_CLOCK and path not in ON_THE_CLOCK
    ] == []
    assert found, "the search finds what is allowed"
