"""Reads the data files of this package and makes dataclasses of their rows, refusing keys nobody asked for."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

Made = TypeVar("Made")

_HERE: Final = resources.files(__package__)


def text(name: str) -> str:
    """The whole of one file."""
    return _HERE.joinpath(name).read_text(encoding="utf-8")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, by column."""
    return list(csv.DictReader(text(name).splitlines()))


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file, read once."""
    return tomllib.loads(text(name))


def make(shape: type[Made], row: Mapping[str, Any], **given: Any) -> Made:
    """One dataclass from one row; ``given`` holds fields made elsewhere and stands over the row.

    Raises ValueError, naming the row, for a key that the dataclass lacks or a field without a value.
    """
    values = {**row, **given}
    known = {field.name for field in fields(shape)}  # type: ignore[arg-type]
    needed = {
        field.name
        for field in fields(shape)  # type: ignore[arg-type]
        if field.default is MISSING and field.default_factory is MISSING
    }
    if wrong := (set(values) - known) | (needed - set(values)):
        name = row.get("slug") or row.get("title") or row.get("text") or "?"
        raise ValueError(f"{shape.__name__} {name}: {', '.join(sorted(wrong))}")
    return shape(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})
