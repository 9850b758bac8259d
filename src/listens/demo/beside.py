"""What the data shows beside the demonstration's themes: figures by the machine's suggestion, findings by its sense-maker.

The figures are published ones (facts/SOURCES.md); the findings are invented, as the notes are.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from listens.demo.story import Story
from listens.places.models import Place
from listens.places.spreads import spreads
from listens.sensemaking.actions import choose_indicators, compare_with_data
from listens.sensemaking.suggesting import indicators_for


class Finding(NamedTuple):
    """`borough` is a code; empty for the whole area."""

    theme: str
    borough: str
    label: str
    sentence: str


LAMBETH, RICHMOND, SOUTHWARK = "E09000022", "E09000027", "E09000028"
# Two of them nobody has compared yet: they wait on her desk.
THEMES = [
    "isolation",
    "work",
    "young",
    "young-camhs",
    "housing",
    "housing-crowded",
    "money",
    "minds",
    "racism-difference",
    "health",
]
FINDINGS = [
    Finding(
        "housing",
        "",
        "agree",
        "About one home in twelve has a bedroom too few, and people spoke of just that.",
    ),
    Finding("housing", LAMBETH, "agree", "More than one home in ten has a bedroom too few, as people said."),
    Finding("housing", SOUTHWARK, "agree", "About one home in eight has a bedroom too few, as people said."),
    Finding(
        "housing",
        RICHMOND,
        "differ",
        "One home in twenty-five is overcrowded by the census. It does not count the damp and the rents people spoke of.",
    ),
    Finding(
        "money",
        "",
        "agree",
        "In five of the boroughs more than one person in four lives in a family on a low income.",
    ),
    Finding(
        "isolation",
        "",
        "differ",
        "The figure counts older people. People of every age said that they were alone.",
    ),
    Finding(
        "minds",
        "",
        "differ",
        "The score lies below the middle of England. It counts people who were treated, and people spoke of waiting.",
    ),
    Finding(
        "young",
        "",
        "agree",
        "Thousands of children in each borough live in a family on a low income, and parents spoke of what that does.",
    ),
    Finding(
        "housing-crowded",
        "",
        "agree",
        "The census counts what people told us: homes with a bedroom too few.",
    ),
    Finding(
        "racism-difference",
        "",
        "no_data",
        "The figure counts disabled people. It does not say how they are treated, and that is what they spoke of.",
    ),
    Finding(
        "young-camhs",
        "",
        "no_data",
        "We found no published figure of how long children wait in a borough. Low income is the nearest there is.",
    ),
]


def set_beside(story: Story, day: dt.date) -> None:
    """Only figures that are there are chosen; a finding that would need others is left out."""
    story.on(day)
    for theme in map(story.themes.__getitem__, THEMES):
        wanted = spreads(story.area, indicators_for(theme))
        if wanted:
            choose_indicators(story.femi, theme, wanted)
    boroughs = {place.code: place for place in Place.objects.filter(area=story.area, kind=Place.Kind.BOROUGH)}
    for found in FINDINGS:
        theme = story.themes[found.theme]
        if found.label == "no_data" or spreads(story.area, indicators_for(theme)):
            place = boroughs[found.borough] if found.borough else None
            compare_with_data(story.femi, theme, place, label=found.label, sentence=found.sentence)
