"""Quotes beside hidden counts: one at most, and without the name of the place that is hidden."""

from __future__ import annotations

import pytest
from django.test import Client

from listens.listening.models import Note
from listens.places.models import Place
from listens.public.actions import make_release
from listens.sensemaking.models import Theme
from tests.cast import TODAY, Cast
from tests.cast import organisation as an_organisation
from tests.public import build

pytestmark = pytest.mark.django_db
TABLES = ["heard_by_borough", "themes_by_borough"]


def in_boroughs(cast: Cast, *nums: int) -> list[list[Note]]:
    """Conversations about damp homes, so many in Lambeth and in Southwark."""
    theme = build.theme(cast.area, "damp")
    made = []
    organisations = (cast.community, cast.second_community)
    for num, organisation, name in zip(nums, organisations, ("Lambeth", "Southwark"), strict=True):
        place, _ = Place.objects.get_or_create(
            area=cast.area, kind="borough", name=name, defaults={"code": name, "name_key": name.lower()}
        )
        organisation.borough = place
        organisation.save()
        of = build.three_like(organisation)
        made.append(build.conversations(cast, num, theme, organisation=of, may_quote=True))
        build.conversations(cast, 20, organisation=organisation)
    for at in range(3):
        build.quote(cast, made[0][at], theme, said_by=f"Speaker {'ABC'[at]} in Lambeth")
    return made


def page() -> str:
    return Client().get("/south/heard/damp/").content.decode()


@pytest.mark.parametrize(("num", "shown"), [(30, "Speaker A in Lambeth"), (4, "Speaker A")])
def test_a_borough_stands_beside_a_quote_only_while_its_count_is_shown(
    cast: Cast, num: int, shown: str
) -> None:
    in_boroughs(cast, num, 40)
    make_release(cast.amina, cast.area, TODAY, tables=TABLES)
    html = page()
    assert shown in html and ("in Lambeth" in html) == ("Lambeth" in shown)
    assert html.count("data-quote") == 3  # the theme itself is shown


def test_a_hidden_theme_has_one_quote_at_most_and_no_round(cast: Cast) -> None:
    in_boroughs(cast, 4, 0)
    make_release(cast.amina, cast.area, TODAY)
    html = page()
    assert html.count("data-quote") == 1
    assert "Autumn round" not in html.partition("data-quote")[2].partition("</blockquote>")[0]


def test_without_a_table_of_boroughs_the_two_who_checked_it_decide(cast: Cast) -> None:
    in_boroughs(cast, 4, 40)
    make_release(cast.amina, cast.area, TODAY, tables=[])
    assert "Speaker A in Lambeth" in page()


def test_a_hidden_theme_and_its_parts_have_one_quote_together(cast: Cast) -> None:
    damp = build.theme(cast.area, "damp")
    for code in ("mould", "leaks"):
        part = build.theme(cast.area, code, parent=damp)
        notes = build.conversations(cast, 2, part, may_quote=True)
        build.quote(cast, notes[0], part)
    build.conversations(cast, 40)
    make_release(cast.amina, cast.area, TODAY)
    assert page().count("data-quote") == 1
    for code in ("mould", "leaks"):
        assert "data-quote" not in Client().get(f"/south/heard/{code}/").content.decode()


@pytest.mark.parametrize("is_released", [False, True])
def test_what_no_release_holds_is_as_if_it_were_hidden(cast: Cast, is_released: bool) -> None:
    """A theme that is newer than the figures, or heard in a round that is left out; or no figures at all."""
    theme = build.theme(cast.area, "damp")
    if is_released:
        build.conversations(cast, 40)
        make_release(cast.amina, cast.area, TODAY)
    notes = build.conversations(cast, 3, theme, round=build.round_of(cast, 2), may_quote=True)
    for note in notes:
        build.quote(cast, note, theme)
    html = page()
    assert html.count("data-quote") == 1
    assert "Round 2" not in html.partition("data-quote")[2].partition("</blockquote>")[0]


