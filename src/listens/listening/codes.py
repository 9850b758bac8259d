"""Codes of this room: a listener's link, a pile of cards, and the slip that takes a note back."""

from __future__ import annotations

import hashlib
import secrets

from listens.core import sealing
from listens.core.codes import ALPHABET, new_code, plain
from listens.core.models import Area

__all__ = [
    "ALPHABET",
    "LINK_LENGTH",
    "is_pile",
    "is_slip",
    "link_digest",
    "new_code",
    "new_pile",
    "new_slip",
    "plain",
    "slip",
    "slip_digest",
]

LINK_LENGTH = 12  # 60 bits: nobody finds one by trying
SLIP_LENGTH = 10
PILE_LENGTH = 6


def new_slip() -> str:
    """A random code for a slip, like `7KQDM-2XR9T`."""
    return slip("".join(secrets.choice(ALPHABET) for _ in range(SLIP_LENGTH - 1)))


def slip(letters: str) -> str:
    """A slip's code from all but its last character, which is worked out of the others: a typing error shows."""
    whole = letters + _check(letters)
    return f"{whole[:5]}-{whole[5:]}"


def new_pile() -> str:
    """A random code for a pile of cards, like `7KQDM2`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(PILE_LENGTH - 1))
    return letters + _check(letters)


def is_pile(code: str) -> bool:
    """Could this have been printed on a pile of cards?"""
    typed = plain(code)
    return len(typed) == PILE_LENGTH and typed[-1] == _check(typed[:-1])


def is_slip(code: str) -> bool:
    """Could this have been printed on a slip?"""
    typed = plain(code)
    return len(typed) == SLIP_LENGTH and typed[-1] == _check(typed[:-1])


def _check(letters: str) -> str:
    total = sum(place * ALPHABET.index(letter) for place, letter in enumerate(letters, start=2))
    return ALPHABET[total % 31]  # a prime: one wrong character, or two that changed places, gives another sum


def link_digest(secret: str) -> str:
    return hashlib.sha256(f"listener link\n{plain(secret)}".encode()).hexdigest()


def slip_digest(area: Area, code: str) -> str:
    """Keyed outside the database: a copy of the notes cannot be matched to slips by trying codes.

    Empty for what was never printed on a slip: "none", written where the code belongs, would be one code for everybody,
    and whoever types it on the page for taking words back would take back the words of others.
    """
    return sealing.blind_index(area, f"slip\n{plain(code)}") if is_slip(code) else ""
