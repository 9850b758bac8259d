"""Working days against the bank holidays as the government published them."""

import datetime as dt

import pytest

from listens.methods.working_days import after, bank_holidays, easter_sunday, is_working_day

PUBLISHED = {
    2020: ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"],
    2021: ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2022: ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"],
    2023: ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_the_published_ones(year):
    expected = {dt.date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year]}
    assert bank_holidays(year) == expected


@pytest.mark.parametrize("day", ["2000-04-23", "2008-03-23", "2011-04-24", "2038-04-25"])
def test_easter_at_its_earliest_and_latest(day):
    assert easter_sunday(int(day[:4])) == dt.date.fromisoformat(day)


def test_ten_working_days_over_christmas():
    assert after(dt.date(2025, 12, 19), 10) == dt.date(2026, 1, 7)


def test_ten_working_days_in_an_ordinary_month():
    assert after(dt.date(2026, 11, 16), 10) == dt.date(2026, 11, 30)


def test_a_saturday_is_no_working_day_and_no_days_is_the_same_day():
    assert not is_working_day(dt.date(2026, 11, 21))
    assert after(dt.date(2026, 11, 21), 0) == dt.date(2026, 11, 21)


def test_years_before_the_rules_and_counting_backwards_are_refused():
    with pytest.raises(ValueError, match="1978"):
        bank_holidays(1977)
    with pytest.raises(ValueError, match="forwards"):
        after(dt.date(2026, 11, 16), -1)
