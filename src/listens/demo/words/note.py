"""One synthetic answer, as the demo hands it to whoever stores it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SpokenNote:
    """What was said, what it is about and in whose words it was written down.

    ``themes`` holds sub-theme slugs in the order they come up, and is empty for an answer off the point.
    ``language`` is an ISO 639-1 code. ``listener_words`` is true when the listener wrote it in their own words.
    """

    text: str
    themes: tuple[str, ...]
    language: str
    listener_words: bool
