"""Dates that are only as exact as the page that published them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

_SEASONS: Final = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
_FORM: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class When:
    """A day, a month, a season, a year or a span, written as ISO 8601 with the season codes 21 to 24 of EDTF.

    ``first`` and ``last`` are the days it begins and ends; they are the same only when ``is_exact``.
    """

    written: str

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.written} ends before it begins")

    @property
    def first(self) -> dt.date:
        return _bounds(self.written.split("/")[0])[0]

    @property
    def last(self) -> dt.date:
        return _bounds(self.written.split("/")[-1])[1]

    @property
    def is_exact(self) -> bool:
        return self.first == self.last

    @property
    def words(self) -> str:
        """For a page: "22 November 2023", "June 2021", "autumn 2025", "2023 to 2024"."""
        return " to ".join(_words(part) for part in self.written.split("/"))

    def __str__(self) -> str:
        return self.words


def _parts(written: str) -> tuple[int, int, int]:
    found = _FORM.fullmatch(written)
    if not found:
        raise ValueError(f"not a date: {written!r}")
    year, month, day = (int(part or 0) for part in found.groups())
    if not (0 <= month <= 12 or (month in _SEASONS and not day)):
        raise ValueError(f"no such month or season: {written!r}")
    return year, month, day


def _bounds(written: str) -> tuple[dt.date, dt.date]:
    year, month, day = _parts(written)
    if day:
        return dt.date(year, month, day), dt.date(year, month, day)
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    start = _SEASONS[month][1] if month in _SEASONS else month
    months = 3 if month in _SEASONS else 1
    end_year, end = divmod(year * 12 + start + months - 2, 12)
    return dt.date(year, start, 1), dt.date(end_year, end + 1, calendar.monthrange(end_year, end + 1)[1])


def _words(written: str) -> str:
    year, month, day = _parts(written)
    if not month:
        return str(year)
    name = _SEASONS[month][0] if month in _SEASONS else calendar.month_name[month]
    return f"{day} {name} {year}" if day else f"{name} {year}"
