"""The order in which kinds of line may follow one another, by whose words they are and how long the note is."""

from typing import Final

from .pages import sections

_PATTERNS: Final = {name: tuple(" ".join(lines).split()) for name, lines in sections("patterns.txt").items()}
LENGTHS: Final = ("tiny", "small", "middle", "big", "huge")
THANKS: Final = _PATTERNS["own thanks"]


def by_length(whose: str) -> tuple[tuple[str, ...], ...]:
    """The patterns of "own", "listener" or "table", shortest first; who writes none that tiny writes small ones."""
    return tuple(_PATTERNS.get(f"{whose} {length}", _PATTERNS[f"{whose} small"]) for length in LENGTHS)
