"""Count a published vote again and check its log: one file, nothing but Python (3.9 or newer).

    python3 verify_result.py RESULT.json BALLOTS.csv [--log LOG.jsonl] [--labels] [--json]

It shares no line with the program that counted: it goes ballot by ballot with exact fractions, as the rules are
written in the papers, and compares every published number with its own. Then it says in plain words what agrees and,
at the first thing that does not, which line of which file. It leaves with 0 when everything agrees, 1 when something
does not, 2 when a file cannot be read.

RESULT.json is what `listens priorities count` or a result page gives; BALLOTS is a CSV with the columns ballot,
organisation, weight and choices (separated by |; weight may be missing: it then follows from the agreed way of
sharing), or a Pabulib .pb; LOG.jsonl has one line for each place of the ballot log. Chance is only in lots and labels,
and both are drawn again from the published seeds; the labels take long with many ballots (--labels insists).

Rules: Phragmen 1894 with Janson 2016 (the drip); Peters, Pierczynski and Skowron 2021 (Equal Shares); Thiele 1895
(seqPAV); Brill and Peters 2023 (EJR+). Helios and Belenios come with verifiers too, of encrypted ballots, for experts;
equalshares.net counts again in the browser, without organisations, ties or a log.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import re
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import isqrt, lcm
from pathlib import Path
from typing import Any

SCHEMES = ("organisation", "square-root", "bands", "ballot")
RULES = ("drip", "equal-shares", "most-votes", "seqpav")
NOBODY = "(no organisation)"
LABELS_UP_TO = 3000  # ballots, drawn a hundred times; beyond that only where somebody insists
MOST_DRAWN = 10_000
LOCKED = ("rule", "seats", "weights", "seed", "ticks", "proposals", "organisations")
ZERO = Fraction(0)
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?|\d+/0*[1-9]\d*", re.ASCII | re.IGNORECASE)


class Unreadable(ValueError):
    """A file cannot be used; the text is one sentence that says why."""


class Differs(Exception):
    """The first thing that does not agree: `line` of `file` (1 is the first line)."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.file, self.line, self.problem = file, line, problem


@dataclass
class Report:
    """`agrees` and `unchecked` are sentences; `differs` is None or {"file", "line", "problem"}."""

    agrees: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    differs: dict[str, Any] | None = None


def verify(result: Path, ballots: Path, log: Path | None = None, *, labels: bool = False) -> Report:
    """Check the published files against each other. Raises Unreadable; stops at the first thing that differs."""
    published = Published.read(result)
    try:
        return _verify(published, ballots, log, labels)
    except Unreadable:
        raise
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        # A number where names should be, a list for a fraction: no count writes that.
        raise Unreadable(f"{result.name} is not made as a result is ({_short(str(error))}).") from error


def _verify(published: Published, ballots: Path, log: Path | None, labels: bool) -> Report:
    report = Report()
    who_changed = ""
    try:
        if "vote" in published.content or log:
            _check_seals(report, published, ballots, log)
        else:
            report.unchecked.append("Nothing says what was locked before the vote, nor seals the ballots.")
        vote = _read_vote(published, ballots)
        report.agrees.append(f"{vote.num_ballots} ballots were read, each of the weight that was agreed.")
        _check_nobody_added(published, ballots, vote)
        who_changed = " The ballots are those that the log seals, so the result was changed."
        if not log:
            who_changed = " Either this or a ballot was changed: the log can tell which (--log)."
        _check_count(report, published, vote)
        _check_beside(report, published, vote)
        _check_labels(report, published, vote, labels)
        _check_rest(report, published)
    except Differs as found:
        report.differs = {"file": found.file, "line": found.line, "problem": found.problem + who_changed}
    return report


# The published result, and on which line each of its values stands


@dataclass
class Published:
    """A JSON file of results: `lines` gives the line of each value by its path, a tuple of keys and places."""

    name: str
    content: dict[str, Any]
    lines: dict[tuple[Any, ...], int]

    @classmethod
    def read(cls, path: Path) -> Published:
        text = _text_of(path)
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Unreadable(f"{path.name} is not the JSON of a result ({error}).") from error
        if not isinstance(content, dict) or content.get("rule") not in RULES or "winners" not in content:
            raise Unreadable(f"{path.name} is not the JSON of a result: it names no rule or no winners.")
        return cls(path.name, content, _lines_of(text, path.name))

    def get(self, *path: Any, otherwise: Any = None) -> Any:
        value: Any = self.content
        for key in path:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return otherwise
        return value

    def differs(self, path: tuple[Any, ...], problem: str) -> Differs:
        place = path
        while place not in self.lines:
            place = place[:-1]
        named = ", ".join(str(key + 1 if isinstance(key, int) else key) for key in path)
        return Differs(self.name, self.lines[place], f"{named or 'the result'}: {problem}")

    def same(self, path: tuple[Any, ...], counted: Any) -> None:
        """Raise Differs at the first place at or below `path` that is not what was counted."""
        said = self.get(*path, otherwise=Ellipsis)
        if isinstance(counted, (dict, list)) and type(said) is type(counted):
            keys = list(counted) if isinstance(counted, dict) else list(range(len(counted)))
            for key in keys:
                self.same((*path, key), counted[key])
            for key in said if isinstance(said, dict) else range(len(counted), len(said)):
                if key not in keys:
                    raise self.differs((*path, key), "counting again does not give this.")
        elif said is Ellipsis:
            raise self.differs(path, f"it is not there; counting again gives {_short(counted)}.")
        elif type(said) is not type(counted) or said != counted:
            raise self.differs(path, f"it says {_short(said)}; counting again gives {_short(counted)}.")


