"""The list of promises, one promise with everything behind it, and the open data."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from listens.assembly.models import Assembly
from listens.core.models import Area
from listens.listening.models import NoteWithdrawal
from listens.pledges.models import Amendment, Pledge
from listens.priorities.models import ReasonSeen, Result
from listens.public.actions import make_release
from listens.sensemaking.models import Quote, Theme
from tests.cast import TODAY, Cast
from tests.public import build

pytestmark = pytest.mark.django_db
PROMISE = "/south/promises/1/"


def titles(query: str) -> list[int]:
    page = Client().get(f"/south/promises/{query}")
    return [pledge.number for pledge in page.context["page_obj"]]


def read(address: str) -> str:
    return Client().get(address).content.decode()


def test_finding_by_verdict_date_body_and_words(cast: Cast) -> None:
    build.whole_cycle(cast)
    other = build.pledge(cast, 3, title="Living wages for cleaners", wording="Zażółć gęślą JAŹŃ")
    other.owners.all().delete()
    other.owners.create(organisation=cast.second_community)
    assert titles("?verdict=on_the_way") == [1]
    assert titles("?verdict=no_verdict") == [3, 2]
    assert titles("?overdue=yes") == [2]
    assert titles(f"?body={cast.second_community.pk}") == [3]
    assert titles("?q=zażółć+jaźń") == [3]
    assert titles("?q=housing") == [1]
    assert titles("?q=riverside+repairs") == [2, 1]
    assert titles("?q=people+who+wait+for+wages+and+cleaners") == [3], "any word finds, most words come first"
    assert titles("?q=repairs+housing+zebra") == [1, 2]
    assert titles("?q=zebra") == []


@pytest.mark.parametrize(
    "query", ["?verdict=lovely", "?body=1", "?page=x", "?q=%00", "?q=" + "a" * 999, "?overdue=1"]
)
def test_an_unreadable_choice_is_no_error(cast: Cast, query: str) -> None:
    build.pledge(cast, 1)
    assert Client().get(f"/south/promises/{query}").status_code == 200


def test_pages_keep_what_was_chosen(cast: Cast) -> None:
    for number in range(1, 26):
        build.pledge(cast, number)
    page = read("/south/promises/?verdict=no_verdict")
    assert "verdict=no_verdict&amp;page=2" in page
    assert titles("?verdict=no_verdict&page=2") == [5, 4, 3, 2, 1]


def test_the_list_asks_the_database_no_more_for_more_promises(
    cast: Cast, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    build.whole_cycle(cast)
    client = Client()
    with django_assert_max_num_queries(9) as few:
        client.get("/south/promises/")
    for number in range(3, 20):
        build.progress(cast, build.pledge(cast, number))
    with django_assert_max_num_queries(len(few)):
        client.get("/south/promises/")


def test_a_promise_opens_everything_behind_it(cast: Cast) -> None:
    build.whole_cycle(cast)
    page = read(PROMISE)
    for words in (
        build.WORDS,
        "A mother",
        "Will you repair every damp flat within 20 working days?",
        "Yes, we will, by 1 March.",
        "We will repair every damp flat within 20 working days.",
        "Agreed by the board, item 4.",
        "Only 2 roofers",
        "We repaired 43 flats.",
        "Board paper 7",
        "Half of the 80 flats are done.",
        "We will finish the other 40 by spring.",
        "Larkwood Women",
        "Flats dry after 6 months",
        "small-1",
        "By counting most votes alone it would not have won",
    ):
        assert words in page, words


def test_its_queries_do_not_grow_with_its_history(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    made = build.whole_cycle(cast)
    client = Client()
    with django_assert_max_num_queries(24) as few:
        client.get(PROMISE)
    for days in range(30):
        build.progress(cast, made, days=days)
    with django_assert_max_num_queries(len(few)):
        page = client.get(PROMISE)
    assert len(page.context["page_obj"]) == 20
    assert len(client.get(PROMISE + "?page=2").context["page_obj"]) == 11


def test_a_date_known_only_in_words_is_never_made_exact(cast: Cast) -> None:
    build.whole_cycle(cast)
    page = read("/south/promises/2/")
    assert "June 2026" in page and "autumn 2026" in page
    assert "27 September 2026" not in page and "6 November 2026" not in page


def test_the_first_wording_and_date_stay_beside_an_accepted_change(cast: Cast) -> None:
    made = build.pledge(cast, 1)
    Amendment.objects.create(
        row=build.row(made, "amendment", cast.dele),
        due_on=TODAY.replace(year=2028),
        wording="We will repair most flats.",
        reason="Money",
        asked_on=build.days_ago(9),
        accepted_on=build.days_ago(2),
    )
    page = read(PROMISE)
    assert "We will repair every damp flat" in page and "We will repair most flats." in page
    assert "24 February 2027" in page and "16 November 2028" in page


def test_a_quote_taken_back_is_gone_at_once(cast: Cast) -> None:
    build.whole_cycle(cast)
    addresses = (PROMISE, "/south/heard/", "/south/heard/damp/")
    assert all(build.WORDS in read(address) for address in addresses)
    NoteWithdrawal.objects.create(note=Quote.objects.get().note, way="slip", on=TODAY)
    assert not any(build.WORDS in read(address) for address in addresses)


@pytest.mark.parametrize(
    "address", ["/south/promises/77/", "/north/promises/1/", "/south/heard/none/", "/south/rounds/none/"]
)
def test_what_is_missing_or_elsewhere_is_not_found(cast: Cast, address: str) -> None:
    build.whole_cycle(cast)
    assert Client().get(address).status_code == 404


def test_a_body_without_a_public_act_has_no_page(cast: Cast) -> None:
    build.whole_cycle(cast)
    assert Client().get(reverse("body", args=["south", cast.body.pk])).status_code == 200
    assert Client().get(reverse("body", args=["south", cast.community.pk])).status_code == 404
    assert Client().get(reverse("body", args=["north", cast.body.pk])).status_code == 404


def test_the_round_tells_its_whole_story(cast: Cast) -> None:
    build.whole_cycle(cast)
    page = read("/south/rounds/autumn/")
    for words in (
        "Did not come",
        "412",
        "People counted at the door",
        "Homes that are fit to live in",
        "/south/rounds/autumn/result/",
    ):
        assert words in page, words
    whole = read("/south/rounds/autumn/result/")
    assert "Decided in 2019" in whole
    assert "A warm place in every ward, 7 days" in whole
    ReasonSeen.objects.all().delete()
    whole = read("/south/rounds/autumn/result/")
    assert "Decided in 2019" not in whole, "those concerned read it first"
    assert "A second bridge" not in whole


def test_a_count_is_as_at_the_close_of_its_vote(cast: Cast) -> None:
    build.whole_cycle(cast)
    cast.round.windows.filter(stage="voting").update(closes_on=build.days_ago(12))
    vote = Client().get("/south/rounds/autumn/").context["story"].vote
    assert vote.num_ballots.as_at == build.days_ago(12)


def test_a_round_not_opened_yet_has_no_page(cast: Cast) -> None:
    cast.round.opened_on = None
    cast.round.save()
    assert Client().get("/south/rounds/autumn/").status_code == 404


def test_an_ask_still_being_cut_is_the_teams_own(cast: Cast) -> None:
    from listens.assembly.models import Ask

    Ask.objects.create(area=cast.area, round=cast.round, reference="9.9", title="Half cut", wording="Not yet")
    assert "Half cut" not in read("/south/rounds/autumn/")


def test_the_round_asks_the_database_no_more_for_more_asks(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    build.whole_cycle(cast)
    client = Client()
    with django_assert_max_num_queries(39) as few:
        client.get("/south/rounds/autumn/")
    for number in range(3, 12):
        build.pledge(cast, number, build.ask(cast, None, f"4.{number}"))
    with django_assert_max_num_queries(len(few)):
        client.get("/south/rounds/autumn/")


def test_the_open_data_agree_with_each_other(cast: Cast) -> None:
    build.whole_cycle(cast)
    build.pledge(cast, 3, title="=1+1")
    data = Client().get("/south/api/v1/promises/").json()
    table = list(csv.DictReader(io.StringIO(read("/south/promises.csv"))))
    assert [row["number"] for row in data["promises"]] == [1, 2, 3] == [int(row["number"]) for row in table]
    first, second, third = data["promises"]
    assert (first["verdict"], first["is_overdue"], first["ask"]) == ("on_the_way", False, "3.1")
    assert (second["spoken_on"], second["spoken_in_words"], second["is_overdue"]) == (None, "June 2026", True)
    assert third["title"] == "=1+1" and table[2]["title"] == "'=1+1"


def test_the_feed_leaves_out_what_no_feed_can_hold(cast: Cast) -> None:
    """From before such characters were refused at every door."""
    build.whole_cycle(cast)
    Pledge.objects.update(title="Damp\x0b walls\ufffe mended")
    Area.objects.update(name="South\x1b Listens")
    feed = read("/south/feed/")
    assert "Damp walls mended" in feed
    assert "<title>South Listens: promises</title>" in feed


def test_the_feed_is_atom_with_ids_that_stay(cast: Cast) -> None:
    build.whole_cycle(cast)
    names = {"a": "http://www.w3.org/2005/Atom"}
    first, second = (ElementTree.fromstring(read("/south/feed/")) for _ in range(2))
    ids = [entry.findtext("a:id", namespaces=names) for entry in first.findall("a:entry", names)]
    assert len(ids) == 3 == len(set(ids))
    assert ids == [entry.findtext("a:id", namespaces=names) for entry in second.findall("a:entry", names)]


def test_the_last_news_may_be_a_verdict_or_the_closing(cast: Cast) -> None:
    made = build.pledge(cast, 1)
    assert "Nothing reported yet" in read("/south/promises/")
    build.progress(cast, made, days=40)
    assert "7 October 2026" in read("/south/promises/")
    build.verdict(cast, made)
    assert "11 November 2026" in read("/south/promises/") and "7 October" not in read("/south/promises/")


def test_a_reply_stands_after_the_day_the_owner_saw_the_verdict(cast: Cast) -> None:
    build.whole_cycle(cast)
    page = read(PROMISE)
    assert "Shown to the owner on" in page and "17 October 2026" in page and "Replied on" in page


def test_words_beside_a_rounds_counts_are_of_that_round(cast: Cast) -> None:
    build.whole_cycle(cast)
    later = build.round_of(cast, 2)
    damp = Theme.objects.get(code="damp")
    notes = build.conversations(cast, 20, damp, round=later, text="Said in the second.", may_quote=True)
    build.quote(cast, notes[0], damp)
    make_release(cast.amina, cast.area, TODAY)
    assert "Said in the second." not in read(PROMISE) and build.WORDS in read(PROMISE)
    first, second = read("/south/heard/?round=autumn"), read("/south/heard/?round=round-2")
    assert build.WORDS in first and "Said in the second." not in first
    assert build.WORDS not in second and "Said in the second." in second
    both = read(reverse("theme", args=["south", "damp"]))
    assert "· Round 2</footer>" in both and "· Autumn round</footer>" in both
    assert "· Round 2</footer>" not in second


def test_a_number_without_a_hidden_round_says_so(cast: Cast) -> None:
    build.whole_cycle(cast)
    for page in ("/south/heard/", "/south/"):
        assert "Without a round" not in read(page)
    build.conversations(cast, 2, round=build.round_of(cast, 2))
    make_release(cast.amina, cast.area, TODAY)
    for page in ("/south/heard/", "/south/"):
        assert "heard *" in read(page) and "* Without a round in which too few conversations" in read(page)
    assert "Without a round" not in read("/south/heard/?round=autumn")
    assert 'id="left-out"' in read("/south/how-we-count/")


def test_attendance_is_public_only_with_its_source_and_as_it_was_counted(cast: Cast) -> None:
    build.whole_cycle(cast)
    held = Assembly.objects.get()
    held.attended_is_at_least = True
    held.save()
    assert "at least 412" in read("/south/rounds/autumn/")
    held.source = ""
    held.save()
    assert "412" not in read("/south/rounds/autumn/")


def test_a_past_round_without_a_count_says_that_it_is_not_published(cast: Cast) -> None:
    Result.objects.all().delete()
    assert "Nothing has been counted here yet" in read("/south/rounds/autumn/")
    cast.round.windows.filter(stage="voting").update(closes_on=build.days_ago(1))
    assert "How the vote went is not published here" in read("/south/rounds/autumn/")


def test_numbers_of_one_and_none_are_written_as_people_say_them(cast: Cast) -> None:
    def count(query: str = "") -> str:
        page = read(f"/south/promises/{query}").split('class="app-count"')[1].split("</p>")[0]
        return " ".join(re.sub("<[^>]*>", "", page.split(">", 1)[1]).split())

    assert count() == "0 promises."
    build.pledge(cast, 1)
    assert (count(), count("?overdue=yes")) == ("1 promise.", "0 promises fit what you chose.")
    assert count("?q=repairs") == "1 promise fits what you chose."
    build.pledge(cast, 2)
    assert count() == "2 promises. The newest come first."


def test_a_promise_that_names_a_measure_says_when_nothing_was_measured(cast: Cast) -> None:
    build.pledge(cast, 1, measure_words="Flats that are dry")
    assert "not measured yet" in read(PROMISE)


def test_an_arabic_page_says_which_words_are_the_areas_own(cast: Cast) -> None:
    build.whole_cycle(cast)
    cast.area.languages = ["en", "ar"]
    cast.area.save()

    def arabic(address: str) -> str:
        return Client().get(address, headers={"accept-language": "ar"}).content.decode()

    page = arabic(PROMISE)
    assert '<h1 data-act lang="en" dir="auto">Repairs within 20 days' in page
    assert "، شهد عليه" in page and ", شهد عليه" not in page
    assert "كلمات المستمع" in page and "Listener&#x27;s words" not in page
    assert "lang=" not in read(PROMISE).split("<h1")[1].split("</h1>")[0], "nothing to say on an English page"
    cast.round.windows.exclude(stage="voting").delete()
    stage = arabic("/south/rounds/autumn/")
    assert "التصويت" in stage and "Voting" not in stage
    assert "منظمتان شاركتا" in arabic("/south/")  # two of them: a form of its own
