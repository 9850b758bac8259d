"""Reading a published table: what it is, where each row belongs, and its numbers; a finding for each bad place."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.tables import Table, UnreadableTable, raw_rows, read_table
from listens.methods.findings import Finding
from listens.places.catalogue import KnownTable, recognise
from listens.places.columns import place_columns, value_columns
from listens.places.models import DataSet

MOST_COUNTED, LARGEST_SCORE = 10**9, 10**12  # far above any place's; what is larger is an error of writing
FARTHEST_TOTAL = 0.005  # published totals may differ by what was changed to protect people
TOTAL = re.compile(
    r"(total|all)(_|\b)", re.I
)  # "Total", "All usual residents", "all_ages": no group of its own
# As the publishers write them: a comma stands between thousands, never before a fraction.
NUMBER = re.compile(r"[+-]?([1-9]\d{0,2}(,\d{3})+(\.\d+)?|\d+(\.\d*)?(e[+-]?\d+)?|\.\d+)", re.ASCII | re.I)
LONGEST_COLUMN = 200
SAY_WHAT_IT_IS = ("title", "as_at", "source", "licence", "unit")
LONGEST_SAID = {"title": 200, "source": 200, "licence": 300}  # as the data set keeps them


@dataclass(frozen=True)
class FiguresFile:
    """`code` is the column of the finest places, `level` what they are, `year` of which year as its two digits or "".

    `borough` is the borough's column if apart.

    With `total`, the counts of a row have to add up to that column.
    """

    known: KnownTable
    table: Table
    level: str
    year: str
    code: str
    borough: str
    columns: list[str]
    total: str

    @property
    def categories(self) -> list[str]:
        return [self.known.labels.get(column, column) for column in self.columns]


@dataclass(frozen=True)
class Row:
    """The numbers of one place in the order of the categories; None for what the source leaves out."""

    number: int
    code: str
    borough: str
    values: list[float | None] = field(default_factory=list)


def read_figures(file: Path, about: Mapping[str, str], mapping: Mapping[str, str]) -> FiguresFile:
    """Raises UnreadableTable for what is no table of figures, or one that nobody has said what it is."""
    header = header_of(file, mapping)
    codes = [each for each in place_columns(header) if each.part == "code"]
    if not codes:
        raise UnreadableTable(
            _(
                "No column says which place a row is of. Name it lsoa21_code, ward24_code or ltla24_code, or say "
                "which it is: --map COLUMN=lsoa21_code."
            )
        )
    known = _said(recognise(header), about)
    columns = value_columns(header)
    _check_names([*columns, *(each.column for each in codes)])
    totals = [name for name in columns if TOTAL.match(name)] if known.unit != DataSet.Unit.SCORES else []
    columns = [name for name in columns if name not in totals]
    if not columns:
        raise UnreadableTable(_("The file has no column of figures."))
    borough = next((each.column for each in codes[1:] if each.level == "borough"), "")
    needed = [codes[0].column, *columns, *totals[:1]]
    table = read_table(file, needed=needed, optional=[borough] if borough else [], mapping=mapping)
    finest = codes[0]
    return FiguresFile(
        known, table, finest.level, finest.year, finest.column, borough, columns, "".join(totals[:1])
    )


def numbers_of(file: FiguresFile, number: int, row: Mapping[str, str]) -> Row | Finding:
    """The row's numbers, or what is wrong with it."""
    is_scores = file.known.unit == DataSet.Unit.SCORES
    values: list[float | None] = []
    for column in file.columns:
        value, problem = _number(row[column], is_scores)
        if problem:
            return Finding(
                number, column, problem, _("Correct it, or bring in the file as it was published.")
            )
        values.append(value)
    if not is_scores and (problem := _adds_up(file, row, [value or 0 for value in values])):
        return Finding(number, file.total or file.code, problem, _("Bring in a complete table."))
    borough = row.get(file.borough, "") if file.borough else ""
    return Row(number, row[file.code].upper(), borough.upper(), values)


def holds_shares(rows: list[Mapping[str, str]], file: FiguresFile) -> bool:
    """Whether each of the rows adds up to one or to a hundred, in fractions: then they are shares."""
    sums = []
    for row in rows:
        values = [_number(row[column], True)[0] for column in file.columns]
        if any(value is None for value in values) or all(float(value or 0).is_integer() for value in values):
            return False
        sums.append(sum(value or 0 for value in values))
    return bool(sums) and (
        all(abs(each - 1) < 0.02 for each in sums) or all(abs(each - 100) < 2 for each in sums)
    )