def _lines_of(text: str, name: str) -> dict[tuple[Any, ...], int]:
    """Where each value of a valid JSON text begins. Raises Unreadable when a name stands twice in one object."""
    lines: dict[tuple[Any, ...], int] = {(): 1}
    path: list[Any] = []
    opened: list[str] = []
    is_name, line, seen_to = False, 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", seen_to, found.start())
        seen_to, part = found.start(), found.group()
        if part in "]}":
            opened.pop()
            path.pop()
        elif part == ",":
            is_name = opened[-1] == "{"
            if not is_name:
                path[-1] += 1
        elif part == ":":
            is_name = False
        elif is_name:
            path[-1] = json.loads(part)
            if tuple(path) in lines:
                raise Unreadable(f"{name}, line {line}: “{path[-1]}” stands twice.")
            lines[tuple(path)] = line
        else:
            lines.setdefault(tuple(path), line)
            if part in "[{":
                opened.append(part)
                path.append(0 if part == "[" else None)
                is_name = part == "{"
    return lines


# The log: a chain, whose first place is the lock and whose last place is the seal


def _check_seals(report: Report, published: Published, ballots: Path, log: Path | None) -> None:
    vote = published.get("vote")
    if not isinstance(vote, dict):
        raise Unreadable(f"{published.name} says nothing of a log, so a log cannot be checked against it.")
    lock = _digest("", [vote.get("locked"), vote.get("private_lock_digest")])
    if vote.get("lock_digest") != lock:
        raise published.differs(
            ("vote", "lock_digest"), "it is not the digest of what is said here to have been locked."
        )
    _check_locked(published)
    report.agrees.append("The settings and proposals are those that were locked before the vote.")
    places = _read_log(log) if log else []
    if log:
        last = places[-1]
        for key, said in (("log_entries", len(places)), ("log_head", last["link"])):
            if vote.get(key) != said:
                raise published.differs(
                    ("vote", key), f"it says {_short(vote.get(key))}; {log.name} ends with {said}."
                )
        if places[0]["digest"] != lock:
            raise Differs(log.name, places[0]["line"], "place 1 is not the lock that the result names.")
        report.agrees.append(
            f"The log has {len(places)} places, each follows from the one before, and it ends as the result says."
        )
        report.agrees.append("The first place of the log is what was locked.")
    found = _sealed(ballots)
    if vote.get("ballots_sha256") not in found:
        _name_changed_line(vote, ballots)
        raise published.differs(
            ("vote", "ballots_sha256"), f"{ballots.name} is not that file: its SHA-256 is {found[0]}."
        )
    if log and places[-1]["digest"] != vote["ballots_sha256"]:
        raise Differs(
            log.name, places[-1]["line"], f"the last place is not the SHA-256 of {ballots.name}: {found[0]}."
        )
    where = "The last place of the log" if log else "The result"
    report.agrees.append(f"{where} seals exactly this file of ballots.")
    if not log:
        report.unchecked.append("The log was not checked: it was not given (--log).")


def _check_locked(published: Published) -> None:
    """Everything that decides was locked, and the count must have gone by it."""
    locked = published.get("vote", "locked", otherwise={})
    if missing := [key for key in LOCKED if key not in locked]:
        raise published.differs(("vote", "locked"), f"it says nothing of {', '.join(missing)}.")
    for key, path in (
        ("rule", ("rule",)),
        ("seats", ("seats",)),
        ("weights", ("weights",)),
        ("seed", ("settings", "seed")),
        ("seed", ("settings", "tie_seed")),
    ):
        if published.get(*path) != locked[key]:
            raise published.differs(
                path,
                f"it says {_short(published.get(*path))}; {_short(locked[key])} was locked before the vote.",
            )
    proposals = [each["proposal"] for each in locked["proposals"]]
    for key in ("winners", "not_chosen"):
        for place, each in enumerate(published.get(key, otherwise=[])):
            if each.get("proposal") not in proposals:
                raise published.differs((key, place, "proposal"), "it was not locked before the vote.")
    if len(published.get("winners")) + len(published.get("not_chosen")) != len(proposals):
        raise published.differs(("not_chosen",), f"{len(proposals)} proposals were locked before the vote.")


def _check_nobody_added(published: Published, ballots: Path, vote: Vote) -> None:
    """No more ballots than came in, and no more organisations than were locked, whatever name they stand under."""
    came_in = published.get("vote", "log_entries")
    if came_in is not None and vote.num_ballots > came_in - 2:  # the lock and the seal
        raise Differs(
            ballots.name, 1, f"it holds {vote.num_ballots} ballots; the log has places for {came_in - 2}."
        )
    locked = published.get("vote", "locked", "organisations", otherwise=[])
    names = {slip.organisation for slip in vote.slips} - {NOBODY}
    if locked and len(names) > len(locked):
        raise Differs(
            ballots.name, 1, f"{len(names)} organisations voted; {len(locked)} were locked as having a share."
        )


def _check_rest(report: Report, published: Published) -> None:
    """What is not counted (notices, say) has the digest that was kept when the votes were counted."""
    said = published.get("vote", "result_digest")
    if said is not None:
        rest = {key: value for key, value in published.content.items() if key != "vote"}
        if said != _digest("", rest):
            raise published.differs(("vote", "result_digest"), "it is not the digest of this result.")
        report.agrees.append("The digest of the whole result.")


