"""From themes to the long-list: written, merged, decided at the gate, seen by its organisation, talked about."""

from __future__ import annotations

from playwright.sync_api import expect

from listens.priorities.actions import decide_gate, write_proposal
from listens.sensemaking.models import Theme
from tests.journeys.theme_to_result.scene import IS_LONG, LARKWOOD, ST_BRANNOCKS, Walk

PROPOSALS = {  # reference: (theme, title, who decides it)
    "damp": ("Damp homes", "Damp homes are repaired within 20 working days", "Lambeth Council"),
    "repairs": ("Damp homes", "Repair damp homes within 20 working days", "Lambeth Council"),
    "bus": ("Buses at night", "The 37 bus runs until midnight", "Transport for London"),
    "wages": ("Wages of carers", "A living wage for carers", "Riverside Partnership Trust"),
    "minds": ("Waiting for help", "Somebody answers while children wait", "Riverside Partnership Trust"),
    "bridge": ("The old bridge", "A second bridge", "Lambeth Council"),
}
BEFOREHAND = () if IS_LONG else ("bus", "wages", "minds")
WHY_ON = "Heard widely, and not won yet."
WHY_PARKED = "The council has just decided it for ten years."
QUESTION = "Does it cover homes of private landlords?"


def write_proposals(walk: Walk) -> None:
    """The desk, the vote's page, the themes; then each proposal and its gate, by keyboard alone."""
    keys = walk.keys
    walk.desk.goto(f"/{walk.cast.area.slug}/desk/")
    keys.follow("Proposals and vote of Autumn round")
    walk.look(walk.desk, "vote-empty")
    for reference in BEFOREHAND:
        _write_beforehand(walk, reference)
    for reference in [each for each in PROPOSALS if each not in BEFOREHAND]:
        keys.follow("Write a proposal from a theme")
        if reference == "bridge":
            walk.look(walk.desk, "from-themes")
        _write(walk, reference, *PROPOSALS[reference])
        keys.follow("Vote of Autumn round")
    walk.look(walk.desk, "vote-proposals")


def _write_beforehand(walk: Walk, reference: str) -> None:
    theme, title, decided_by = PROPOSALS[reference]
    made = write_proposal(
        walk.cast.amina,
        walk.cast.round,
        reference=reference,
        title=title,
        decided_by=decided_by,
        themes=[Theme.objects.get(name=theme)],
    )
    decide_gate(walk.cast.amina, made, outcome="on", reason=WHY_ON, is_public=True)


def _write(walk: Walk, reference: str, theme: str, title: str, decided_by: str) -> None:
    keys = walk.keys
    keys.follow(f"Write a proposal : {theme}")
    keys.write("Short reference", reference)
    keys.write("Title", title)
    keys.write("Who outside the alliance decides this (optional)", decided_by)
    if reference == "bridge":
        keys.tick(ST_BRANNOCKS)
        walk.look(walk.desk, "write-proposal")
    keys.press("Write the proposal")
    keys.says("Decide whether it goes to the vote.")
    keys.choose("Parked" if reference == "bridge" else "On the long-list")
    keys.write("Why", WHY_PARKED if reference == "bridge" else WHY_ON)
    keys.tick("The reason may be public")
    keys.press("Keep the decision")
    keys.says("The decision was kept.")


def merge_the_duplicate(walk: Walk) -> None:
    keys = walk.keys
    keys.follow("Look at them before the vote")
    walk.look(walk.desk, "same")
    keys.follow("Merge repairs into damp")
    keys.write("Why they are the same", "Both ask for repairs in 20 days.")
    keys.press("Merge them")
    keys.says("is now part of")
    walk.look(walk.desk, "proposal-merged")


def the_organisation_has_seen_the_reason(walk: Walk) -> None:
    lead = walk.phone_of(walk.cast.bea)
    lead.goto(f"/{walk.cast.area.slug}/desk/")
    lead.get_by_role("link", name=f"What became of the proposals of {ST_BRANNOCKS}").click()
    expect(lead.get_by_text(WHY_PARKED)).to_be_visible()
    lead.get_by_role("button", name="We have seen this").click()
    expect(lead.get_by_text("It is written down that you have seen it.").first).to_be_visible()
    walk.look(lead, "own-proposals")


def a_delegate_asks(walk: Walk) -> None:
    delegate = walk.phone_of(walk.cast.hana)
    delegate.goto(f"/{walk.cast.area.slug}/desk/")
    delegate.get_by_role("link", name="Proposals and vote of Autumn round").click()
    delegate.get_by_role("link", name="Read the long-list").click()
    walk.look(delegate, "long-list")
    delegate.get_by_role("link", name="Say what your organisation thinks : Damp homes").click()
    delegate.get_by_label("A question").check(force=True)
    delegate.get_by_label("In your words").fill(QUESTION)
    delegate.get_by_role("button", name="Say it").click()
    said = delegate.locator(".app-said").filter(has_text=QUESTION)
    expect(said).to_contain_text(LARKWOOD)
    walk.look(delegate, "proposal-said")
