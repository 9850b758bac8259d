"""The shapes of what is published about the past rounds, each with the keys of its sources."""

from dataclasses import dataclass

from .bodies import OFFICE_NOT_PUBLISHED
from .when import When

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Prompt:
    text: str
    sources: Keys
    note: str = ""


@dataclass(frozen=True)
class PastRound:
    """``weights`` are shares of 100 by top-level theme, for synthetic notes; ``weights_note`` says what is published."""

    slug: str
    name: str
    opened: When
    closed: When
    people_heard: int
    people_heard_words: str
    prompts: tuple[Prompt, ...]
    weights: dict[str, int]
    weights_note: str
    weights_sources: Keys
    sources: Keys


@dataclass(frozen=True)
class Priority:
    slug: str
    round: str
    number: int
    title: str
    theme: str
    sources: Keys


@dataclass(frozen=True)
class Assembly:
    """``attendance`` is None when no figure is published; ``round`` is empty for a summit before the first round."""

    slug: str
    round: str
    name: str
    held: When
    place: str
    attendance_words: str
    note: str
    sources: Keys
    attendance: int | None = None
    attendance_is_derived: bool = False


@dataclass(frozen=True)
class Ask:
    """``wording`` is "published" or "restated". ``number`` is the published one, or empty."""

    slug: str
    number: str
    priority: str
    assembly: str
    text: str
    wording: str
    addressed_to: str
    sources: Keys


@dataclass(frozen=True)
class Answer:
    """One published answer, standing for each of ``asks`` by each of ``bodies``. No exact words are published."""

    asks: Keys
    bodies: Keys
    kind: str
    given: When
    note: str
    sources: Keys
    office: str = OFFICE_NOT_PUBLISHED


@dataclass(frozen=True)
class Progress:
    on: When
    text: str
    sources: Keys


@dataclass(frozen=True)
class Pledge:
    """``due`` is None unless a date is published. With one owner it leads; with several no lead is published."""

    slug: str
    ask: str
    title: str
    text: str
    wording: str
    owners: Keys
    owners_words: str
    spoken: When
    due: When | None
    measures: Keys
    progress: tuple[Progress, ...]
    sources: Keys


@dataclass(frozen=True)
class Unowned:
    """A published promise whose owner is not named, and which is therefore no pledge in the register."""

    text: str
    owners_words: str
    spoken: When
    assembly: str
    sources: Keys
