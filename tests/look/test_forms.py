"""Every kind of field looks and speaks as the NHS components do, and keeps what was typed."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils.datastructures import MultiValueDict

from listens.core.days import DayField
from tests.cast import Cast
from tests.look.gallery import EveryField

pytestmark = pytest.mark.urls("tests.look.gallery")


def posted(**fields: object) -> EveryField:
    form = EveryField(MultiValueDict({name: [value] for name, value in fields.items()}))
    form.is_valid()
    return form


def test_each_kind_of_field_has_its_component() -> None:
    html = str(EveryField())
    for component in ("nhsuk-input", "nhsuk-textarea", "nhsuk-radios", "nhsuk-checkboxes", "nhsuk-select"):
        assert f'class="{component}' in html
    assert 'class="nhsuk-file-upload"' in html and html.count("nhsuk-date-input__input") == 3


def test_every_input_has_a_label_of_its_own() -> None:
    html = str(EveryField())
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    tags = re.findall(r"<(?:input|textarea|select)\b[^>]*>", html)
    inputs = {found.group(1) for tag in tags if (found := re.search(r' id="([^"]+)"', tag))}
    assert len(inputs) == len(tags) and inputs <= labelled


def test_hint_and_error_are_tied_to_the_field() -> None:
    html = str(posted(name=""))
    described = re.search(r'<input[^>]* name="name"[^>]*>', html)
    assert described and 'aria-describedby="id_name_helptext id_name_error"' in described.group(0)
    assert 'id="id_name_error"' in html and 'aria-invalid="true"' in described.group(0)


def test_what_was_typed_comes_back_escaped() -> None:
    html = str(posted(name='"><b>x', **{"held_on-day": "31", "held_on-month": "2", "held_on-year": "2026"}))
    assert "&quot;&gt;&lt;b&gt;x" in html
    for value in ("31", "2", "2026"):
        assert f'value="{value}"' in html


def test_only_fields_one_may_leave_out_say_so() -> None:
    html = str(EveryField())
    assert html.count("(optional)") == 2


def test_a_page_with_errors_names_them_first_and_in_its_title(cast: Cast) -> None:
    page = Client().post("/south/gallery/", {"name": ""}).content.decode()
    assert "<title>Error:" in page and page.index("There is a problem") < page.index("nhsuk-heading-l")
    assert 'href="#id_held_on-day"' in page
    summary = page[page.index("There is a problem") : page.index("nhsuk-heading-l")]
    for line in (
        "Name of the organisation: Fill this in.",
        "Kind: Choose one.",
        "May be used for: Choose at least one.",
        "When was it? Fill this in.",
    ):
        assert line in summary


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("31/2/2026", "Enter a real date"),
        ("3/6", "Enter the year too"),
        ("/6/2026", "Enter the day too"),
        ("3/6/26", "Enter a real date"),
        ("x/y/z", "Enter a real date"),
        ("3/6/20266", "Enter a real date"),
    ],
)
def test_a_date_that_is_none_says_what_is_wrong(typed: str, problem: str) -> None:
    form = posted(held_on=typed)
    assert problem in form.errors["held_on"][0]


def test_a_date_is_three_boxes_and_becomes_a_date() -> None:
    form = posted(**{"held_on-day": "3", "held_on-month": "06", "held_on-year": "2026"})
    assert form.cleaned_data["held_on"] == dt.date(2026, 6, 3)
    assert DayField().clean("2026-06-03") == dt.date(2026, 6, 3)
