"""Comments come in; themes that people own, with their true size and how sure that is, go out in public.

One journey on a phone, by the people whose steps they are: the computer proposes groups, a sense-maker reads, accepts
and merges until there is a codebook, codes a few hundred comments as people once coded them, lets the computer learn,
has two people check blind, and the sizes of the themes are reckoned and published. It runs on synthetic notes
always, and with `make test-long` on the 7,110 usable comments of the first phase of the NHS text-mining project.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from listens.methods.themes import model
from tests.cast import Cast
from tests.journeys import sources
from tests.journeys.comments_to_themes import walk as walks
from tests.journeys.comments_to_themes.a_codebook import MakingACodebook
from tests.journeys.comments_to_themes.coding import CodingTogether
from tests.journeys.comments_to_themes.sizes import SizesOfThemes
from tests.journeys.comments_to_themes.walk import Walk
from tests.sensemaking.small_engine import put_in


@pytest.fixture(params=["synthetic", pytest.param("real", marks=pytest.mark.shared_data)])
def walk(request, monkeypatch) -> Walk:
    if request.param == "synthetic":
        put_in(monkeypatch)
        return walks.synthetic()
    if not os.environ.get("LISTENS_LONG"):
        pytest.skip("The real comments are walked by: make test-long. The synthetic twin has run.")
    if not sources.COMMENTS.exists():
        pytest.skip("The real comments are not on this machine; the synthetic twin has run.")
    if not model.is_installed():
        pytest.skip("The sentence model is not installed. Type: make themes")
    return walks.real()


@pytest.mark.browser
def test_from_comments_to_the_published_size_of_themes(
    cast: Cast, walk: Walk, new_page, tmp_path: Path, capsys
):
    journey = Journey(cast, walk, new_page, tmp_path)
    for step in Journey.STEPS:
        started = time.monotonic()
        step(journey)
        journey.told.append(f"{time.monotonic() - started:6.1f} s  {step.__name__.replace('_', ' ')}")
    if os.environ.get("LISTENS_LONG"):
        with capsys.disabled():
            print("", *journey.told, sep="\n")


class Journey(MakingACodebook, CodingTogether, SizesOfThemes):
    """Its steps in their order; each is walked in a module of its own."""

    STEPS = (
        MakingACodebook.notes_come_in,
        MakingACodebook.the_computer_proposes,
        MakingACodebook.people_make_a_codebook,
        CodingTogether.people_code,
        CodingTogether.the_computer_learns,
        CodingTogether.two_people_agree,
        SizesOfThemes.sizes_are_reckoned,
        SizesOfThemes.suggestions_are_accepted_together,
        SizesOfThemes.sizes_are_published,
    )
