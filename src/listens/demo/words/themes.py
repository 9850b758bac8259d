"""The demo's codebook: two levels of themes, with a plain name and one sentence of definition each."""

from typing import Final, NamedTuple

from .pages import sections


class Theme(NamedTuple):
    """A theme of the codebook; ``parent`` is the slug of the theme above it, or None at the top."""

    slug: str
    name: str
    definition: str
    parent: str | None


def _read() -> tuple[Theme, ...]:
    found: list[Theme] = []
    for heading, lines in sections("codebook.txt").items():
        slug, name = (part.strip() for part in heading.split("|"))
        found.append(Theme(slug, name, lines[0], None))
        for line in lines[1:]:
            sub, sub_name, definition = (part.strip() for part in line.split("|"))
            found.append(Theme(f"{slug}-{sub}", sub_name, definition, slug))
    return tuple(found)


_CODEBOOK: Final = _read()


def themes() -> tuple[Theme, ...]:
    """Every theme, each top-level theme followed by its sub-themes."""
    return _CODEBOOK
