"""Channels of listening and the kinds of place it happens in."""

from dataclasses import dataclass
from functools import cache

from . import pages


@dataclass(frozen=True)
class Channel:
    """``people`` is the least and the most who are heard at once."""

    slug: str
    name: str
    people: tuple[int, int]


@dataclass(frozen=True)
class Setting:
    """A kind of place, the channels used there and the kinds of organisation that use it."""

    name: str
    channels: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    channels: tuple[Channel, ...]
    places: tuple[Setting, ...]


@cache
def settings() -> Settings:
    """All channels and places."""
    page = pages.table("settings.toml")
    return Settings(
        channels=tuple(pages.make(Channel, row) for row in page["channel"]),
        places=tuple(pages.make(Setting, row) for row in page["place"]),
    )
