"""What may stand for a number of people, and what may not."""

from __future__ import annotations

from math import isfinite

LARGEST = 10**9  # more people than any area has; the exact tests multiply such numbers in 64 bits


def whole(value: float, name: str) -> int:
    """`value` as a whole number of people from 0 up; `name` says in the sentence which one it is.

    Raises ValueError for a negative, fractional, endless or absurdly large number.
    """
    if not isfinite(value) or value != int(value):
        raise ValueError(f"{name} is {value}: it has to be a whole number of people.")
    if value < 0:
        raise ValueError(f"{name} is {value}: fewer than nobody cannot be.")
    if value > LARGEST:
        raise ValueError(f"{name} is {value}: there are not that many people.")
    return int(value)


def part_of(count: float, of: float) -> None:
    """Raises ValueError unless `count` can be a part of `of`, which is above 0. Both may be weighted, so fractional."""
    if not (isfinite(count) and isfinite(of)):
        raise ValueError(f"{count} of {of}: a number is missing.")
    if of <= 0:
        raise ValueError("A share of nobody cannot be worked out.")
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of}: the part has to be between 0 and the whole.")


def between_0_and_1(value: float, name: str) -> None:
    """Raises ValueError unless `value` is strictly between 0 and 1."""
    if not 0 < value < 1:
        raise ValueError(f"The {name} is {value}: it has to be between 0 and 1.")