def _read_log(path: Path) -> list[dict[str, Any]]:
    """The places of the log, each with its line; raises Differs where one does not follow from the one before."""
    places: list[dict[str, Any]] = []
    previous = ""
    for line, text in enumerate(_text_of(path).splitlines(), start=1):
        if not text.strip():
            continue
        try:
            place = json.loads(text)
            seq, digest, link = place["seq"], place["digest"], place["link"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError):
            raise Differs(path.name, line, "it is not a place of a log (seq, digest, link).") from None
        if seq != len(places) + 1:
            raise Differs(
                path.name, line, f"it is place {_short(seq)}; place {len(places) + 1} should be here."
            )
        if link != sha256(f"{previous}\n{seq}\n{digest}".encode()).hexdigest():
            raise Differs(path.name, line, f"place {seq} was changed: its link does not follow.")
        previous = link
        places.append({"digest": digest, "link": link, "line": line})
    if not places:
        raise Unreadable(f"{path.name} holds no place of a log.")
    return places


def _digest(salt: str, content: Any) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{salt}\n{text}".encode()).hexdigest()


def _sealed(path: Path) -> list[str]:
    """SHA-256 of the file, and of it without the mark that some programs put at its beginning."""
    data = _bytes_of(path)
    return [sha256(each).hexdigest() for each in (data, data[3:] if data[:3] == b"\xef\xbb\xbf" else data)]


def line_digests(ballots: str) -> list[str]:
    """Sixteen letters for each line of a file of ballots: published with the result, they name a changed line."""
    return [sha256(line.encode()).hexdigest()[:16] for line in ballots.lstrip("\ufeff").splitlines()]


def _name_changed_line(vote: dict[str, Any], path: Path) -> None:
    """Raise Differs at the changed line of the ballots, when the result tells the digest of each line."""
    said, found = vote.get("ballot_line_digests"), line_digests(_text_of(path))
    if not isinstance(said, list):
        return
    for line in range(max(len(said), len(found))):
        if line >= len(found):
            raise Differs(path.name, line, f"the file ends here; {len(said)} lines were sealed.")
        if line >= len(said) or said[line] != found[line]:
            raise Differs(path.name, line + 1, "this line was changed after the close, or was not there.")


# The ballots


@dataclass(frozen=True)
class Slip:
    """Equal ballots of one organisation, and how many they are."""

    organisation: str
    ticks: frozenset[str]
    times: int


@dataclass
class Vote:
    """Everything a count needs. `limit` is the seats, then every cost is one; or the budget."""

    names: list[str]
    slips: list[Slip]
    limit: Fraction
    costs: dict[str, Fraction]
    has_costs: bool
    scheme: str
    min_ballots: int
    sizes: dict[str, int] | None
    given: dict[str, Fraction] | None
    tie_seed: int
    utility: str

    def __post_init__(self) -> None:
        self.num_ballots = sum(slip.times for slip in self.slips)
        self.behind = {
            name: [number for number, slip in enumerate(self.slips) if name in slip.ticks]
            for name in self.names
        }
        self.weigh(self.scheme, [slip.times for slip in self.slips])

    def weigh(self, scheme: str, times: list[int]) -> None:
        """Weights as whole numbers over `scale`, when each slip was cast that many times."""
        cast: Counter[str] = Counter()
        for slip, cast_now in zip(self.slips, times):  # noqa: B905 - Python 3.9 has no strict
            cast[slip.organisation] += cast_now
        each = {name: self._each(scheme, name, num) for name, num in cast.items() if num}
        self.scale = lcm(*(share.denominator for share in each.values()))
        whole = {name: int(share * self.scale) for name, share in each.items()}
        self.weight = [
            cast_now * whole.get(slip.organisation, 0)
            for slip, cast_now in zip(self.slips, times)  # noqa: B905
        ]
        self.total = sum(self.weight)

    def _each(self, scheme: str, organisation: str, cast: int) -> Fraction:
        if scheme == self.scheme and self.given is not None:
            return self.given[organisation]
        size = (self.sizes or {}).get(organisation, cast)
        return weight_of_one(scheme, size, cast, self.min_ballots)

    def first_of(self, level: list[str]) -> tuple[str, str]:
        """Which of some level proposals goes first, and what decided: organisations, then people, then a lot."""
        organisations = {p: len({self.slips[i].organisation for i in self.behind[p]}) for p in level}
        people = {p: sum(self.slips[i].times for i in self.behind[p]) for p in level}
        for decided_by, score in (("organisations", organisations), ("people", people)):
            level = [p for p in level if score[p] == max(score[each] for each in level)]
            if len(level) == 1:
                return level[0], decided_by
        return min(level, key=lambda p: sha256(f"{self.tie_seed}:{p}".encode()).hexdigest()), "lot"


def weight_of_one(scheme: str, size: int, cast: int, min_ballots: int) -> Fraction:
    """What one of an organisation's `cast` ballots weighs; `size` is its members, where shares go by size."""
    if scheme == "ballot":
        return Fraction(1)
    share = Fraction(1)
    if scheme == "square-root":
        share = Fraction(isqrt(size * 10**6), 1000)
    elif scheme == "bands":
        share = Fraction(1 if size < 50 else 2 if size < 250 else 3)
    return share / max(cast, min_ballots)


