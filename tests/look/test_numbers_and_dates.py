"""Numbers carry their definition and date; dates are written as people write them; verdicts have words."""

import datetime as dt
import re

import pytest
from django.utils import translation

from listens.core import published
from listens.core.access import Decision
from listens.core.charts import bar_chart
from listens.core.marks import MARKS
from tests.look.test_components import drawn

ON = dt.date(2026, 6, 3)


def people(value: int | None) -> published.Published:
    return published.people_count(value, definition="People heard", as_at=ON, source="Release 2")


def test_a_number_carries_its_kind_its_value_and_what_it_counts() -> None:
    html = drawn("{% number n %}", n=people(1240))
    assert (
        '<data value="1240" data-number="people" title="People heard, as at 3 June 2026">1,240</data>' in html
    )


def test_a_hidden_number_says_so_in_words_and_gives_nothing_away() -> None:
    html = drawn("{% number n %}", n=people(None))
    assert 'value=""' in html and ">not shown</data>" in html


@pytest.mark.parametrize("bare", [7, "7", None, 7.5])
def test_a_bare_number_is_refused(bare: object) -> None:
    with pytest.raises(TypeError, match="published"):
        drawn("{% number n %}", n=bare)


def test_an_estimate_shows_its_interval_and_source() -> None:
    share = published.estimate(41.5, 38.2, 44.9, definition="Share", as_at=ON, source="Release 2")
    html = drawn("{% definition n %}", n=share)
    assert "38.2" in html and "44.9" in html and "Release 2" in html


def test_dates_are_written_in_full_and_in_the_readers_language() -> None:
    assert drawn("{% day d %}", d=ON) == '<time datetime="2026-06-03">3 June 2026</time>'
    assert drawn("{% day d %}", d=None) == ""
    with translation.override("ar"):
        assert "June" not in drawn("{% day d %}", d=ON)


def test_a_moment_is_told_in_the_areas_time() -> None:
    evening = dt.datetime(2026, 6, 3, 18, 30, tzinfo=dt.UTC)
    assert ">3 June 2026, 19:30</time>" in drawn("{% moment d %}", d=evening)


@pytest.mark.parametrize("name", sorted(MARKS))
def test_a_mark_has_a_shape_and_a_word(name: str) -> None:
    html = drawn("{% mark name %}", name=name)
    assert "<svg" in html and 'aria-hidden="true"' in html and str(MARKS[name][2]) in html


def test_no_two_verdicts_share_a_shape_and_tone() -> None:
    verdicts = ["kept", "on_the_way", "stuck", "broken", "cannot_tell", "overdue"]
    assert len({MARKS[name][:2] for name in verdicts}) == len(verdicts)


def test_a_reason_is_given_only_to_those_who_may_not() -> None:
    assert "opens on 3 June" in drawn("{% why d %}", d=Decision(False, "Voting opens on 3 June."))
    assert "app-why" not in drawn("{% why d %}", d=Decision(True))


def test_bars_are_in_proportion_and_a_hidden_number_has_none() -> None:
    rows = [("Housing", people(200)), ("Pay", people(50)), ("Parks", people(None))]
    chart = bar_chart("Themes", rows, label_heading="Theme", number_heading="People")
    assert [bar.width for bar in chart.bars] == [100, 25, 0]


def test_a_chart_says_the_range_of_each_estimate_and_of_none_for_all() -> None:
    """The range of the first stood below the chart as if it were that of all, and the table had none."""
    of = [(30, 22, 40), (10, 5, 14), (20, 20, 20)]
    rows = [
        (name, published.estimate(n, low, high, definition="Share", as_at=ON, source="Live records"))
        for name, (n, low, high) in zip("abc", of, strict=True)
    ]
    chart = bar_chart("Themes", rows, label_heading="Theme", number_heading="Of 100")
    html = re.sub("<[^>]*>", "", drawn('{% include "core/chart_bars.html" %}', chart=chart))
    assert html.count("(22 to 40)") == html.count("(5 to 14)") == 2  # beside the bar, and in the table
    assert "20 to 20" not in html and "Likely to be between" not in html


def test_a_chart_of_nothing_is_drawn() -> None:
    chart = bar_chart("Themes", [], label_heading="Theme", number_heading="People")
    assert "<figure" in drawn('{% include "core/chart_bars.html" %}', chart=chart)


def test_each_cell_of_a_table_has_its_heading_for_a_narrow_screen() -> None:
    table = {"caption": "C", "headings": ["Promise", "People"], "numeric": [], "rows": [["<b>", people(40)]]}
    html = drawn('{% include "core/table.html" %}', table=table)
    assert '<span class="app-table__label" aria-hidden="true">People</span>' in html
    assert "&lt;b&gt;" in html and 'data-number="people"' in html


def test_a_row_that_does_not_fit_its_headings_is_a_mistake() -> None:
    table = {"caption": "Promises", "headings": ["Promise"], "rows": [["one", "two"]]}
    with pytest.raises(ValueError, match="zip"):
        drawn('{% include "core/table.html" %}', table=table)