def header_of(file: Path, mapping: Mapping[str, str]) -> list[str]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableTable(f"{file.name}: {error.strerror}.") from error
    with closing(raw_rows(data, file.name)) as rows:
        _number, cells = next(rows, (1, []))
    return [mapping.get(name.strip(), name.strip()) for name in cells]


def _check_names(columns: list[str]) -> None:
    for name in columns:
        if columns.count(name) > 1:
            raise UnreadableTable(
                _("There are two columns “%(column)s”. Leave one of them, or give them names of their own.")
                % {"column": text.shown(name, 60)}
            )
        if problem := text.problem_with(name, longest=LONGEST_COLUMN):
            raise UnreadableTable(
                _("The column “%(column)s”: %(problem)s")
                % {"column": text.shown(name, 60), "problem": problem}
            )


def check_said(about: Mapping[str, str]) -> None:
    """Raises UnreadableTable for words about a table that are too long, or hold what no page can show."""
    for name, longest in LONGEST_SAID.items():
        if problem := text.problem_with(about.get(name) or "", longest=longest):
            raise UnreadableTable(f"--{name}: {problem}")


def _said(known: KnownTable | None, about: Mapping[str, str]) -> KnownTable:
    """What the table is: as we know it, and as the person said, who may know better."""
    check_said(about)
    missing = [name for name in SAY_WHAT_IT_IS if not about.get(name)]
    if known is None and missing:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
        raise UnreadableTable(
            _("We do not know this table by its columns. Say what it is: %(options)s.") % {"options": options}
        )
    if known is None:
        key = _key(about["title"])
        known = KnownTable(key, "", "", "", dt.date.min, [])
    if (unit := about.get("unit")) and unit not in (
        DataSet.Unit.PEOPLE,
        DataSet.Unit.HOUSEHOLDS,
        DataSet.Unit.SCORES,
    ):
        raise UnreadableTable(_("The unit is people, households or scores."))
    return replace(
        known,
        title=about.get("title") or known.title,
        source=about.get("source") or known.source,
        licence=about.get("licence") or known.licence,
        as_at=day_of(about["as_at"]) if about.get("as_at") else known.as_at,
        unit=unit or known.unit,
    )


def _key(title: str) -> str:
    """Out of the title; where nothing of it can be a key, or it would be that of outlines, out of its digest."""
    key = slugify(title)[:60].replace("-", "_")
    is_own = key and not key.startswith("outlines")
    return key if is_own else f"table_{hashlib.sha256(title.encode()).hexdigest()[:12]}"


def day_of(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise UnreadableTable(_("Write the date of the data like this: --as-at 2021-03-21.")) from None


def _number(words: str, is_score: bool) -> tuple[float | None, str]:
    """The number, and what is wrong with it. A score may be left out, be negative and have a fraction."""
    if not words:
        return None, "" if is_score else _("This is empty.")
    if not NUMBER.fullmatch(words):
        return None, _("“%(words)s” is not a number.") % {"words": words[:20]}
    value = float(words.replace(",", ""))
    if abs(value) > (LARGEST_SCORE if is_score else MOST_COUNTED):
        return None, _("“%(words)s” is too large for a figure of a place.") % {"words": words[:20]}
    if is_score:
        return value, ""
    if value < 0:
        return None, _("A count cannot be below zero.")
    if not value.is_integer():
        return None, _("A count has no fraction.")
    return int(value), ""


def _adds_up(file: FiguresFile, row: Mapping[str, str], values: list[float]) -> str:
    if not sum(values):
        return _("Nobody is counted here: the groups add up to zero.")
    if sum(values) > MOST_COUNTED:
        return _("The groups add up to more than a thousand million.")
    if not file.total:
        return ""
    total, problem = _number(row[file.total], False)
    if problem or total is None:
        return problem
    if abs(sum(values) - total) > max(3, FARTHEST_TOTAL * total):
        return _("The groups add up to %(sum)s, and the total says %(total)s.") % {
            "sum": f"{sum(values):,.0f}",
            "total": f"{total:,.0f}",
        }
    return ""
