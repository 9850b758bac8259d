"""What the data shows here: an organiser's sentence beside a prompt, on the plan and on the listener's page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening.actions import change_wording, say_what_data_shows, start_round
from tests.cast import TODAY, Cast
from tests.listening.phones import phone

SAYS = {"sentence": "One home in five here has damp.", "source": "Lambeth housing survey"}
DAY = dt.date(2025, 3, 31)


def first(cast: Cast):
    return cast.round.prompts.get(position=1)


def test_a_listener_can_open_it_beside_the_question(cast: Cast) -> None:
    say_what_data_shows(cast.amina, first(cast), **SAYS, as_at=DAY)
    say_what_data_shows(cast.amina, first(cast), **SAYS, as_at=DAY)
    assert AuditEvent.objects.filter(verb="plan_round").count() == 1
    page = phone(cast).get("/south/listen/").content.decode()
    card = page.split("What the data shows here")[1].split("</details>")[0]
    assert SAYS["sentence"] in card and SAYS["source"] in card and "31 March 2025" in card
    assert page.count("What the data shows here") == 1  # the other prompt has none
    assert "<details" in page and "<details open" not in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"source": " "}, "leave all three empty"),
        ({"as_at": None}, "leave all three empty"),
        ({"as_at": TODAY + dt.timedelta(days=1)}, "still to come"),
        ({"as_at": dt.date(1989, 12, 31)}, "before 1990"),
        ({"sentence": "x" * 301}, "the most is 300"),
        ({"source": "a\x00b"}, "NUL character"),
    ],
)
def test_what_is_not_whole_is_refused(cast: Cast, wrong, words) -> None:
    with pytest.raises(Refused, match=words):
        say_what_data_shows(cast.amina, first(cast), **(SAYS | {"as_at": DAY} | wrong))
    assert not first(cast).data_says


def test_only_who_plans_the_round_may_say_it(cast: Cast) -> None:
    with pytest.raises(Denied):
        say_what_data_shows(cast.bea, first(cast), **SAYS, as_at=DAY)


def test_it_is_set_and_taken_away_on_the_rounds_page(cast: Cast) -> None:
    client = cast.client("amina")
    plan = reverse("round_plan", kwargs={"area": "south", "round": cast.round.slug})
    address = reverse("prompt_data", kwargs={"area": "south", "round": cast.round.slug, "place": 1})
    assert address in client.get(plan).content.decode()
    assert client.post(address, SAYS | {"as_at": "2025-03-31"})["Location"] == plan
    assert SAYS["sentence"] in client.get(plan).content.decode()
    assert SAYS["sentence"] in client.get(address).content.decode()
    assert "leave all three empty" in client.post(address, {**SAYS, "source": ""}).content.decode()
    assert client.post(address, {})["Location"] == plan
    assert first(cast).data_says == "" and first(cast).data_as_at is None


def test_it_stays_with_a_prompt_that_is_written_again(cast: Cast) -> None:
    words = {"prompts": ["What hurts?", "What helps?"], "concerns": []}
    round = start_round(cast.amina, cast.area, slug="spring", name="Spring", **words)
    say_what_data_shows(cast.amina, round.prompts.get(position=2), **SAYS, as_at=DAY)
    change_wording(cast.amina, round, prompts=["What helps?", "What else?"], concerns=[])
    assert [prompt.data_says for prompt in round.prompts.all()] == [SAYS["sentence"], ""]
