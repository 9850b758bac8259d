"""Codes for taking words back, printed before anybody has said anything.

No list of printed codes is kept. It would tell which codes are in use and who printed them when, and it would join
a slip in somebody's pocket to the day and the organisation it came from. A code is known only once a note carries it,
and then as a digest. The price is that a mistyped code cannot be looked up: so the last character is worked out of the
others, and a typing error shows while the paper is still on the table.

A numbered sheet needs no record either. Its code is worked out of the sheet's id with the area's key, which lies
outside the database: typing the sheet in gives the same code again, and nobody has to type it.
"""

from __future__ import annotations

from listens.core import sealing
from listens.listening import codes
from listens.listening.models import Sheet


def slip_of(sheet: Sheet) -> str:
    """The code printed on that sheet."""
    digest = int(sealing.blind_index(sheet.area, f"slip of a sheet\n{sheet.pk}"), 16)
    places = range(codes.SLIP_LENGTH - 1)
    return codes.slip("".join(codes.ALPHABET[(digest >> (5 * place)) % 32] for place in places))
