"""Every address below `/<area>/`: one person who is let in and one who is refused.

To add an address, write it in tests/urls/<your room>.py (make the file when it is missing):

    CASES = {
        "organisation": Case(lambda cast: {"organisation": cast.community.pk}, allowed="bea", refused="hana"),
        "add_office": Case(..., allowed="amina", refused="bea", method="post", data={"title": "Mayor"}),
        "area_home": Case(allowed="", refused=None),     # a public page lets everybody in
    }

The key is the URL's name. `allowed` and `refused` are members of tests/cast.py, "" is somebody not signed in, or a
function `cast -> Client` for a link. The first argument builds the URL's arguments after the area (and may make
the thing it names). tests/test_urls.py sends both requests for each line and fails for an address without a line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from django.test import Client

from tests.cast import Cast

Who = str | Callable[[Cast], Client]


def nothing_more(cast: Cast) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Case:
    kwargs: Callable[[Cast], dict[str, Any]] = nothing_more
    allowed: Who = "amina"
    refused: Who | None = "esi"
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)
    is_json: bool = False


def cases() -> dict[str, Case]:
    """All rooms' lines by URL name. An address in two rooms' files is a mistake."""
    whole: dict[str, Case] = {}
    for file in sorted((Path(__file__).parent / "urls").glob("*.py")):
        found: dict[str, Case] = getattr(import_module(f"tests.urls.{file.stem}"), "CASES", {})
        assert not (twice := whole.keys() & found.keys()), f"{file.name}: {twice} is in two files"
        whole |= found
    return whole
