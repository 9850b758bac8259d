"""Answering back to one borough or one kind of organisation: only what a release shows, and what came of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from listens.core.models import Release
from listens.public.actions import make_release
from listens.public.figures import newest
from listens.sensemaking.models import Theme
from tests.browser import check_page, no_sideways_scroll, picture
from tests.cast import TODAY, Cast, organisation
from tests.listening.reached import borough
from tests.public import build
from tests.public.pages import stray_digits

pytestmark = pytest.mark.django_db
TABLES = ["heard_by_borough", "heard_by_kind", "themes_by_borough", "themes_by_kind"]
LAMBETH, SOUTHWARK, FAITH = "borough/E09000022/", "borough/E09000028/", "kind/faith/"


def page(address: str = "", language: str = "en-gb") -> str:
    answer = Client(headers={"accept-language": language}).get(f"/south/told-us/{address}")
    assert answer.status_code == 200
    seen = answer.content.decode()
    assert stray_digits(seen) == []
    return seen


def heard(cast: Cast) -> None:
    """Housing came up often in Lambeth and food in Southwark, where an association listened; trains rarely in both."""
    housing, food, trains = (build.theme(cast.area, code) for code in ("housing", "food", "trains"))
    damp = build.theme(cast.area, "damp", parent=housing)
    build.conversations(cast, 40, damp, organisation=build.three_like(cast.community))
    build.conversations(cast, 4, trains)
    hall = build.three_like(
        organisation(
            cast.area, "Peckham Hall", kind="association", borough=borough(cast, "E09000028", "Southwark")
        )
    )
    notes = build.conversations(cast, 30, food, organisation=hall, text="I skip lunch.", may_quote=True)
    build.quote(cast, notes[0], food)
    build.conversations(cast, 9, trains, organisation=hall)
    [note, *_more] = build.conversations(cast, 12, housing, organisation=hall, may_quote=True)
    build.quote(cast, note, damp)
    build.pledge(cast, 1, build.ask(cast, build.proposal(cast, "P1", "Repairs", damp)))


def publish(cast: Cast, *tables: str) -> None:
    make_release(cast.amina, cast.area, TODAY, tables=tables or TABLES)


def test_themes_that_a_release_shows_with_what_came_of_them(cast: Cast) -> None:
    heard(cast)
    publish(cast)
    seen = page(LAMBETH)
    assert (
        "What people in Lambeth told us" in seen
        and "Housing" in seen
        and "Food" not in seen
        and "Trains" not in seen
    )
    assert build.WORDS in seen and "Quotes come from the whole area, not only from here" in seen
    assert "Repair within 20 days" in seen and "Repairs within 20 days, part 1" in seen
    assert 'value="40"' in seen and 'value="4"' not in seen
    other = page(SOUTHWARK)
    assert (
        "Food" in other
        and "I skip lunch." in other
        and "Nothing has been asked or promised about this" in other
    )
    assert "What people at faith groups told us" in page(FAITH)
    listed = page()
    assert f"/south/told-us/{LAMBETH}" in listed and "Schools" not in listed and "School" in listed


def test_an_organiser_who_reads_arabic_publishes_the_same(cast: Cast) -> None:
    """What a release keeps is words as they are written; each reader's language comes when they are read."""
    heard(cast)
    with translation.override("ar"):
        publish(cast)
    assert "What people at faith groups told us" in page(FAITH) and "Housing" in page(FAITH)


def test_a_name_that_moved_to_another_theme_takes_no_count_with_it(cast: Cast) -> None:
    heard(cast)
    publish(cast)
    Theme.objects.filter(area=cast.area, code="housing").update(name="Homes")
    Theme.objects.filter(area=cast.area, code="food").update(name="Housing")
    seen = page(LAMBETH)
    assert "Homes" in seen and "Housing" not in seen
    release = Release.objects.get()
    release.tables["themes_by_borough"].pop("codes")  # as releases were kept before
    Release.objects.filter(pk=release.pk).update(tables=release.tables)
    assert "Homes" not in page(LAMBETH)  # known by its name alone, and that is none of these


def test_nothing_moves_between_releases(cast: Cast) -> None:
    heard(cast)
    publish(cast)
    before = page(LAMBETH)
    build.conversations(cast, 50, build.theme(cast.area, "buses"))
    assert "Buses" not in page(LAMBETH) and page(LAMBETH).count("data-number") == before.count("data-number")