def _read_vote(published: Published, path: Path) -> Vote:
    settings, scheme = published.get("settings", otherwise={}), published.get("weights")
    if scheme not in SCHEMES:
        raise published.differs(("weights",), f"{_short(scheme)} is no way of sharing the vote.")
    seats, costs = published.get("seats"), dict[str, Fraction]()
    rows: list[_Row]
    if _is_pabulib(path):
        rows, costs, budget = _read_pabulib(path, settings.get("organisation_column"), scheme)
        names = list(costs)
    else:
        rows, budget = _read_csv(published, path, settings, scheme), None
        names = [each.get("proposal") for key in ("winners", "not_chosen") for each in published.get(key)]
    has_costs = seats is None
    if has_costs and budget is None:
        raise Unreadable(f"The result spends a budget, and {path.name} states none: give the .pb file.")
    if not has_costs and (type(seats) is not int or seats < 1):
        raise published.differs(("seats",), "it is not a number of seats.")
    may_vote = _may_vote(published)
    for row in rows:
        if unknown := [tick for tick in row.ticks if tick not in names]:
            raise Differs(path.name, row.line, f"“{unknown[0]}” is no proposal of the result.")
        if may_vote and row.organisation not in (*may_vote, NOBODY):
            raise Differs(path.name, row.line, f"“{row.organisation}” is not among those who may vote.")
    merged = Counter((row.organisation, frozenset(row.ticks)) for row in rows if row.ticks)
    cast = Counter(row.organisation for row in rows if row.ticks)
    sizes = _locked_sizes(published) or settings.get("sizes")
    given = _given_weights(path, rows, cast, scheme, int(settings.get("min_ballots", 0)), sizes)
    return Vote(
        names=sorted(names),
        slips=[Slip(name, ticks, times) for (name, ticks), times in sorted(merged.items(), key=_as_sorted)],
        limit=Fraction(budget or 0) if has_costs else Fraction(seats),
        costs=costs if has_costs else dict.fromkeys(names, Fraction(1)),
        has_costs=has_costs,
        scheme=scheme,
        min_ballots=int(settings.get("min_ballots", 0)),
        sizes=sizes if isinstance(sizes, dict) else None,
        given=given,
        tie_seed=int(settings.get("tie_seed", 0)),
        utility=settings.get("utility") or "cost",
    )


def _may_vote(published: Published) -> set[str]:
    """Who was locked as having a share, and the other names under which some of them stand."""
    locked = published.get("vote", "locked", "organisations", otherwise=[])
    return {each["name"] for each in locked} | (
        set(published.get("vote", "pseudonyms", otherwise=[])) if locked else set()
    )


def _locked_sizes(published: Published) -> dict[str, int] | None:
    locked = published.get("vote", "locked", "organisations", otherwise=[])
    return {each["name"]: each["size"] for each in locked if "size" in each} or None


def _as_sorted(item: tuple[tuple[str, frozenset[str]], int]) -> tuple[list[str], str]:
    (organisation, ticks), _ = item
    return sorted(ticks), organisation


@dataclass(frozen=True)
class _Row:
    line: int
    organisation: str
    ticks: tuple[str, ...]
    weight: str = ""


def _given_weights(
    path: Path, rows: list[_Row], cast: Counter[str], scheme: str, min_ballots: int, sizes: Any
) -> dict[str, Fraction] | None:
    """The weights of the file by organisation, where they cannot be worked out; else they are checked."""
    if not any(row.weight for row in rows):
        return None
    by_size = scheme in ("square-root", "bands")
    given: dict[str, Fraction] = {}
    for row in rows:
        if not row.ticks:
            continue
        weight, name = _fraction(row.weight), row.organisation
        if weight is None:
            raise Differs(path.name, row.line, f"“{row.weight[:50]}” is no weight.")
        if by_size and not isinstance(sizes, dict):
            right = given.get(name, weight)
        else:
            size = sizes.get(name, cast[name]) if by_size else cast[name]
            right = weight_of_one(scheme, size, cast[name], min_ballots)
        if weight != right:
            raise Differs(
                path.name,
                row.line,
                f"the ballot weighs {row.weight}; by the agreed way of sharing one of the {cast[name]} ballots of"
                f" “{name}” weighs {_text(right)}.",
            )
        given[name] = weight
    return given if by_size and not isinstance(sizes, dict) else None


def _read_csv(published: Published, path: Path, settings: dict[str, Any], scheme: str) -> list[_Row]:
    """Rows that count. One that breaks the rules is left out if the result says so, and differs if it does not."""
    left_out = {each.get("row") for each in published.get("findings", otherwise=[])}
    said = [settings.get("min_ticks", 0), settings.get("max_ticks", 10**9)]
    least, most = published.get("vote", "locked", "ticks", otherwise=said)
    text = _text_of(path)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    column = (settings.get("organisation_column") or "organisation").casefold()
    header: list[str] | None = None
    rows, seen, number, line = list[_Row](), dict[str, int](), 0, 0
    while True:
        number, line = number + 1, reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if number in left_out:
                continue
            raise Differs(path.name, line, f"the row cannot be read ({error}).") from error
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip().casefold() for cell in cells]
            needed = ["choices", *([column] if scheme != "ballot" and not _is_nameless(published) else [])]
            if lacking := [name for name in needed if name not in header]:
                raise Unreadable(f"{path.name} has no column “{lacking[0]}”.")
            continue
        values = {header[place]: _unguarded(cell) for place, cell in enumerate(cells[: len(header)])}
        ticks = tuple(tick.strip() for tick in values.get("choices", "").split("|") if tick.strip())
        name = values.get(column, "").strip()
        ballot = values.get("ballot", "").strip() or f"row {number}"
        row = _Row(line, name or NOBODY, ticks, values.get("weight", "").strip())
        wrong = ""
        if len(set(ticks)) < len(ticks):
            wrong = "a proposal is ticked twice."
        elif not least <= len(ticks) <= most:
            wrong = f"{len(ticks)} proposals are ticked, not {least} to {most}."
        elif ballot in seen:
            wrong = f"ballot “{ballot}” is on line {seen[ballot]} already."
        elif not name and column in needed:
            wrong = "it names no organisation."
        if not wrong:
            seen[ballot] = line
            rows.append(row)
        elif number not in left_out:
            raise Differs(path.name, line, wrong)
    if not rows:
        raise Unreadable(f"{path.name} holds no ballot.")
    return rows


