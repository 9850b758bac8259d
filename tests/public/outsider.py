"""An outsider with a computer who kept every public page of every release. Written apart from what protects.

Knows the rule (hide below 8, the step of rounding), that rounds and boroughs add up, that a part of a theme lies
within it, that a theme is at most its parts together, that no theme is more than everybody, that one conversation is
one person at least, and takes it that people are only added. Knows our code, too: for each estimate tries every count
that the sample may have had, and keeps those of which the same would have been printed. Knows that themes of a sample
lie within one another as they do in all, and that it never has more of one than there is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

import numpy as np
from django.test import Client
from scipy.optimize import linprog
from scipy.sparse import csr_array

from listens.methods.disclosure.estimates import Sampled, tell
from listens.methods.disclosure.rules import Rule

NUMBER = re.compile(r'<data value="(\d*)" data-number="people"')
ROW = re.compile(r'<tr class="nhsuk-table__row"[^>]*>(.*?)</tr>', re.DOTALL)
Cell = tuple[
    str, str, str
]  # what (conversations, times, read), theme or "", place ("", "round:…", "borough:…")
Range = tuple[float, float]


def numbers(html: str) -> list[int | None]:
    """Every count of people on it, None where it is hidden."""
    return [int(value) if value else None for value in NUMBER.findall(html)]


def read(
    rounds: list[str], themes: list[str], boroughs: list[str], names: dict[str, str]
) -> dict[Cell, int | None]:
    """What every public page with counts says today."""
    client, found = Client(), {}

    def page(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content.decode().split("<main", 1)[1]

    for place, address in {
        "": "/south/heard/",
        **{f"round:{r}": f"/south/heard/?round={r}" for r in rounds},
    }.items():
        if shown := numbers(page(address).partition("app-chart")[0]):
            found["times", "", place], found["conversations", "", place] = shown[:2]
    found |= _by_borough(page("/south/heard/"), boroughs, names)
    for code in themes:
        html = page(f"/south/heard/{code}/")
        figures, _, rest = html.partition("</ul>")
        if shown := numbers(figures):
            found["times", code, ""], found["conversations", code, ""] = shown
        for line in ROW.findall(rest.partition("</table>")[0]):
            of = re.search(r"/rounds/([\w-]+)/", line)
            if of and (shown := numbers(line)):
                found["conversations", code, f"round:{of[1]}"], found["times", code, f"round:{of[1]}"] = shown
        for of in rounds:  # what came up nowhere has no line
            if ("times", "", f"round:{of}") in found and ("times", code, "") in found:
                found.setdefault(("times", code, f"round:{of}"), 0)
                found.setdefault(("conversations", code, f"round:{of}"), 0)
    return found


def read_estimates(seen: list[dict[Cell, int | None]], since: int, rule: Rule) -> dict[Cell, Range]:
    """From the open data, what the sample of each round may have had of each theme. `since`: the first release after
    the sample was drawn.
    """
    rows = Client().get("/south/api/v1/estimates/").json()["estimates"]
    found: dict[Cell, Range] = {}
    for row in rows:
        cell = "conversations", row["theme"], f"round:{row['round']}"
        num = next(
            (one["read_at_random"] for one in rows if one["read_at_random"] and one["round"] == row["round"]),
            0,
        )
        printed = [shown[cell] for shown in seen[since:] if cell in shown]
        if not num or not printed or None in printed or 0 in printed:
            continue
        least = min(max(n - rule.round_to // 2, rule.hide_below) for n in printed if n)
        names = ("of_100_conversations", "of_100_low", "of_100_high")
        shares = tuple(row[name] for name in names)
        nums = tuple(row[name] for name in ("conversations", "conversations_low", "conversations_high"))
        alike = []
        for n in range(num + (rule.round_to + 1) // 2):
            told = tell(
                Sampled(n / num, n / num, n / num, num, n, False), row["of_conversations"], least, rule
            )
            if (told.of_hundred, told.of_all) == (shares, nums) if told else shares[0] is None:
                alike.append(n)
        found["read", row["theme"], cell[2]] = min(alike), max(alike)
    return found


def _by_borough(html: str, boroughs: list[str], names: dict[str, str]) -> dict[Cell, int | None]:
    found: dict[Cell, int | None] = {}
    for title, rest in re.findall(r"<caption[^>]*>([^<]*)</caption>(.*?)</table>", html, re.DOTALL):
        for line in ROW.findall(rest):
            shown = numbers(line)
            name = next((name for name in [*boroughs, *names] if f"data-act>{name}</span>" in line), None)
            if title == "Conversations by borough" and name in boroughs:
                found["conversations", "", f"borough:{name}"] = shown[0]
            if title == "Themes by borough" and name in names:
                for borough, value in zip(boroughs, shown, strict=False):
                    found["conversations", names[name], f"borough:{borough}"] = value
    return found


@dataclass
class Outsider:
    """`parts` of each theme of the first level. `seen` is what each release said, `sampled` what it says of the
    sample.
    """

    hide_below: int
    round_to: int
    parts: dict[str, list[str]]
    seen: list[dict[Cell, int | None]] = field(default_factory=list)
    sampled: list[dict[Cell, Range]] = field(default_factory=list)
    drawn: list[int] = field(default_factory=list)  # of each release, by which sample its estimates are

    def solve(self) -> None:
        """Puts everything into one system; gives up that people are only added where that cannot be."""
        self.place: dict[tuple[int, Cell], int] = {}
        self.bounds: list[tuple[float, float]] = []
        self.equal: list[dict[int, float]] = []
        self.less: list[dict[int, float]] = []  # each makes nothing at most
        for at, cells in enumerate(self.seen):
            for cell, shown in cells.items():
                self.place[at, cell] = len(self.bounds)
                self.bounds.append(self._range(shown))
            self._bind(at, cells)
            for cell, bounds in self._of_sample(at).items():
                self.place[at, cell] = len(self.bounds)
                self.bounds.append(bounds)
            self._bind_sample(at)
        self.rising = len(self.less)
        for earlier, later in pairwise(range(len(self.seen))):
            for cell in self._cells(earlier) & self._cells(later):
                if cell[0] == "read" and self.drawn[earlier] == self.drawn[later]:
                    self.equal.append({self.place[earlier, cell]: 1.0, self.place[later, cell]: -1.0})
                    continue
                self.less.append({self.place[earlier, cell]: 1.0, self.place[later, cell]: -1.0})
        if self.least({}) is None:
            del self.less[self.rising :]
        if self.least({}) is None:  # what the estimates were made beside is not what was read
            for (_at, cell), place in self.place.items():
                if cell[0] == "read":
                    self.bounds[place] = 0, inf
            assert self.least({}) is not None

    def _of_sample(self, at: int) -> dict[Cell, Range]:
        return self.sampled[at] if self.sampled else {}

    def _cells(self, at: int) -> set[Cell]:
        return {*self.seen[at], *self._of_sample(at)}

    def _bind_sample(self, at: int) -> None:
        cells = self._of_sample(at)
        for what, theme, place in cells:
            whole = self.place[at, (what, theme, place)]
            if (all_of_it := self.place.get((at, ("conversations", theme, place)))) is not None:
                self.less.append({whole: 1.0, all_of_it: -1.0})
            own = [(what, part, place) for part in self.parts.get(theme, [])]
            parts = [self.place[at, part] for part in own if part in cells]
            self.less += [{part: 1.0, whole: -1.0} for part in parts]
            if own and len(parts) == len(own):
                self.less.append({whole: 1.0} | dict.fromkeys(parts, -1.0))

    def range(self, terms: dict[int, float]) -> tuple[float, float]:
        low, high = self.least(terms), self.least({at: -times for at, times in terms.items()})
        assert low is not None and high is not None
        return low, -high

    def least(self, terms: dict[int, float]) -> float | None:
        goal = np.zeros(len(self.bounds))
        for at, times in terms.items():
            goal[at] = times
        answer = linprog(
            goal,
            A_eq=self._matrix(self.equal),
            b_eq=np.zeros(len(self.equal)),
            A_ub=self._matrix(self.less),
            b_ub=np.zeros(len(self.less)),
            bounds=self.bounds,
            method="highs",
        )
        assert answer.status in (0, 2, 3), answer.message
        return {0: answer.fun, 2: None, 3: -inf}[answer.status]

    def _matrix(self, rows: list[dict[int, float]]) -> csr_array:
        entries = [(at, place, times) for at, row in enumerate(rows) for place, times in row.items()]
        where, places, times = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array((times, (where, places)), shape=(len(rows), len(self.bounds)))

    def _bind(self, at: int, cells: dict[Cell, int | None]) -> None:
        def terms(whole: Cell, parts: list[Cell]) -> dict[int, float]:
            return {self.place[at, whole]: 1.0} | {self.place[at, part]: -1.0 for part in parts}

        for what, theme, place in cells:
            for kind in ("round", "borough"):
                parts = [one for one in cells if one[:2] == (what, theme) and one[2].startswith(kind)]
                if not place and parts:
                    self.equal.append(terms((what, theme, ""), parts))
            if theme and (what, "", place) in cells:
                self.less.append(terms((what, theme, place), [(what, "", place)]))
            own = [(what, part, place) for part in self.parts.get(theme, [])]
            if own and all(part in cells for part in own):
                self.less += [terms(part, [(what, theme, place)]) for part in own]
                self.less.append(terms((what, theme, place), own))
            if what == "conversations" and ("times", theme, place) in cells:
                self.less.append(terms((what, theme, place), [("times", theme, place)]))

    def _range(self, shown: int | None) -> tuple[float, float]:
        if shown is None:
            return 0, inf
        if shown < self.hide_below:  # nobody, or a number that has not been through the gate
            return shown, shown
        return max(shown - self.round_to // 2, self.hide_below), shown + (self.round_to - 1) // 2