def test_kinds_and_boroughs_do_not_give_each_other_away(cast: Cast) -> None:
    """Only Camden has a university, as anybody may know: faith groups' count less Southwark's would be Lambeth's."""
    cast.area.round_to = 1
    cast.area.save()
    housing = build.theme(cast.area, "housing")
    camden = borough(cast, "E09000007", "Camden")
    southwark = borough(cast, "E09000028", "Southwark")
    university = organisation(cast.area, "The University", kind="university", borough=camden)
    chapel = organisation(cast.area, "Peckham Chapel", borough=southwark)
    for num, one in ((3, cast.community), (20, university), (37, chapel)):
        of = build.three_like(one)
        build.conversations(cast, num, housing, organisation=of)
        build.conversations(cast, 40, organisation=of)  # about something else
    publish(cast)
    themes = {
        name: [one.value for one in newest(cast.area).table(name).rows[0].values]
        for name in ("themes_by_borough", "themes_by_kind")
    }
    camdens, lambeths, southwarks, _all = themes["themes_by_borough"]
    faiths = themes["themes_by_kind"][0]
    assert lambeths is None and (camdens is None or southwarks is None)
    assert faiths is None or southwarks is None, "the one less the other is three"


def test_one_or_two_organisations_are_no_kind_and_no_borough(cast: Cast) -> None:
    """Their page would be that organisation's own, and of two each could take its own themes from the sum."""
    housing = build.theme(cast.area, "housing")
    build.conversations(cast, 40, housing, organisation=build.three_like(cast.community)[:2])
    hall = organisation(cast.area, "Hall", kind="charity", borough=borough(cast, "E09000028", "Southwark"))
    build.conversations(cast, 40, housing, organisation=build.three_like(hall))
    publish(cast)
    for address in (LAMBETH, FAITH):
        assert 'value="40"' not in page(address).partition("Housing")[2] and build.WORDS not in page(address)
    assert "Housing" in page(SOUTHWARK) and "Housing" in page("kind/charity/")


def test_too_few_says_so_and_what_can_be_done(cast: Cast) -> None:
    heard(cast)
    publish(cast)
    for address in ("kind/school/", "kind/union/"):
        seen = page(address)
        assert "Too few conversations were held there" in seen and "What can be done" in seen
        assert "Hold more conversations there" in seen


def test_a_table_that_was_not_released_is_not_published_yet(cast: Cast) -> None:
    heard(cast)
    assert "Nothing is published yet" in page() and "not published yet" in page(LAMBETH)
    publish(cast, "heard_by_borough", "themes_by_borough")
    assert "Ask an organiser to publish the table" in page(FAITH) and "Housing" in page(LAMBETH)


def test_theme_by_a_personal_group_is_not_offered_and_the_page_says_so(cast: Cast) -> None:
    for address in ("", LAMBETH, FAITH):
        assert "We do not show what people of one age, ethnic group, home or disability said." in page(
            address
        )


def test_what_is_no_group(cast: Cast) -> None:
    for address in ("borough/E0/", "kind/nhs/", "kind/council/", "age/80/", "ward/E05014117/"):
        assert Client().get(f"/south/told-us/{address}").status_code == 404


def test_the_round_and_what_we_heard_lead_there(cast: Cast) -> None:
    heard(cast)
    publish(cast)
    assert "/south/told-us/" in Client().get("/south/rounds/autumn/").content.decode()
    assert "/south/told-us/" in Client().get("/south/heard/").content.decode()


def test_more_themes_and_promises_cost_no_more_queries(cast: Cast) -> None:
    heard(cast)
    publish(cast)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(LAMBETH)
        return len(asked)

    queries()
    few = queries()
    for number in range(5):
        theme = build.theme(cast.area, f"theme-{number}")
        build.conversations(cast, 20 + number, theme)
        for each in range(2):
            of = build.proposal(cast, f"N{number}{each}", f"New {number} {each}", theme)
            build.pledge(cast, 10 * number + each + 10, build.ask(cast, of, f"9.{number}{each}"))
    publish(cast)
    assert "Theme-4" in page(LAMBETH)
    assert queries() == few < 45


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser(cast: Cast, new_page) -> None:
    heard(cast)
    publish(cast)
    for locale in ("en-GB", "ar"):
        reader = new_page(locale=locale)
        for name, address in (("list", ""), ("lambeth", LAMBETH), ("few", "kind/school/")):
            reader.goto(f"/south/told-us/{address}")
            check_page(reader)
            no_sideways_scroll(reader, 320)
            picture(reader, f"told-us-{name}-{locale}-320")
        reader.goto(f"/south/told-us/{LAMBETH}?print=large")
        no_sideways_scroll(reader, 320)
        picture(reader, f"told-us-large-{locale}-320")
        reader.emulate_media(media="print")
        reader.set_viewport_size({"width": 794, "height": 1123})
        picture(reader, f"told-us-large-{locale}-print")
        reader.goto(f"/south/told-us/{LAMBETH}")
        picture(reader, f"told-us-{locale}-print")