def _is_nameless(published: Published) -> bool:
    return set(published.get("coverage", "organisations", otherwise={})) <= {NOBODY}


def _is_pabulib(path: Path) -> bool:
    first = _text_of(path).lstrip("\ufeff\r\n").split("\n", 1)[0]
    return path.suffix.lower() == ".pb" or first.strip("; \t\r").upper() == "META"


def _read_pabulib(
    path: Path, column: str | None, scheme: str
) -> tuple[list[_Row], dict[str, Fraction], Fraction | None]:
    """(rows within the file's own limits, costs, budget) of a Pabulib file. An empty ballot says nothing."""
    parts: dict[str, list[tuple[int, dict[str, str]]]] = {}
    section, header, line = "", list[str](), 1
    reader = csv.reader(io.StringIO(_text_of(path), newline=""), delimiter=";")
    try:
        for cells in reader:
            at, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            first = cells[0].strip().upper()
            if first in ("META", "PROJECTS", "VOTES") and not any(cell.strip() for cell in cells[1:]):
                section, header = first, []
                parts[section] = []
            elif not section:
                raise Unreadable(f"{path.name} does not begin with META, so it is no Pabulib file.")
            elif not header:
                header = [cell.strip() for cell in cells]
            else:
                parts[section].append((at, {n: cells[i] for i, n in enumerate(header[: len(cells)])}))
    except csv.Error as error:
        raise Unreadable(f"{path.name}, line {line}: it cannot be read ({error}).") from error
    for name in ("META", "PROJECTS", "VOTES"):
        if name not in parts:
            raise Unreadable(f"{path.name} has no section {name}.")
    meta = {row.get("key", "").strip(): row.get("value", "").strip() for _, row in parts["META"]}
    costs: dict[str, Fraction] = {}
    for at, row in parts["PROJECTS"]:
        cost = _fraction(row.get("cost", ""))
        if cost is None or not row.get("project_id", "").strip():
            raise Unreadable(f"{path.name}, line {at}: the project has no id or no cost.")
        costs[row["project_id"].strip()] = cost
    least, most = _whole(meta.get("min_length", ""), 0), _whole(meta.get("max_length", ""), 10**9)
    if meta.get("vote_type", "").lower() == "choose-1":
        most = min(most, 1)
    rows, seen = list[_Row](), set[str]()
    for number, (at, row) in enumerate(parts["VOTES"]):
        ticks = tuple(dict.fromkeys(tick.strip() for tick in row.get("vote", "").split(",") if tick.strip()))
        voter = row.get("voter_id", "").strip() or f"row {number}"
        name = row.get(column, "").strip() if column else ""
        if voter in seen or not least <= len(ticks) <= most or not set(ticks) <= set(costs):
            continue
        seen.add(voter)
        if name or not column or scheme == "ballot":
            rows.append(_Row(at, name or NOBODY, ticks))
    return rows, costs, _fraction(meta.get("budget", ""))


# The rules, as the papers have them


@dataclass
class Won:
    """One winner; `paid` is by organisation, `time` only of the drip."""

    proposal: str
    paid: dict[str, Fraction] | None
    time: Fraction | None = None


@dataclass
class Counted:
    """`short` is what each of the others lacked; `ties` are (rank, level proposals, the first, what decided)."""

    won: list[Won] = field(default_factory=list)
    short: dict[str, Fraction] = field(default_factory=dict)
    ties: list[tuple[int, list[str], str, str]] = field(default_factory=list)

    @property
    def chosen(self) -> list[str]:
        return [won.proposal for won in self.won]

    def take(self, vote: Vote, level: list[str]) -> str:
        """The next winner among level proposals; a tie is written down."""
        if len(level) == 1:
            return level[0]
        first, decided_by = vote.first_of(level)
        self.ties.append((len(self.won) + 1, sorted(level), first, decided_by))
        return first


def count(vote: Vote, rule: str) -> Counted:
    """Count by one of RULES."""
    if rule == "drip":
        return drip(vote)
    if rule == "equal-shares":
        return equal_shares(vote)
    return most_votes(vote) if rule == "most-votes" else seqpav(vote)


