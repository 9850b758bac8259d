"""The vote is set up by keyboard, agreed and locked; slips are printed; it opens with a countdown."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import picture
from tests.journeys.theme_to_result.scene import (
    DELEGATES,
    KITCHEN,
    LARKWOOD,
    ST_BRANNOCKS,
    TENANTS,
    Slip,
    Walk,
)
from tests.listening.test_paper_in_browser import printed

A4_HEIGHT = 1122  # pixels of the style sheet


def settings_and_shares(walk: Walk) -> None:
    keys = walk.keys
    keys.follow("Vote of Autumn round")
    keys.follow("Set up the vote")
    keys.write("How many priorities to choose", "2")
    keys.write("Least ticks on a ballot", "2")
    keys.write("Most ticks on a ballot", "3")
    keys.write("Number for drawing lots", "4711")
    walk.look(walk.desk, "settings")
    keys.press("Keep these settings")
    keys.says("The long-list has every proposal that the gate let through.")
    keys.follow("Add every organisation that listened")
    keys.press("Add every organisation that listened")
    keys.says("They may vote.")
    for name in (ST_BRANNOCKS, *DELEGATES):
        _say_how(walk, name)
    walk.look(walk.desk, "shares")


def _say_how(walk: Walk, name: str) -> None:
    keys = walk.keys
    keys.follow(name)
    if name == ST_BRANNOCKS:
        keys.choose("One sheet for the organisation")
    else:
        keys.write("Number of delegates (optional)", str(DELEGATES[name]))
    is_open = name in (ST_BRANNOCKS, TENANTS)
    keys.choose(f"Show its ballots under {'its own' if is_open else 'another'} name")
    keys.press("Give it a share")
    keys.says("The organisation may vote.")


def agree_and_lock(walk: Walk) -> None:
    keys = walk.keys
    keys.follow("Vote of Autumn round")
    keys.follow("Agree and lock")
    keys.says("4 proposals")
    keys.says(f"{LARKWOOD}: 2 delegates")
    walk.look(walk.desk, "lock")
    keys.press("All agree: lock it")
    keys.says("The long-list is locked.")
    walk.look(walk.desk, "vote-locked")


def print_slips(walk: Walk) -> None:
    """Two on an A4 page behind a cover sheet of each organisation; no slip is torn by the end of a page."""
    keys, desk = walk.keys, walk.desk
    keys.follow("Voting slips")
    walk.look(desk, "slips")
    keys.press("Of all that have none yet")
    expect(desk.get_by_role("heading", name="Voting slips to print")).to_be_visible()
    walk.look(desk, "slips-made")
    desk.emulate_media(media="print")
    picture(desk, "journey-slips-print")
    slips = desk.locator(".app-slip")
    assert slips.count() == sum(DELEGATES.values())
    assert printed(desk, "journey-slips") == sum(1 + -(-num // 2) for num in DELEGATES.values())
    assert all(slip.bounding_box()["height"] < A4_HEIGHT / 2 for slip in slips.all())
    desk.emulate_media(media="screen")
    walk.slips = [
        Slip(name, int(number), code)
        for name, number, code in desk.evaluate(
            """[...document.querySelectorAll(".app-slip")].map((slip) => [
                 slip.querySelector("h2").innerText,
                 slip.querySelector(".app-slip__top p").innerText.match(/Slip (\\d+)/)[1],
                 slip.querySelector(".app-code").innerText])"""
        )
    ]
    assert [len(walk.of_organisation(name)) for name in DELEGATES] == list(DELEGATES.values())
    assert walk.of_organisation(KITCHEN)[0].code not in desk.url


def open_with_a_countdown(walk: Walk) -> None:
    keys = walk.keys
    keys.follow("Back to the slips")
    keys.follow("Vote of Autumn round")
    keys.follow("Open the vote")
    keys.press("Open the vote")
    keys.says("The vote is open.")
    keys.choose("In 15 minutes")
    keys.press("Set the countdown")
    keys.says("The countdown is set. Every phone shows it.")
    walk.look(walk.desk, "night")
