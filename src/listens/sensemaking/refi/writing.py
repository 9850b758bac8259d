"""A codebook as REFI-QDA, by the rules of the published schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from listens.core import text
from listens.sensemaking.models import Theme
from listens.sensemaking.refi.description import description

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def as_xml(themes: Sequence[Theme], examples: Mapping[Any, Mapping[bool, Sequence[str]]]) -> str:
    """A codebook that holds to the published schema: a code for each theme, its parts inside, its id as the guid.

    `themes` in the order of the codebook. A parked theme is not codable. Raises ValueError for none.
    """
    if not themes:
        raise ValueError("the schema wants one code at least")
    parts: dict[Any, list[Theme]] = {}
    for theme in themes:
        parts.setdefault(theme.parent_id, []).append(theme)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin="Listens">',
        " <Codes>",
        *(line for theme in parts.get(None, []) for line in _code(theme, parts, examples, " " * 2)),
        " </Codes>",
        "</CodeBook>",
    ]
    return "\n".join(lines) + "\n"


def _code(
    theme: Theme,
    parts: Mapping[Any, Sequence[Theme]],
    examples: Mapping[Any, Mapping[bool, Sequence[str]]],
    indent: str,
) -> Iterator[str]:
    codable = "false" if theme.parked_on else "true"
    name = quoteattr(text.without_unshown(theme.name))
    yield f'{indent}<Code guid="{theme.pk}" name={name} isCodable="{codable}">'
    words = text.without_unshown(description(theme, examples[theme.pk]))
    yield f"{indent} <Description>{escape(words)}</Description>"
    for part in parts.get(theme.pk, []):
        yield from _code(part, parts, examples, indent + " ")
    yield f"{indent}</Code>"
