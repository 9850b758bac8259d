"""Codes that people read aloud and type: a listener's link, the slip that takes a note back, the slip that votes.

Letters that look like digits are read as digits, so that a code on paper can be typed by anybody.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: 5 bits a character
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code(length: int) -> str:
    """A random code in groups of four (a slip: five), like `7KQD-M2XR-9TVB`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    group = 5 if length % 4 else 4
    return "-".join(letters[at : at + group] for at in range(0, length, group))


def plain(code: str) -> str:
    """The code as it is hashed: capitals, without hyphens and spaces. Empty when it cannot be a code."""
    typed = "".join(code.upper().replace("-", " ").split()).translate(LOOK_ALIKES)
    return typed if len(typed) <= 40 and all(letter in ALPHABET for letter in typed) else ""