@pytest.mark.parametrize("named", ["Southwark", "Brent"])
def test_a_borough_that_has_no_count_of_the_theme_is_not_named(cast: Cast, named: str) -> None:
    """Southwark's is nought; Brent was brought in after the figures."""
    [notes, _none] = in_boroughs(cast, 30, 0)
    make_release(cast.amina, cast.area, TODAY, tables=TABLES)
    Place.objects.get_or_create(
        area=cast.area, kind="borough", name=named, defaults={"code": "x", "name_key": named.lower()}
    )
    theme = build.theme(cast.area, "rooms", parent=notes[0].codings.get().theme)
    build.quote(cast, notes[5], theme, said_by=f"Speaker D in {named}")
    html = page()
    assert "Speaker D" in html and f"Speaker D in {named}" not in html


def test_one_speaker_under_two_themes_names_only_what_both_may(cast: Cast) -> None:
    """The same words "in Lambeth" under damp told that Lambeth's hidden count of buses is not nought."""
    [notes, _other] = in_boroughs(cast, 30, 40)
    buses = build.theme(cast.area, "buses")
    hall = build.three_like(cast.second_community)
    build.conversations(cast, 20, buses, organisation=hall)
    build.conversations(cast, 3, buses)
    make_release(cast.amina, cast.area, TODAY, tables=TABLES)
    assert "Speaker A in Lambeth" in page()
    build.quote(cast, notes[0], buses, said_by="Speaker A in Lambeth")
    for html in (page(), Client().get("/south/heard/buses/").content.decode()):
        assert "Speaker A" in html and "Speaker A in Lambeth" not in html
    assert "Speaker B in Lambeth" in page()


def test_themes_that_change_names_do_not_change_counts(cast: Cast) -> None:
    """Lambeth's count of damp is hidden, that of leaks is shown; called Leaks, damp was read as if it were that."""
    in_boroughs(cast, 4, 40)
    leaks = build.theme(cast.area, "leaks")
    for one in (cast.community, cast.second_community):
        build.conversations(cast, 30, leaks, organisation=build.three_like(one))
    make_release(cast.amina, cast.area, TODAY, tables=TABLES)
    assert "Speaker A" in page() and "in Lambeth" not in page()
    for code, name in (("damp", "Leaks"), ("leaks", "Damp")):
        Theme.objects.filter(area=cast.area, code=code).update(name=name)
    assert "Speaker A" in page() and "in Lambeth" not in page()


@pytest.mark.parametrize(
    ("said_by", "num", "shown"),
    [
        ("Heard by a faith group", 40, "Heard by a faith group"),
        ("Heard by a faith group", 4, ""),
        ("A parent at a local faith group in Lambeth", 40, "A parent at a local faith group"),
        ("A school governor", 40, "A school governor"),
        ("A parent at a school", 40, ""),
    ],
)
def test_a_kind_stands_beside_a_quote_only_while_its_count_is_shown_and_never_with_a_borough(
    cast: Cast, said_by: str, num: int, shown: str
) -> None:
    """The only trade union of Lambeth is one organisation, though both counts are large."""
    theme = build.theme(cast.area, "damp")
    notes = build.conversations(
        cast, num, theme, organisation=build.three_like(cast.community), may_quote=True
    )
    other = an_organisation(cast.area, "Peckham Hall", kind="association")
    build.conversations(cast, 60, theme, organisation=build.three_like(other))
    build.conversations(cast, 40, organisation=build.three_like(cast.community))
    build.quote(cast, notes[0], theme, said_by=said_by)
    make_release(cast.amina, cast.area, TODAY, tables=["heard_by_kind", "themes_by_kind"])
    words = page().partition("data-quote")[2].partition("<footer>")[2].partition("</footer>")[0]
    assert words.partition(" · ")[0] == shown if shown else words.startswith("Listener")