def drip(
    vote: Vote,
    counted: Counted | None = None,
    moments: list[Fraction] | None = None,
    at: list[int] | None = None,
) -> Counted:
    """Sequential Phragmen. A slip of weight w holds w times the time since its moment: when it last paid.

    After Equal Shares (`counted`) it starts from the money left over, as moments below nought, and passes over what
    does not fit; else what does not fit ends the count.
    """
    passes_over = counted is not None
    counted = counted or Counted()
    moments, at = moments or [ZERO], at or [0] * len(vote.slips)
    left, now = vote.limit - sum(vote.costs[name] for name in counted.chosen), ZERO
    while left > 0:
        times: dict[str, Fraction] = {}
        for name in vote.names:
            too_dear = vote.costs[name] > (left if passes_over else vote.limit)
            if name in counted.chosen or too_dear:
                continue
            speed, held_back = _since(vote, name, moments, at)
            if speed:
                times[name] = (vote.costs[name] * vote.scale + held_back) / speed
        level = [name for name in times if times[name] == min(times.values())]
        if not level or any(vote.costs[name] > left for name in level):
            break
        name = counted.take(vote, level)
        now, paid = times[name], dict[str, Fraction]()
        for i in vote.behind[name]:
            who, amount = vote.slips[i].organisation, vote.weight[i] * (now - moments[at[i]]) / vote.scale
            if amount:
                paid[who] = paid.get(who, ZERO) + amount
            at[i] = len(moments)
        moments.append(now)
        left -= vote.costs[name]
        counted.won.append(Won(name, paid, now))
    for name in vote.names:
        if name not in counted.chosen:
            speed, held_back = _since(vote, name, moments, at)
            counted.short[name] = max(ZERO, vote.costs[name] - (speed * now - held_back) / vote.scale)
    return counted


def _since(vote: Vote, name: str, moments: list[Fraction], at: list[int]) -> tuple[int, Fraction]:
    """(the weight behind a proposal, that weight times the moments since which it fills)."""
    weight = [0] * len(moments)
    for i in vote.behind[name]:
        weight[at[i]] += vote.weight[i]
    return sum(weight), sum((here * moments[m] for m, here in enumerate(weight) if here), ZERO)


def equal_shares(vote: Vote) -> Counted:
    """The Method of Equal Shares; seats that it leaves are filled by the drip from what is left in the purses."""
    counted = Counted()
    if not vote.total:
        counted.short = dict(vote.costs)
        return counted
    purses = [vote.limit * vote.scale / vote.total]  # per unit of weight
    at = [0] * len(vote.slips)
    while True:
        rates: dict[str, Fraction] = {}
        worth = {name: vote.costs[name] if vote.utility == "cost" else Fraction(1) for name in vote.names}
        for name in vote.names:
            if name not in counted.chosen:
                price = _price(vote, name, purses, at)
                if price is not None:
                    rates[name] = price / (worth[name] or 1)
        if not rates:
            break
        name = counted.take(vote, [each for each in rates if rates[each] == min(rates.values())])
        price, paid, moved = rates[name] * (worth[name] or 1), dict[str, Fraction](), dict[int, int]()
        for i in vote.behind[name]:
            who, amount = vote.slips[i].organisation, vote.weight[i] * min(price, purses[at[i]]) / vote.scale
            if amount:
                paid[who] = paid.get(who, ZERO) + amount
            if at[i] not in moved:
                moved[at[i]] = len(purses)
                purses.append(max(ZERO, purses[at[i]] - price))
            at[i] = moved[at[i]]
        counted.won.append(Won(name, paid))
    if not vote.has_costs:
        return drip(vote, counted, [-purse for purse in purses], at)
    for name in vote.names:
        if name not in counted.chosen:
            held = sum((vote.weight[i] * purses[at[i]] for i in vote.behind[name]), ZERO) / vote.scale
            counted.short[name] = vote.costs[name] - held
    return counted


def _price(vote: Vote, name: str, purses: list[Fraction], at: list[int]) -> Fraction | None:
    """What each unit of weight pays at most so that the supporters meet the cost; who has less pays all."""
    weight = Counter[int]()
    for i in vote.behind[name]:
        weight[at[i]] += vote.weight[i]
    missing, rich = vote.costs[name] * vote.scale, sum(weight.values())
    for purse in sorted((p for p in weight if weight[p]), key=lambda p: purses[p]):
        if purses[purse] * rich >= missing:
            return missing / rich
        missing -= purses[purse] * weight[purse]
        rich -= weight[purse]
    return None


def most_votes(vote: Vote) -> Counted:
    """The most weight behind it; what does not fit is passed over."""
    counted, left, last = Counted(), vote.limit, ZERO
    votes = {
        name: Fraction(sum(vote.weight[i] for i in vote.behind[name]), vote.scale) for name in vote.names
    }
    while left > 0:
        able = {n: v for n, v in votes.items() if n not in counted.chosen and v and vote.costs[n] <= left}
        if not able:
            break
        name = counted.take(vote, [each for each in able if able[each] == max(able.values())])
        last, left = votes[name], left - vote.costs[name]
        counted.won.append(Won(name, None))
    counted.short = {n: max(ZERO, last - v) for n, v in votes.items() if n not in counted.chosen}
    return counted


def seqpav(vote: Vote) -> Counted:
    """Each ballot counts 1, 1/2, 1/3 ... for its first, second, third winner."""
    counted, got, last = Counted(), [0] * len(vote.slips), ZERO

    def parts(name: str) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for i in vote.behind[name]:
            if vote.weight[i]:
                who = vote.slips[i].organisation
                found[who] = found.get(who, ZERO) + Fraction(vote.weight[i], vote.scale * (got[i] + 1))
        return found

    while len(counted.won) < vote.limit:
        scores = {name: sum(parts(name).values(), ZERO) for name in vote.names if name not in counted.chosen}
        scores = {name: score for name, score in scores.items() if score}
        if not scores:
            break
        last = max(scores.values())
        name = counted.take(vote, [each for each in scores if scores[each] == last])
        counted.won.append(Won(name, {who: part / last for who, part in parts(name).items()}))
        for i in vote.behind[name]:
            got[i] += 1
    counted.short = {
        name: max(ZERO, last - sum(parts(name).values(), ZERO))
        for name in vote.names
        if name not in counted.chosen
    }
    return counted


