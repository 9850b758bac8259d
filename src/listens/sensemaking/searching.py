"""Finding themes in the codebook by words, also without a script."""

from __future__ import annotations

from collections.abc import Iterable

from listens.core import text
from listens.sensemaking.counts import ThemeCount
from listens.sensemaking.models import Theme


def matching(counts: Iterable[ThemeCount], words: str) -> list[ThemeCount]:
    """Those that have every word in their name, code, mark or definition, and the theme above a part that has."""
    counts, wanted = list(counts), text.key(words).split()
    if not wanted:
        return counts
    found = {count.theme.pk for count in counts if _has(count.theme, wanted)}
    above = {count.theme.parent_id for count in counts if count.theme.pk in found}
    return [count for count in counts if count.theme.pk in found or count.theme.pk in above]


def _has(theme: Theme, wanted: list[str]) -> bool:
    fields = (theme.name, theme.code, theme.sign, theme.definition, theme.include, theme.exclude)
    whole = text.key(" ".join(fields))
    return all(word in whole for word in wanted)
