"""Twelve volunteers, three organisations, six weeks: a round of listening through the real pages, and its hours.

Every step is done by the person whose step it is, on the pages that person gets to from their desk or their phone; a
page that is missing stops the journey. What it takes goes into a ledger (tests/journeys/hours.py), which docs/hours.md
is printed from.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from listens.listening import agendas
from tests.journeys import hours
from tests.journeys.small_round.after import After
from tests.journeys.small_round.before import Before
from tests.journeys.small_round.weeks import Weeks

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.django_db
@pytest.mark.skipif(not os.environ.get("LISTENS_LONG"), reason="The small round is walked by: make test-long")
def test_twelve_volunteers_walk_a_small_round(capsys: pytest.CaptureFixture[str]) -> None:
    journey = Journey()
    try:
        journey.before()
        for number in range(6):
            journey.week(number)
        journey.after()
        journey.stands_as_it_should()
    finally:
        journey.days.stop()
    minutes = {
        name: sum(step[0] for step in agendas.AGENDAS[kind]) for kind, name in journey.meetings.items()
    }
    page = hours.page(
        journey.ledger, conversations=journey.num_accepted, heard=journey.num_heard, agendas=minutes
    )
    if os.environ.get("LISTENS_WRITE"):
        (DOCS / "hours.md").write_text(page, encoding="utf-8")
        with capsys.disabled():
            print(f"\n{journey.ledger.table()}\n")
    assert (DOCS / "hours.md").read_text(encoding="utf-8") == page, "The hours changed: make hours"


class Journey(Before, Weeks, After):
    """Before, six weeks, after: each part is walked in a module of its own."""
