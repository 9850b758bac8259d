"""Working days in England: Monday to Friday without the bank holidays of England and Wales.

Bank holidays are computed for the years in which the rules below have held, with the days that were moved or
added by proclamation listed. Source: Banking and Financial Dealings Act 1971, schedule 1, and the royal
proclamations of 2002, 2011, 2012, 2020, 2022 and 2023; Easter after Butcher's algorithm ("anonymous Gregorian").
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

FIRST_YEAR = 1978  # the early May bank holiday began then
MONDAY, SATURDAY = 0, 5

# A rule's day that was moved that year: {the day it would have been: the day it was}.
MOVED = {
    dt.date(1995, 5, 1): dt.date(1995, 5, 8),
    dt.date(2002, 5, 27): dt.date(2002, 6, 4),
    dt.date(2012, 5, 28): dt.date(2012, 6, 4),
    dt.date(2020, 5, 4): dt.date(2020, 5, 8),
    dt.date(2022, 5, 30): dt.date(2022, 6, 2),
}
ADDED = (
    dt.date(1981, 7, 29),
    dt.date(1999, 12, 31),
    dt.date(2002, 6, 3),
    dt.date(2011, 4, 29),
    dt.date(2012, 6, 5),
    dt.date(2022, 6, 3),
    dt.date(2022, 9, 19),
    dt.date(2023, 5, 8),
)


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday of a Gregorian year."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _first_monday(year: int, month: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(MONDAY - first.weekday()) % 7)


def _last_monday(day: dt.date) -> dt.date:
    """The Monday on or before a month's last day."""
    return day - dt.timedelta(days=day.weekday())


def _next_free(day: dt.date, taken: set[dt.date]) -> dt.date:
    """A substitute for a holiday at a weekend: the next weekday that is not one already."""
    while day.weekday() >= SATURDAY or day in taken:
        day += dt.timedelta(days=1)
    return day


@lru_cache(maxsize=200)
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The bank holidays of England and Wales in one year. Raises ValueError before 1978."""
    if year < FIRST_YEAR:
        raise ValueError(f"Bank holidays are known from {FIRST_YEAR}.")
    easter = easter_sunday(year)
    rules = [
        easter - dt.timedelta(days=2),
        easter + dt.timedelta(days=1),
        _first_monday(year, 5),
        _last_monday(dt.date(year, 5, 31)),
        _last_monday(dt.date(year, 8, 31)),
    ]
    days = {MOVED.get(day, day) for day in rules} | {day for day in ADDED if day.year == year}
    for fixed in (dt.date(year, 1, 1), dt.date(year, 12, 25), dt.date(year, 12, 26)):
        days.add(_next_free(fixed, days))
    return frozenset(days)


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def after(day: dt.date, number: int) -> dt.date:
    """The `number`-th working day after `day`, which is itself not counted. Raises ValueError below 0."""
    if number < 0:
        raise ValueError("Working days are counted forwards.")
    while number:
        day += dt.timedelta(days=1)
        number -= is_working_day(day)
    return day