def denied(vote: Vote, chosen: list[str]) -> list[str]:
    """EJR+: the proposals that a group large enough to deserve one more was denied."""
    worth = vote.costs if vote.has_costs else dict.fromkeys(vote.names, 1)
    got = [sum(worth[name] for name in chosen if name in slip.ticks) for slip in vote.slips]
    found = []
    for name in vote.names:
        if name in chosen or vote.costs[name] > vote.limit:
            continue
        for least in {got[i] for i in vote.behind[name]}:
            group = sum(vote.weight[i] for i in vote.behind[name] if got[i] <= least)
            if group and (least + vote.costs[name]) * vote.total <= group * vote.limit:
                found.append(name)
                break
    return found


# The comparison


def _check_count(report: Report, published: Published, vote: Vote) -> None:
    rule = published.get("rule")
    if rule == "seqpav" and vote.has_costs:
        raise published.differs(("rule",), "seqpav fills seats and knows no costs.")
    published.same(("num_ballots",), vote.num_ballots)
    counted = count(vote, rule)
    said = published.get("winners")
    for place, won in enumerate(counted.won):
        published.same(("winners", place, "proposal"), won.proposal)
        published.same(("winners", place, "rank"), place + 1)
        paid = None if won.paid is None else {who: _text(part) for who, part in won.paid.items()}
        published.same(("winners", place, "paid_by"), paid)
        if vote.has_costs:
            published.same(("winners", place, "cost"), _text(vote.costs[won.proposal]))
    if len(said) > len(counted.won):
        raise published.differs(("winners", len(counted.won)), "counting again does not give this winner.")
    report.agrees.append(f"The {len(said)} chosen and their order: {', '.join(counted.chosen)}.")
    if rule != "most-votes":
        for won in counted.won:
            whole = vote.costs[won.proposal] if rule != "seqpav" else 1
            assert sum((won.paid or {}).values()) == whole, "the verifier itself is wrong"
        report.agrees.append("Who paid: what each of them cost was paid exactly once, to the last fraction.")
    short = sorted((amount, name) for name, amount in counted.short.items())
    published.same(("not_chosen",), [{"proposal": name, "short_by": _text(amount)} for amount, name in short])
    report.agrees.append(f"What each of the {len(short)} others was short by.")
    if "filled_at" in published.content:
        times = {won.proposal: _text(won.time) for won in counted.won if won.time is not None}
        published.same(("filled_at",), times)
    _check_ties(published, vote, counted)
    report.agrees.append(f"The ties and who went first: {len(counted.ties)}.")
    if vote.has_costs:
        published.same(("budget",), _text(vote.limit))
        left = vote.limit - sum(vote.costs[name] for name in counted.chosen)
        published.same(("budget_left",), _text(left))
        report.agrees.append("What is left of the budget.")


def _check_ties(published: Published, vote: Vote, counted: Counted) -> None:
    for place, (rank, level, first, decided_by) in enumerate(counted.ties):
        path = ("ties", place)
        said = published.get(*path, "proposals")
        published.same((*path, "rank"), rank)
        if not isinstance(said, list) or sorted(map(str, said)) != level:
            wrong = [n for n, name in enumerate(said) if name not in level] if isinstance(said, list) else []
            raise published.differs((*path, "proposals", *wrong[:1]), f"{', '.join(level)} were level.")
        published.same((*path, "chosen"), first)
        published.same((*path, "decided_by"), decided_by)
        published.same((*path, "tie_seed"), vote.tie_seed if decided_by == "lot" else None)
    if len(published.get("ties", otherwise=[])) > len(counted.ties):
        raise published.differs(("ties", len(counted.ties)), "counting again gives no such tie.")


def _check_beside(report: Report, published: Published, vote: Vote) -> None:
    """What stands beside the result: other rules and weightings, coverage, EJR+."""
    chosen, rule = [each["proposal"] for each in published.get("winners")], published.get("rule")
    most = most_votes(vote).chosen
    published.same(("most_votes",), most)
    published.same(("equal_shares",), equal_shares(vote).chosen)
    report.agrees.append("What most votes and what Equal Shares would have chosen.")
    published.same(("coverage",), {**_coverage(vote, chosen), "most_votes": _coverage(vote, most)})
    report.agrees.append("For how much of each organisation something was chosen.")
    left_out = denied(vote, chosen)
    published.same(("checks", "ejr_plus"), not left_out)
    if sorted(map(str, published.get("checks", "left_out", otherwise=left_out))) != left_out:
        raise published.differs(("checks", "left_out"), f"counting again gives {_short(left_out)}.")
    report.agrees.append("Whether a group large enough to deserve more was left out (EJR+).")
    unknown = []
    for scheme in published.get("by_weights", otherwise={}):
        if scheme not in SCHEMES:
            raise published.differs(("by_weights", scheme), "it is no way of sharing the vote.")
        by_size = scheme in ("square-root", "bands")
        has_sizes = published.get("settings", "has_sizes", otherwise=True)
        is_known = vote.sizes is not None or (scheme == vote.scheme and vote.given is not None)
        if by_size and has_sizes and not is_known:
            unknown.append(scheme)
            continue
        vote.weigh(scheme, [slip.times for slip in vote.slips])
        published.same(("by_weights", scheme), count(vote, rule).chosen)
    vote.weigh(vote.scheme, [slip.times for slip in vote.slips])
    report.agrees.append("What the other ways of sharing the vote would have chosen.")
    if unknown:
        report.unchecked.append(
            f"The list by {' and by '.join(unknown)} was not checked: the sizes are not published."
        )


