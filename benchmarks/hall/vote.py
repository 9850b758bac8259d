"""A vote as before the doors open: 24 proposals, organisations with 25 delegates each, slips printed, ballots open."""

from __future__ import annotations

from typing import Any

DELEGATES = 25
PROPOSALS = 24
SEATS = 6
MIN_TICKS, MAX_TICKS = 3, 5


def open_vote(num_slips: int) -> tuple[Any, Any, list[Any]]:
    """(the tests' cast, the long-list, at least so many new slips with their codes)."""
    from tests.cast import a_cast, organisation

    from listens.priorities import actions
    from listens.sensemaking.actions import add_theme

    cast = a_cast()
    theme = add_theme(cast.femi, cast.area, code="all", name="Everything")
    for number in range(PROPOSALS):
        title = f"Repairs that are promised are done within {number + 2} weeks, and somebody rings before they come"
        proposal = actions.write_proposal(
            cast.amina,
            cast.round,
            reference=f"p{number:02}",
            title=title,
            decided_by="The council",
            themes=[theme],
        )
        actions.decide_gate(cast.amina, proposal, outcome="on", reason="Heard widely.")
    long_list = actions.draft_long_list(
        cast.amina, cast.round, num_seats=SEATS, min_ticks=MIN_TICKS, max_ticks=MAX_TICKS
    )
    for number in range(-(-num_slips // DELEGATES)):
        actions.add_share(
            cast.amina,
            long_list,
            organisation(cast.area, f"Tenants of house {number}"),
            num_delegates=DELEGATES,
            if_few="open",
            why="It listened on paper.",
        )
    actions.lock_long_list(cast.amina, long_list)
    slips: list[Any] = []
    while len(slips) < num_slips:
        slips += actions.make_slips(cast.amina, long_list)
    actions.open_voting(cast.amina, long_list)
    return cast, long_list, slips


def screen_cookies(cast: Any) -> dict[str, str]:
    """The cookie of the presenter's browser, signed in."""
    return {name: morsel.value for name, morsel in cast.client("amina").cookies.items()}
