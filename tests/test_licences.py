"""Every package the product runs on has a licence that lets anybody use, change and pass it on.

Permissive licences are allowed; weak copyleft, used unmodified at run time, only by name and with its reason.
Tools that never go into the wheel are not looked at (requirements/dev.in says what they are).
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

PINS = Path(__file__).parents[1] / "requirements" / "app.txt"
EXTRAS = [
    PINS.parent / f"{name}.txt"
    for name in ("names", "postcodes", "themes", "themes-model", "languages-model")
]
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|0BSD|HPND|OGL-UK)", re.I
)
COPYLEFT = re.compile(r"\b(GPL|LGPL|AGPL|MPL|EUPL|Lesser General Public)", re.I)
ALLOWED_BY_NAME = {
    "certifi": "MPL-2.0, used unmodified: what spaCy's own downloader would trust; we never call it",
    "fido2": "BSD-2; the list of public suffixes inside it is MPL-2.0, used unmodified: passkeys",
    "psycopg": "LGPL-3, used unmodified: the driver of PostgreSQL",
    "psycopg-binary": "LGPL-3, used unmodified: the same, compiled",
    "psycopg-pool": "LGPL-3, used unmodified: its connection pool",
    "tqdm": "MPL-2.0 beside MIT, used unmodified: progress bars of spaCy's command line",
}


def pinned() -> list[str]:
    return re.findall(r"^([a-z0-9-]+)==", PINS.read_text(), re.M)


def pinned_extras() -> list[str]:
    """Those of the extras that are installed here; `make names`, `make postcodes`, `make themes` install them."""
    found = [name for file in EXTRAS for name in re.findall(r"^([a-z0-9-]+)==", file.read_text(), re.M)]
    return [name for name in found if name not in pinned() and any(Distribution.discover(name=name))]


def licence_of(name: str) -> str:
    """What the package says of itself, shortest form first."""
    about = distribution(name).metadata
    classifiers = [c for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    return " ".join(
        filter(None, [about.get("License-Expression"), *classifiers, (about.get("License") or "")[:80]])
    )


@pytest.mark.parametrize("name", [*pinned(), *pinned_extras()])
def test_the_licence_is_permissive(name):
    licence = licence_of(name)
    if name in ALLOWED_BY_NAME:
        assert COPYLEFT.search(licence), f"{name} no longer needs to be allowed by name"
    else:
        assert PERMISSIVE.search(licence), f"{name}: {licence or 'says nothing of its licence'}"
        assert not COPYLEFT.search(licence), f"{name}: {licence}"


def test_no_lock_file_names_a_registry_or_lacks_a_hash():
    for file in (PINS, PINS.with_name("dev.txt"), *EXTRAS):
        text = file.read_text()
        assert not re.search(r"https?://|--index-url|--find-links", text), file
        pins = re.findall(r"^[a-z0-9.-]+==", text, re.M)
        assert pins, file
        assert text.count("--hash=sha256:") >= len(pins)
    lock = (PINS.parents[1] / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