def _coverage(vote: Vote, chosen: list[str]) -> dict[str, Any]:
    cast, reached = Counter[str](), Counter[str]()
    for slip in vote.slips:
        cast[slip.organisation] += slip.times
        reached[slip.organisation] += slip.times if slip.ticks & set(chosen) else 0
    return {
        "all": _text(Fraction(sum(reached.values()), sum(cast.values()) or 1)),
        "organisations": {name: _text(Fraction(reached[name], cast[name])) for name in cast},
    }


def _check_labels(report: Report, published: Published, vote: Vote, insist: bool) -> None:
    """Clear or close: the ballots drawn again with replacement, and counted, as often as the result says."""
    resamples = published.get("settings", "resamples", otherwise=0)
    if type(resamples) is not int or resamples < 1:
        for place, _each in enumerate(published.get("winners")):
            published.same(("winners", place, "firmness"), None)
        return
    is_long = vote.num_ballots * resamples > LABELS_UP_TO * 100 and not insist
    if vote.given is not None or is_long or resamples > MOST_DRAWN:
        why = "it takes long; say --labels" if is_long else f"{resamples} draws are too many"
        if vote.given is not None:
            why = "the sizes are not published"
        report.unchecked.append(f"The labels “clear” and “close” were not checked: {why}.")
        return
    chance = random.Random(published.get("settings", "seed", otherwise=0))  # noqa: S311 - a draw to repeat
    order = [number for number, slip in enumerate(vote.slips) for _ in range(slip.times)]
    often = Counter[str]()
    for _ in range(resamples):
        drawn = Counter(order[int(chance.random() * len(order))] for _ in order)
        vote.weigh(vote.scheme, [drawn[number] for number in range(len(vote.slips))])
        often.update(count(vote, published.get("rule")).chosen)
    vote.weigh(vote.scheme, [slip.times for slip in vote.slips])
    for place, each in enumerate(published.get("winners")):
        is_clear = often[each["proposal"]] * 100 >= 95 * resamples
        published.same(("winners", place, "firmness"), "clear" if is_clear else "close")
    report.agrees.append(f"The labels “clear” and “close”, drawn again {resamples} times.")


# Text and numbers


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path.name} cannot be opened ({error.strerror}).") from error


def _text_of(path: Path) -> str:
    data = _bytes_of(path)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(f"{path.name} is not a text file.")


def _unguarded(cell: str) -> str:
    """Text that a spreadsheet would take for a formula has an apostrophe before it."""
    return cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell


def _fraction(text: str) -> Fraction | None:
    """“1/3”, “12”, “446829.4” or “12,5”; None for anything else, or for very long ones."""
    text = text.strip().replace(",", ".").replace(" ", "")
    return Fraction(text) if len(text) <= 400 and NUMBER.fullmatch(text) else None


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _text(number: Fraction) -> str:
    """A fraction in lowest terms, however long it is."""
    top = _digits(number.numerator)
    return top if number.denominator == 1 else f"{top}/{_digits(number.denominator)}"


def _digits(whole: int) -> str:
    """Python refuses to write a number of thousands of digits in one go, so it is split."""
    if whole.bit_length() < 12000:
        return str(whole)
    half = whole.bit_length() * 3 // 20
    front, back = divmod(abs(whole), 10**half)
    return ("-" if whole < 0 else "") + _digits(front) + _digits(back).rjust(half, "0")


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:77] + "..."


def in_words(report: Report) -> str:
    """The report for a terminal."""
    lines = [f"Agrees: {sentence}" for sentence in report.agrees]
    lines += [f"Not checked: {sentence}" for sentence in report.unchecked]
    if report.differs:
        lines.append("DOES NOT AGREE: {file}, line {line}: {problem}".format(**report.differs))
    else:
        lines.append("Everything that was checked agrees.")
    return "\n".join(map(_printable, lines))


def _printable(line: str) -> str:
    """What a name could do to a terminal, a new line or a cleared screen, is written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def main(arguments: list[str] | None = None) -> int:
    """0 everything agrees, 1 something does not, 2 a file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="verify_result.py", description="Count a published vote again and check its log."
    )
    parser.add_argument("result", type=Path, metavar="RESULT.json")
    parser.add_argument("ballots", type=Path, metavar="BALLOTS.csv")
    parser.add_argument("--log", type=Path, metavar="LOG.jsonl", help="the published ballot log")
    parser.add_argument("--labels", action="store_true", help="draw the labels again, however many ballots")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    args = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal may lack the letters of a name
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        report = verify(args.result, args.ballots, args.log, labels=args.labels)
    except Unreadable as error:
        print(_printable(f"Not checked: {error}"), file=sys.stderr)
        return 2
    print(json.dumps(asdict(report), ensure_ascii=False, indent=1) if args.json else in_words(report))
    return 1 if report.differs else 0


if __name__ == "__main__":
    sys.exit(main())
