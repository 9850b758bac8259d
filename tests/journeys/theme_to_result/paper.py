"""Paper: two people type the pile and settle what differs, an organisation's sheet, and every slip accounted for."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from listens.priorities.models import Ballot
from tests.journeys.theme_to_result.proposing import PROPOSALS
from tests.journeys.theme_to_result.scene import LARKWOOD, ST_BRANNOCKS, TENANTS, Walk


def type_slip(page: Page, number: int, ticks: str) -> None:
    """Number, Enter, the references, Enter."""
    expect(page.locator("[name=source_id]")).to_be_focused()
    page.keyboard.insert_text(str(number))
    page.keyboard.press("Enter")
    expect(page.locator("[name=typed]")).to_be_focused()
    page.keyboard.insert_text(ticks)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def two_people_type(walk: Walk) -> None:
    same, differs = (slip.number for slip in walk.of_organisation(TENANTS)[3:5])
    walk.keys.follow("Type in paper ballots")
    type_slip(walk.desk, same, "damp bus")
    type_slip(walk.desk, differs, "damp bus")
    walk.keys.says("It counts when another person has typed it too.")
    second = walk.of(walk.cast.ivo)
    second.goto("/south/desk/")
    second.get_by_role("link", name="Proposals and vote of Autumn round").click()
    second.get_by_role("link", name="Type in paper ballots").click()
    type_slip(second, same, "bus damp")
    expect(second.locator("body")).to_contain_text(f"Slip {same} is in.")
    type_slip(second, differs, "damp wages")
    expect(second.locator("body")).to_contain_text("was typed differently before")
    walk.look(second, "typing")
    second.get_by_role("link", name="To compare: 1").click()
    walk.look(second, "compare")
    second.get_by_role("link", name=f"Slip {differs}").click()
    walk.look(second, "settle")
    second.locator("[name=typed]").fill("damp wages")
    second.get_by_role("button", name="This is what it says").click()
    expect(second.locator("body")).to_contain_text(f"Slip {differs} is settled.")
    paper = Ballot.objects.filter(way="paper", is_counted=True).order_by("chain_seq")
    assert list(paper.values_list("choices", flat=True)) == [["bus", "damp"], ["damp", "wages"]]


def the_sheet_of_an_organisation(walk: Walk) -> None:
    """Its own lead types it on her phone; the second person is a stage manager."""
    for page in (walk.phone_of(walk.cast.bea), walk.of(walk.cast.ivo)):
        page.goto("/south/desk/")
        page.get_by_role("link", name="Proposals and vote of Autumn round").click()
        page.get_by_role("link", name="Sheets of organisations").click()
        page.locator("main").get_by_role("link", name=ST_BRANNOCKS).click()
        for reference in ("damp", "minds"):
            page.get_by_label(PROPOSALS[reference][1]).check(force=True)
        page.get_by_role("button", name="Keep this sheet").click()
        expect(page.locator("main")).to_contain_text(ST_BRANNOCKS)
    expect(page.locator("main")).to_contain_text("It is in.")
    walk.look(page, "sheets")
    assert Ballot.objects.get(way="sheet").choices == ["damp", "minds"]


def every_slip_is_accounted_for(walk: Walk) -> None:
    """Tenants: six printed, three by phone, two on paper, one not used."""
    desk = walk.desk
    walk.keys.follow("What became of the slips")
    desk.get_by_label(f"{TENANTS}, in the box").fill("2")
    desk.get_by_label(f"{TENANTS}, handed back unused").fill("1")
    desk.get_by_label(f"{LARKWOOD}, in the box").fill("0")
    desk.get_by_label(f"{LARKWOOD}, handed back unused").fill("1")
    desk.get_by_role("button", name="Keep these counts").click()
    expect(desk.locator("body")).to_contain_text("The counts are kept.")
    walk.look(desk, "reconcile")
    assert _line(desk, TENANTS) == [6, 3, 2, 0, 0, 0, 1, 0]
    assert _line(desk, LARKWOOD) == [2, 1, 0, 0, 0, 0, 1, 0]
    assert _line(desk, ST_BRANNOCKS)[-1] == 1
    for name in (TENANTS, LARKWOOD):
        expect(desk.get_by_role("row", name=name).first).to_contain_text("It adds up.")


def _line(page: Page, name: str) -> list[int]:
    """Printed; by phone, on paper, spoiled, taken back, not settled, not used: they add up. Then other ballots."""
    cells = page.locator(".app-reconcile tr").filter(has_text=name).locator("td").all_inner_texts()
    printed, *parts, other = [int("".join(filter(str.isdigit, cell)) or 0) for cell in cells[-9:-1]]
    assert printed == sum(parts), (name, cells)
    return [printed, *parts, other]
