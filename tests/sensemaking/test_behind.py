"""Every number opens its rows: who gets the link, that what opens is what was counted, and that reading is recorded."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from listens.core.models import AuditEvent
from listens.listening.models import Round
from listens.sensemaking.actions import decide_note
from listens.sensemaking.behind import Which, behind
from listens.sensemaking.how_coded import how_coded
from listens.sensemaking.models import BlindCheck, BlindNote, Coding
from tests.browser import check_page, picture, sign_in
from tests.sensemaking.build import codebook, note, notes, theme, withdraw
from tests.sensemaking.proposed import batch, suggestion

LINK = re.compile(r'<a class="app-number app-opens" href="([^"#]+)">([\d,]+)[^<]*<span[^>]*>, open the notes')


def said(cast):
    """Damp at two kinds of organisation and in two boroughs, money beside it twice, one note that is about nothing."""
    themes = codebook(cast) | {"school": theme(cast, "school")}
    for codes, people, more in (
        (["damp"], 3, {}),
        (["damp", "money"], 2, {}),
        (["repairs", "money"], 1, {"organisation": cast.second_community}),
        (["school"], 4, {"organisation": cast.second_community}),
        ([], 5, {}),
    ):
        decide_note(cast.femi, note(cast, people=people, **more), [themes[code] for code in codes])
    one, other = notes(cast, 2, together=True, people=7)
    decide_note(cast.femi, one, [themes["damp"]])
    decide_note(cast.femi, other, [themes["money"]])
    return themes


def links(page):
    return [
        (unescape(where), int(number.replace(",", "")))
        for where, number in LINK.findall(page.content.decode())
    ]


def headings(client, where):
    """Conversations, times heard and notes that the page of rows says, all of which it shows."""
    page = client.get(where)
    assert page.status_code == 200
    assert len(page.context["cards"]) == page.context["totals"][0]
    assert sum(card["people_heard"] for card in page.context["cards"]) == page.context["totals"][1]
    assert sum(len(card["notes"]) for card in page.context["cards"]) == page.context["totals"][2]
    return page.context["totals"]


def checked(cast, of, **more):
    """A note of an open blind check."""
    check = BlindCheck.objects.create(
        round=cast.round, seq=1, seed=1, started_by=cast.femi, started_on=cast.area.today()
    )
    BlindNote.objects.create(check_of=check, note=of, position=0, **more)


PAGES = [
    ("codebook", {}, {}),
    ("staff_theme", {"code": "housing"}, {}),
    ("staff_theme", {"code": "damp"}, {"round": "autumn"}),
    ("themes_overview", {}, {}),
    ("compare_themes", {}, {"one": "housing", "other": "money"}),
]


@pytest.mark.parametrize(("name", "of", "asked"), PAGES)
def test_each_number_opens_as_many_rows(cast, name, of, asked):
    said(cast)
    asked = {key: cast.round.slug if key == "round" else value for key, value in asked.items()}
    client = cast.client("grace")
    page = client.get(reverse(name, kwargs={"area": "south", **of}), asked)
    found = links(page)
    assert len(found) >= 3
    opened = {where: headings(client, where) for where in {where for where, _number in found}}
    for where, number in found:
        assert number in opened[where], (where, number)


def test_the_bars_and_the_figures_open_their_rows(cast):
    themes = said(cast)
    client = cast.client("femi")
    bars = client.get(reverse("themes_overview", args=["south"])).context["bars"].bars
    assert [(bar.label, bar.number.value) for bar in bars] == [("Housing", 4), ("Money", 3), ("School", 1)]
    for bar in bars:
        assert headings(client, bar.opens)[0] == bar.number.value
    side = client.get(reverse("compare_themes", args=["south"]), {"one": "housing", "other": "money"})
    for published, _label, where in side.context["figures"]:
        assert headings(client, where)[0] == published.value
    shown = client.get(reverse("staff_theme", args=["south", "housing"])).context["figures"]
    assert (
        [int(number) for number, _label, _where in shown] == list(headings(client, shown[0][2])) == [4, 13, 4]
    )
    assert themes["housing"].name in client.get(shown[0][2]).content.decode()


@pytest.mark.parametrize("who", ["amina", "pat"])
def test_for_others_numbers_are_plain_text(cast, who):
    """An organiser counts but reads no note; somebody of a public body does neither, whatever role they hold."""
    said(cast)
    client = cast.client(who)
    for name, of, asked in PAGES:
        page = client.get(reverse(name, kwargs={"area": "south", **of}), asked if "one" in asked else {})
        if who == "pat" and name in ("themes_overview", "compare_themes"):
            assert page.status_code == 403
        else:
            assert page.status_code == 200 and "/notes/" not in page.content.decode()
    for where in ("/south/codebook/notes/", "/south/codebook/themes/damp/notes/?kind=charity"):
        assert client.get(where).status_code == 403


def test_rows_are_of_what_was_asked(cast):
    themes = said(cast)
    other_round = Round.objects.create(
        area=cast.area, name="Spring", slug="spring", number=9, opened_on=cast.area.today()
    )
    decide_note(cast.femi, note(cast, text="Of spring"), [themes["damp"]])
    found = behind(cast.area, Which(themes["housing"], also=themes["money"]))
    assert found.totals() == (3, 10, 4)  # the two notes of one conversation are both shown
    assert behind(cast.area, Which(themes["damp"], round=other_round)).totals() == (0, 0, 0)
    assert behind(cast.area, Which(themes["damp"], round=cast.round)).totals()[0] == 4
    kinds = {
        kind: behind(cast.area, Which(kind=kind)).totals()[0] for kind in (cast.community.kind, "school", "")
    }
    assert kinds[""] == 0 and sum(kinds.values()) <= 7
    withdraw(cast, Coding.objects.filter(theme=themes["damp"]).first().note)
    assert behind(cast.area, Which(themes["damp"])).totals()[0] == 3


@pytest.mark.parametrize(
    "query",
    [
        "kind=nothing",
        "borough=Nowhere",
        "with=nowhere",
        "with=%00",
        "way=magic",
        "kind=school&borough=none",
        "round=none",
    ],
)
def test_what_is_not_there_cannot_be_asked_for(cast, query):
    codebook(cast)
    client = cast.client("femi")
    assert client.get(f"/south/codebook/themes/damp/notes/?{query}").status_code == 404


def test_each_page_of_rows_is_recorded(cast):
    said(cast)
    assert cast.client("grace").get("/south/codebook/notes/").status_code == 200
    read = AuditEvent.objects.get(verb="read_theme_notes").detail
    assert len(read["read"]) == 7 and read["page"] == "behind"


def test_ways_of_coding_open_their_rows_and_add_up(cast):
    themes = codebook(cast)
    [one, unread, filed, twice] = notes(cast, 4)
    decide_note(cast.femi, one, [themes["damp"]])
    put = {"theme": themes["damp"], "at": cast.area.now()}
    made = batch(cast, 0)
    Coding.objects.create(note=unread, by=cast.femi, batch=made, **put)
    Coding.objects.create(note=filed, by=cast.femi, coder="Ana", **put)
    Coding.objects.create(note=filed, by=cast.femi, coder="Ben", **put)
    checked(cast, twice, settled_at=cast.area.now())
    for by in (cast.femi, cast.grace):
        Coding.objects.create(note=twice, by=by, sitting="blind", **put)
    Coding.objects.create(note=twice, by=cast.femi, **put)
    found = {one.way: (one.num_notes, one.num_people) for one in how_coded(themes["damp"])}
    assert found == {"apart": (1, 2), "hand": (1, 1), "file": (1, 2), "unread": (1, 1)}
    for way, (num, _people) in found.items():
        assert behind(cast.area, Which(themes["damp"], way=way)).totals()[2] == num


def test_suggestions_and_batches_open_their_notes(cast):
    one = suggestion(cast)
    client = cast.client("femi")
    page = client.get(reverse("suggest_codings", args=["south", cast.round.slug]))
    [of] = page.context["themes"]
    where = reverse("suggested_notes", args=["south", cast.round.slug, one.theme.code])
    assert where in page.content.decode()
    assert headings(client, where)[2] == of.num
    checked(cast, one.note)
    kept = client.get(where)
    assert kept.context["num_kept"] + kept.context["totals"][2] == of.num and kept.context["num_kept"]


def test_what_was_given_together_shows_no_note_of_an_open_blind_check(cast):
    made = batch(cast, 2)
    where = reverse("suggested_notes", args=["south", cast.round.slug, made.theme.code])
    client, kept = cast.client("femi"), made.codings.first().note
    checked(cast, kept)
    found = client.get(f"{where}?batch={made.pk}")
    assert (found.context["totals"][2], found.context["num_kept"]) == (1, 1)
    assert str(kept.pk) not in found.content.decode()


def test_no_query_more_for_more_rows(cast):
    themes = codebook(cast)
    client, address = cast.client("femi"), "/south/codebook/themes/damp/notes/"
    num = []
    for _ in range(2):
        decide_note(cast.femi, note(cast), [themes["damp"]])
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        num.append(len(seen))
        for one in notes(cast, 5):
            decide_note(cast.femi, one, [themes["damp"]])
    assert num[0] == num[1]


@pytest.mark.browser
def test_from_a_number_to_its_notes_and_to_the_report(cast, page):
    """The number of a bar is a link for the mouse; for the keyboard the same stands in the table."""
    said(cast)
    sign_in(page, cast.grace)
    page.goto("/south/codebook/overview/")
    check_page(page)
    page.get_by_text("Show as a table").first.click()
    page.locator("details[open] tbody tr").filter(has_text="Housing").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Notes about Housing")).to_be_visible()
    expect(page.get_by_text("4 conversations · heard 13 times · 4 notes")).to_be_visible()
    check_page(page)
    picture(page, "notes-behind")
    page.get_by_role("link", name="Housing", exact=True).click()
    expect(page.get_by_role("heading", name="How far to rely on it")).to_be_visible()
    check_page(page)
    picture(page, "theme-for-readers")
    page.goto(f"/south/codebook/report/{cast.round.slug}/")
    check_page(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take it as a Word file").click()
    assert taken.value.suggested_filename == f"south-{cast.round.slug}-findings.docx"
