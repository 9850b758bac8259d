"""Exact fractions as text in lowest terms: "1/3", "2".

Payments late in a long list have denominators of thousands of digits. Python refuses to print a whole number that long
in one go (a guard for servers), so it is split; the digits are the same.
"""

from __future__ import annotations

from fractions import Fraction

LONGEST = 4000


def as_text(number: Fraction) -> str:
    """ "p/q", or "p" when q is 1."""
    top = digits(number.numerator)
    return top if number.denominator == 1 else f"{top}/{digits(number.denominator)}"


def digits(whole: int) -> str:
    """The decimal digits of a whole number of any length."""
    if whole < 0:
        return "-" + digits(-whole)
    if whole.bit_length() < LONGEST * 3:
        return str(whole)
    half = whole.bit_length() * 3 // 20  # a bit is 0.3 of a digit
    front, back = divmod(whole, 10**half)
    return digits(front) + digits(back).rjust(half, "0")


def as_fraction(text: str) -> Fraction:
    """What `as_text` wrote, however long. Raises ValueError for text that is no fraction."""
    top, slash, bottom = text.partition("/")
    return Fraction(_whole(top), _whole(bottom) if slash else 1)


def _whole(text: str) -> int:
    """A whole number of any length; Python reads no more than some thousand digits in one go."""
    if text.startswith("-"):
        return -_whole(text[1:])
    if not (text.isdecimal() and text.isascii()):
        raise ValueError("This is no fraction.")
    if len(text) <= LONGEST:
        return int(text)
    half = len(text) // 2
    return int(_whole(text[:-half]) * 10**half + _whole(text[-half:]))
