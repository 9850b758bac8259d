"""The section VOTES of a `.pb` file: which votes count, and what is odd about them.

Votes are looked at a column at a time, and what many of them say word for word is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from listens.methods.findings import Finding
from listens.methods.priorities.ballots import problem_with_ticks
from listens.methods.priorities.election import Block, Election, Project
from listens.methods.priorities.sum_limits import SumLimits

UNLIMITED = 10**9
Ticks = tuple[tuple[str, ...], bool, tuple[str, str] | None]  # the ticks, is one twice, what is wrong


def with_votes(meta: Mapping[str, str], projects: Mapping[str, Project], blocks: Sequence[Block]) -> Election:
    """The election; votes against the file's own rules are findings."""
    rows = [row for block in blocks for row in block.rows]
    names = [name for block in blocks for name in map(str.strip, block.column("voter_id"))]
    texts = [text for block in blocks for text in block.column("vote")]
    points = [text for block in blocks for text in block.column("points")]
    if not all(names):
        names = [name or f"row {row}" for name, row in zip(names, rows, strict=True)]
    read = _reader(meta, projects)
    ticks = {text: read(text) for text in set(texts)}
    kept: Sequence[int] = range(len(rows))
    findings: list[Finding] = []
    if len(set(names)) < len(names) or any(wrong for _, _, wrong in ticks.values()):
        kept = list(_sifted(rows, names, [ticks[text][2] for text in texts], findings))
    limits = SumLimits.of(meta, projects)
    remarks = tuple[Finding, ...]()
    if limits.limits or any(is_twice for _, is_twice, _ in ticks.values()):
        said = list(zip(texts, points, strict=True))
        remarks = tuple(_remarks(kept, rows, said, ticks, limits))
    choices = [ticks[text][0] for text in texts]
    if len(kept) < len(rows):
        rows, names = [rows[place] for place in kept], [names[place] for place in kept]
        choices = [choices[place] for place in kept]
    return Election(meta, projects, blocks, rows, names, choices, tuple(findings), remarks)


def _sifted(
    rows: list[int], names: list[str], wrong: list[tuple[str, str] | None], findings: list[Finding]
) -> Iterator[int]:
    """The places of the votes that count; why the others do not is added to the findings."""
    seen: dict[str, int] = {}
    for place, (row, name, problem) in enumerate(zip(rows, names, wrong, strict=True)):
        if name in seen:
            told = f"“{name}” already voted on row {seen[name]}."
            findings.append(Finding(row, "voter_id", told, "Keep one."))
        elif problem:
            findings.append(Finding(row, "vote", *problem))
        else:
            seen[name] = row
            yield place


def _remarks(
    kept: Iterable[int],
    rows: Sequence[int],
    said: Sequence[tuple[str, str]],
    ticks: Mapping[str, Ticks],
    limits: SumLimits,
) -> Iterator[Finding]:
    """What is odd about the votes at these places, by what each says (text and points)."""
    odd: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for text, points in set(said):
        choices, is_twice, wrong = ticks[text]
        found = [("vote", "A project is ticked twice.", "It is counted once.")] if is_twice else []
        if not wrong and (found := [*found, *limits.remarks(choices, points)]):
            odd[text, points] = found
    if odd:
        for place in kept:
            for each in odd.get(said[place], ()):
                yield Finding(rows[place], *each)


def _reader(meta: Mapping[str, str], projects: Mapping[str, Project]) -> Callable[[str], Ticks]:
    """Reads the ticks of one vote."""
    least, most = _length(meta, "min_length", 0), _length(meta, "max_length", UNLIMITED)
    if meta.get("vote_type", "").lower() == "choose-1":
        most = min(most, 1)
    listed = projects.keys()

    def read(text: str) -> Ticks:
        plain = tuple(text.split(","))
        if least <= len(plain) <= most and len(found := set(plain)) == len(plain) and found <= listed:
            return plain, False, None
        given = [tick for each in text.split(",") if (tick := each.strip())]
        choices = tuple(dict.fromkeys(given))
        return choices, len(choices) < len(given), problem_with_ticks(choices, least, most, projects)

    return read


def _length(meta: Mapping[str, str], key: str, otherwise: int) -> int:
    value = meta.get(key, "").strip()
    return int(value) if value.isdecimal() and len(value) < 10 else otherwise
