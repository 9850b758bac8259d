"""What comes in by a form, a file or an address and should not: a sentence, never a broken page."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

import listens
from listens.core import tables, text
from listens.core.accounts import open_account
from listens.core.acting import Refused
from listens.core.area_settings import change_area
from listens.core.days import DayField
from tests.cast import Cast
from tests.urls_table import cases

HIDDEN = ["\x01", "\x08", "\x1b", "\ufffe", "\uffff"]


def test_breaks_of_word_processors_come_in_and_stay_out_of_the_feed() -> None:
    assert not text.problem_with("Damp\x0bwalls\x0cagain")
    assert text.without_unshown("Damp\x0bwalls\x0cagain") == "Dampwallsagain"


@pytest.mark.parametrize("character", HIDDEN)
def test_a_hidden_character_is_refused_with_its_place(character: str) -> None:
    said = text.problem_with(f"Damp{character}")
    assert f"U+{ord(character):04X} at place 5" in said


def test_lines_and_tabs_and_every_script_are_let_in() -> None:
    assert text.problem_with("One\tline\r\nand another, الرطوبة, 湿气 and 🙂\u200d") == ""


def every_form() -> list[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(listens.__path__, "listens."):
        if module.name.endswith(("forms", "views", "pages")) or ".views." in module.name:
            importlib.import_module(module.name)
    found, waiting = [], [forms.Form]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("listens."):
                found.append(one)
    return found


def test_every_box_for_words_refuses_a_hidden_character() -> None:
    boxes = [
        (f"{form.__name__}.{name}", field)
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
    ]
    assert len(boxes) > 60
    let_in = []
    for name, field in boxes:
        try:
            field.clean("Damp\x01x")
        except ValidationError:
            continue
        let_in.append(name)
    assert not let_in


@pytest.mark.django_db
def test_names_are_refused_too(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"U\+0001"):
        change_area(cast.amina, cast.area, name="South\x01Listens")
    with pytest.raises(Refused, match=r"U\+0001"):
        open_account(cast.amina, cast.area, email="new@example.org", name="New\x01Name", role="scribe")


def test_a_cell_is_a_finding_and_the_other_rows_stay() -> None:
    table = tables.read_table(b"name\nDamp\x01 walls\nRepairs\n", needed=["name"])
    assert [row for _number, row in table.rows] == [{"name": "Repairs"}]
    assert "U+0001" in table.findings[0].problem


def test_a_header_of_any_length_is_named_in_a_few_words() -> None:
    with pytest.raises(tables.UnreadableTable) as told:
        tables.read_table(b"x" * 200_000 + b"\n1\n", needed=["name"])
    assert len(str(told.value)) < 600 and "xxx" in str(told.value)


@pytest.mark.parametrize(
    "typed", ["9" * 23 + "/1/2026", "1/" + "9" * 23 + "/2026", "1/1/" + "9" * 23, "-1/1/2026"]
)
def test_a_day_of_any_length_is_no_real_date(typed: str) -> None:
    with pytest.raises(ValidationError, match="real date"):
        DayField().clean(typed)


def test_the_boxes_of_a_day_take_no_more_than_a_day() -> None:
    assert DayField().clean("27/3/2026") == dt.date(2026, 3, 27)
    shown = str(
        forms.Form({}).renderer.render(
            "django/forms/widgets/day.html", DayField().widget.get_context("d", "", {})
        )
    )
    assert shown.count('maxlength="2"') == 2 and shown.count('maxlength="4"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("back", "goes"),
    [
        *[
            (odd, "/")
            for odd in ("abc", "é", "x y", "", "//evil.example", "https://evil.example/", "installation")
        ],
        ("/south/promises/?a=1", "/south/promises/?a=1"),
        ("/south/\u0627 b\n/", "/south/%D8%A7%20b%0A/"),
    ],
)
def test_a_language_goes_back_to_a_page_of_this_site(back: str, goes: str) -> None:
    answer = Client().post("/language/", {"language": "ar", "next": back})
    assert (answer.status_code, answer["Location"], answer.cookies["language"].value) == (302, goes, "ar")


@pytest.mark.django_db
def test_a_number_of_any_length_in_an_address_or_a_form_is_only_a_number(cast: Cast) -> None:
    long = "9" * 5_000  # Python reads no number of more than 4,300 digits
    cards = reverse("heard_cards", kwargs={"area": "south", "round": "autumn"})
    assert cast.client("amina").get(cards, {"pages": long}).status_code == 200
    address = reverse("put_back", kwargs={"area": "south", **cases()["put_back"].kwargs(cast)})
    assert cast.client("grace").post(address, {"seen_seq": long}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/south/withdraw/", "/south/api/v1/conversations/"])
def test_a_form_that_waited_while_cookies_went_is_told_so_in_plain_words(cast: Cast, address: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, {"code": "ABCDE-1234Y"})
    said = answer.content.decode()
    assert answer.status_code == 403 and "waited too long" in said and "CSRF" not in said


@pytest.mark.parametrize(
    "address", ["coding/autumn/?theme=%00", "codebook/?round=%00", "codebook/changes/?theme=%00"]
)
def test_a_nul_in_a_choice_of_an_address_is_a_missing_page(cast: Cast, address: str) -> None:
    """PostgreSQL bears none: asked for, it would break the page."""
    assert cast.client("femi").get(f"/south/{address}").status_code == 404
