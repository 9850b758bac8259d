"""From a theme to the public result, in a browser, as its users walk it: desk, phones, paper, hall and public page."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.theme_to_result import night, paper, proposing, result, setting_up, voting
from tests.journeys.theme_to_result.scene import Walk, heard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """A long walk beside other work: what is late is not missing."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


def test_from_theme_to_result(cast: Cast, new_page, tmp_path: Path, capsys) -> None:
    heard(cast)
    walk = Walk(cast, new_page, tmp_path)
    told = Told()
    for step in (
        proposing.write_proposals,
        proposing.merge_the_duplicate,
        proposing.the_organisation_has_seen_the_reason,
        proposing.a_delegate_asks,
        setting_up.settings_and_shares,
        setting_up.agree_and_lock,
        setting_up.print_slips,
        setting_up.open_with_a_countdown,
        voting.by_the_picture,
        voting.refused,
        voting.in_arabic,
    ):
        told.of(step, walk)
    phone = told.of(voting.without_a_script, walk)
    for step in (
        voting.the_hall_votes,
        paper.two_people_type,
        paper.the_sheet_of_an_organisation,
        paper.every_slip_is_accounted_for,
    ):
        told.of(step, walk)
    screen = told.of(night.the_screen, walk)
    told.of(night.close_and_count, walk)
    told.of(voting.too_late, walk, phone)
    told.of(night.count, walk)
    told.of(night.nothing_ties_a_code_to_a_choice, walk)
    told.of(night.the_story, walk, screen)
    page = told.of(result.anybody_reads_it, walk)
    told.of(result.the_text_to_read_aloud, page)
    told.of(result.in_arabic_and_on_paper, walk, page)
    told.of(result.counted_again, walk, page)
    if os.environ.get("LISTENS_LONG"):
        with capsys.disabled():
            print("", *told.lines, sep="\n")


class Told:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def of(self, step, *args):
        started = time.monotonic()
        given = step(*args)
        self.lines.append(f"{time.monotonic() - started:6.1f} s  {step.__name__.replace('_', ' ')}")
        return given
