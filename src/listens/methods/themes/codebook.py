"""A codebook as the methods see it: themes with a name, a definition and examples, read from the contract's JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from listens.methods.findings import Finding


class BadCodebook(ValueError):
    """The file cannot be used at all. The text is one sentence that says why."""


@dataclass(frozen=True)
class Theme:
    """One code. `parent` is the id of the theme above it, or empty."""

    id: str
    name: str
    definition: str = ""
    examples: tuple[str, ...] = ()
    parent: str = ""

    @property
    def described(self) -> str:
        """Name and definition as one text: what the machine knows of the code before anybody has decided."""
        return f"{self.name}: {self.definition}" if self.definition else self.name


def read_codebook(text: str) -> tuple[list[Theme], list[Finding]]:
    """The themes of `{"themes": [{"id", "name", "definition", "examples", "parent"}]}`, and what was left out.

    Findings count themes from 1. A parent that is unknown, or that leads round in a circle, is taken off its theme.
    Raises BadCodebook when no theme can be used.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadCodebook("the codebook breaks off or is not JSON; save it again.") from error
    rows = content.get("themes") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise BadCodebook("the codebook has no list “themes”.")
    themes: dict[str, Theme] = {}
    findings: list[Finding] = []
    for number, row in enumerate(rows, start=1):
        problem = _problem(row, themes)
        if problem:
            findings.append(Finding(number, *problem))
        else:
            theme = _theme(row)
            themes[theme.id] = theme
    if not themes:
        raise BadCodebook("the codebook has no theme with an “id”.")
    return _without_circles(themes, findings), findings


def _problem(row: Any, themes: Mapping[str, Theme]) -> tuple[str, str, str] | None:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"].strip():
        return "id", "The theme has no “id”.", "Give it one, of letters, digits and hyphens."
    if row["id"].strip() in themes:
        return "id", f"“{row['id'].strip()[:50]}” is used twice.", "Keep one of the two."
    for key in ("name", "definition", "parent"):
        if not isinstance(row.get(key) or "", str):
            return key, f"“{key}” is not text.", "Put it in quotation marks."
    examples = row.get("examples") or []
    if not isinstance(examples, list) or not all(isinstance(each, str) for each in examples):
        return "examples", "“examples” is not a list of texts.", 'Write ["…", "…"].'
    return None


def _theme(row: Mapping[str, Any]) -> Theme:
    name, definition, parent = ((row.get(key) or "").strip() for key in ("name", "definition", "parent"))
    examples = tuple(each.strip() for each in row.get("examples") or () if each.strip())
    return Theme(row["id"].strip(), name or row["id"].strip(), definition, examples, parent)


def _without_circles(themes: Mapping[str, Theme], findings: list[Finding]) -> list[Theme]:
    kept: list[Theme] = []
    for number, theme in enumerate(themes.values(), start=1):
        if theme.parent and (theme.parent not in themes or _leads_back(theme, themes)):
            findings.append(
                Finding(
                    number,
                    "parent",
                    f"“{theme.parent[:50]}” is not a theme above “{theme.id}”.",
                    "It was left out.",
                )
            )
            theme = Theme(theme.id, theme.name, theme.definition, theme.examples)
        kept.append(theme)
    return kept


def _leads_back(theme: Theme, themes: Mapping[str, Theme]) -> bool:
    seen, at = set[str](), theme.parent
    while at in themes and at not in seen:
        if at == theme.id:
            return True
        seen.add(at)
        at = themes[at].parent
    return False


def from_examples(themes: Sequence[Theme]) -> tuple[list[str], list[set[int]]]:
    """The examples as notes that people decided on, each text once, with the numbers of its themes."""
    found: dict[str, set[int]] = {}
    for number, theme in enumerate(themes):
        for example in theme.examples:
            found.setdefault(example, set()).add(number)
    return list(found), list(found.values())
