"""The small words that fill a slot: how long, how many, who."""

from typing import Final

from .pages import sections

SLOTS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(lines) for name, lines in sections("slots.txt").items()
}
