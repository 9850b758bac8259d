"""Proposed themes in plain words, for a terminal. No note is shown: examples are rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from listens.methods.themes.propose import Themes

SHOWN = 40


def in_words(answer: Mapping[str, Any]) -> str:
    """How many notes and themes, a line a theme, largest first, then what to know."""
    notes, quality = len(answer["assignments"]), answer["quality"]
    shown = [theme for theme in answer["themes"] if theme["standing"] != "hidden"]
    if not shown:
        return "\n".join([f"{notes:,} notes. No theme can be proposed.", *answer["notices"]])
    lines = [
        f"{notes:,} notes, {len(shown)} themes proposed: {quality['solid']} solid, {quality['tentative']} tentative. "
        "People decide which stand."
    ]
    lines += [
        f"  {theme['standing']:<9}  {theme['id']}: {theme['label']}: {theme['size']:,} notes"
        + (f"; nearest to {theme['nearest_code']['id']}" if theme["nearest_code"] else "")
        for theme in shown[:SHOWN]
    ]
    if len(shown) > SHOWN:
        lines.append(f"  and {len(shown) - SHOWN} smaller ones. Use --json FILE for all of them.")
    if quality["hidden"]:
        lines.append(
            f"{quality['hidden']} more groups are not shown: they come out otherwise when notes are left out."
        )
    return "\n".join([*lines, *answer["notices"]])


def notices(found: Themes, asked: int | None) -> list[str]:
    """What the reader should know of the notes and of what was found, beyond the numbers."""
    gathered = found.gathered
    lines = []
    if not found.themes:
        lines.append("There are too few notes, or too few that are alike: read them, and code them by hand.")
    if gathered.num_empty:
        lines.append(f"{gathered.num_empty:,} notes have no words.")
    if gathered.num_unread:
        codes = {
            code for code, at in zip(gathered.languages, gathered.of_row, strict=True) if at < 0 and code
        }
        lines.append(
            f"{gathered.num_unread:,} notes are in languages the model does not read ({', '.join(sorted(codes))}): "
            "people must read those, or use --multilingual."
        )
    if asked is not None and found.themes and len(found.themes) != asked:
        lines.append(f"{asked} themes were asked for; {len(found.themes)} is the nearest that could be made.")
    return lines
