"""The description of a code: the definition, and below it what the format has no place for, under our labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from listens.sensemaking.models import Theme

LABELS = {
    "include": "Include",
    "exclude": "Exclude",
    "examples": "Example",
    "counter_examples": "Counter-example",
    "sign": "Mark",
    "parked": "Parked",
    "code": "Code",
}
FIELD_OF = {label: name for name, label in LABELS.items()}
_LABEL = re.compile(rf"({'|'.join(FIELD_OF)}): ?")
_KEPT = re.compile(rf"\\*(?:{'|'.join(FIELD_OF)}):")


def described(words: str) -> dict[str, str]:
    """The definition and what stands below it under our labels; a file of another program has only the first."""
    row: dict[str, list[str]] = {"definition": []}
    name = "definition"
    for line in words.strip().split("\n"):
        if label := _LABEL.match(line):
            name = FIELD_OF[label[1]]
            row.setdefault(name, []).append(line[label.end() :])
        else:
            row[name].append(line[1:] if line.startswith("\\") and _KEPT.match(line) else line)
    return {name: "\n".join(lines).strip() for name, lines in row.items()}


def description(theme: Theme, examples: Mapping[bool, Sequence[str]]) -> str:
    def kept(words: str) -> str:
        """A line that would be taken for one of our labels gets a backslash before it."""
        lines = words.split("\n")
        return "\n".join(f"\\{line}" if _KEPT.match(line) else line for line in lines)

    said = [kept(theme.definition)] if theme.definition else []
    for name in ("include", "exclude"):
        if words := getattr(theme, name):
            first, *rest = words.split("\n")
            said.append("\n".join([f"{LABELS[name]}: {first}", *map(kept, rest)]))
    said += [f"{LABELS['examples']}: {words}" for words in examples[False]]
    said += [f"{LABELS['counter_examples']}: {words}" for words in examples[True]]
    if theme.sign:
        said.append(f"{LABELS['sign']}: {theme.sign}")
    if theme.parked_on:
        said.append(f"{LABELS['parked']}: yes")
    said.append(f"{LABELS['code']}: {theme.code}")
    return "\n".join(said)
