"""The hall: a screen that shows who has voted and never for what; the close, the count, and the story by keyboard."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import connection
from playwright.sync_api import Page, expect

from listens.priorities.models import Ballot, VotingSlip
from tests.browser import axe, no_sideways_scroll, picture
from tests.journeys.theme_to_result.proposing import PROPOSALS
from tests.journeys.theme_to_result.scene import Walk


def the_screen(walk: Walk) -> Page:
    """Reached from the page that the night is run from. Nothing on it or behind it tells what was ticked."""
    screen = walk.of(walk.cast.ivo, viewport={"width": 1280, "height": 720})
    screen.goto("/south/desk/")
    screen.get_by_role("link", name="Proposals and vote of Autumn round").click()
    screen.get_by_role("button", name="Run the vote").click()
    screen.get_by_role("link", name="Open the hall's screen").click()
    expect(screen.locator("#turnout")).to_contain_text("9 of 12")
    expect(screen.locator("[data-left]")).to_contain_text(re.compile(r"1[0-4]:\d\d"))
    told = screen.content() + screen.request.get("/south/rounds/autumn/vote/state.json").text()
    for reference, (_theme, title, _by) in PROPOSALS.items():
        assert title not in told and f'"{reference}"' not in told
    axe(screen)
    picture(screen, "journey-screen-open")
    return screen


def close_and_count(walk: Walk) -> None:
    walk.secrets = secrets(walk)
    keys = walk.keys
    keys.follow("Vote of Autumn round")
    keys.follow("Run the vote")
    keys.follow("Close the vote")
    walk.look(walk.desk, "close")
    keys.press("Close the vote")
    keys.says("The vote is closed. Count the ballots now.")
    walk.look(walk.desk, "night-closed")


def count(walk: Walk) -> None:
    keys = walk.keys
    keys.follow("Count the ballots")
    keys.press("Count the ballots")
    keys.says("The ballots are counted.")
    walk.look(walk.desk, "vote-result")
    keys.follow("See the public page")
    expect(walk.desk.get_by_role("heading", name="The result of the vote")).to_be_visible()


def secrets(walk: Walk) -> set[str]:
    """All that a slip or a ballot is known by before the close."""
    found = {part for slip in walk.slips for part in (slip.code, slip.code.replace("-", ""))}
    for slip in VotingSlip.objects.all():
        found |= {str(slip.pk), slip.find_digest, slip.code_digest}
    for ballot in Ballot.objects.all():
        found |= {str(ballot.pk), ballot.salt}
    return {each.lower() for each in found if each}


def nothing_ties_a_code_to_a_choice(walk: Walk) -> None:
    """Not in any row of any table."""
    kept = everything_kept()
    found = {each for each in walk.secrets if each in kept or each.replace("-", "") in kept}
    assert len(walk.secrets) > 50 and not found
    assert not VotingSlip.objects.exists()
    assert not Ballot.objects.exclude(slip=None, salt="", chain_seq=None, way="sealed").exists()
    assert not Ballot.objects.exclude(stands_as="").exclude(share=None).exists()


def everything_kept() -> str:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    rows: list[str] = []
    with connection.cursor() as cursor:
        for table in sorted(tables & set(connection.introspection.table_names())):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows += map(str, cursor.fetchall())
    return "\n".join(rows).lower()


def the_story(walk: Walk, screen: Page) -> None:
    """The same screen tells the result, one step at a time, by the keys of a clicker."""
    screen.reload()
    expect(screen.locator("[data-frame]:visible")).to_have_count(1)
    said = []
    while True:
        said.append(screen.locator("[data-frame]:visible").inner_text())
        if screen.locator("[data-next]").is_disabled():
            break
        screen.keyboard.press("ArrowRight")
        if len(said) == 3:
            picture(screen, "journey-story-step")
            axe(screen)
    chosen = walk.long_list.results.latest("seq").content["winners"]
    titles = [PROPOSALS[each["proposal"]][1] for each in chosen]
    assert len(said) == 1 + 2 * len(chosen) + 4
    assert all(title in "\n".join(said) for title in titles)
    assert "Why not mine?" in said[-3] and "By most votes alone" in said[-2] and "To read aloud" in said[-1]
    picture(screen, "journey-story-end")
    no_sideways_scroll(screen)
