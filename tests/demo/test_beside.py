"""What the demonstration's sense-maker found stands on the figures that the demonstration holds."""

import datetime as dt

import pytest

from listens.demo.beside import FINDINGS, LAMBETH, RICHMOND, SOUTHWARK, THEMES, set_beside
from listens.demo.ground import lay_ground
from listens.demo.heard import fill_codebook
from listens.places.models import Place
from listens.places.spreads import spreads
from listens.sensemaking.beside import beside, beside_themes

pytestmark = pytest.mark.django_db


def test_her_findings_stand_and_two_themes_wait() -> None:
    story = lay_ground(1)
    fill_codebook(story)
    set_beside(story, dt.date(2026, 11, 16))
    boroughs = {place.code: place for place in Place.objects.filter(area=story.area, kind="borough")}
    for found in FINDINGS:
        place = boroughs.get(found.borough)
        assert beside(story.themes[found.theme], place).decided.sentence == found.sentence
    waiting = {each.theme.code for each in beside_themes(story.area) if each.is_to_compare}
    assert waiting == {"work", "health"} == set(THEMES) - {found.theme for found in FINDINGS}

    share = spreads(story.area, ["overcrowding"])["overcrowding"]
    assert share.value == pytest.approx(100 / 12, abs=0.5)  # "about one home in twelve"
    of = {code: share.of_places[place.pk] for code, place in boroughs.items()}
    assert of[LAMBETH] > 10 and of[SOUTHWARK] == pytest.approx(100 / 8, abs=0.5)
    assert of[RICHMOND] == pytest.approx(100 / 25, abs=0.1)
    income = spreads(story.area, ["income_deprivation"])["income_deprivation"].of_places.values()
    assert sum(value > 25 for value in income) == 5  # "in five of the boroughs more than one in four"
    assert spreads(story.area, ["mental_health"])["mental_health"].high < 0  # "below the middle of England"
