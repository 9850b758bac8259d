"""Numbered sheets: printed for an organisation, typed in once, void or lost, and never typed in twice."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.listening import codes
from listens.listening.actions import withdraw_by_slip
from listens.listening.models import Conversation, Note, Sheet
from listens.listening.paper.actions import make_sheets, mark_sheet, type_in_sheet
from listens.listening.paper.entry_forms import short_day
from listens.listening.paper.presenters import ranges
from listens.listening.paper.slips import slip_of
from tests.cast import TODAY, Cast
from tests.listening.sheets import posted, sheets, written


def at(name: str, **more) -> str:
    return reverse(name, kwargs={"area": "south", **more})


def state(sheet: Sheet) -> str | None:
    return Sheet.objects.with_state().get(pk=sheet.pk).state


def test_numbers_run_on_in_the_area(cast: Cast) -> None:
    assert [one.number for one in sheets(cast, 3)] == [1, 2, 3]
    assert [one.number for one in sheets(cast, 2, cast.second_community)] == [4, 5]


@pytest.mark.parametrize("how_many", [0, -1, 201])
def test_a_batch_is_of_a_sensible_size(cast: Cast, how_many: int) -> None:
    with pytest.raises(Refused, match="1 to 200"):
        sheets(cast, how_many)


def test_a_public_body_another_area_and_a_round_not_open_get_none(cast: Cast) -> None:
    with pytest.raises(Refused, match="public body"):
        sheets(cast, 1, cast.body)
    cast.round.opened_on = None
    with pytest.raises(Refused, match="may still change"):
        sheets(cast, 1)


def test_a_lead_prints_and_types_for_the_own_organisation_only(cast: Cast) -> None:
    [own] = make_sheets(cast.bea, cast.round, cast.community, 1)
    [other] = sheets(cast, 1, cast.second_community)
    type_in_sheet(cast.bea, own, written())
    with pytest.raises(access.Denied):
        make_sheets(cast.bea, cast.round, cast.second_community, 1)
    with pytest.raises(access.Denied):
        type_in_sheet(cast.bea, other, written())
    assert (
        state(other) is None and cast.client("bea").get(at("sheet", number=other.number)).status_code == 404
    )


def test_what_is_typed_in_is_a_conversation_like_any_other(cast: Cast) -> None:
    [sheet] = sheets(cast, 1)
    type_in_sheet(cast.amina, sheet, written("The damp never goes.", "Nobody answers."))
    talk = Conversation.objects.get()
    assert (talk.organisation, talk.ward, talk.held_on, talk.link) == (cast.community, cast.ward, TODAY, None)
    assert not talk.reviews.exists() and talk.notes.count() == 2 and state(sheet) == "typed"
    row = AuditEvent.objects.order_by("seq").last()
    assert row.verb == "type_in_sheet" and "damp" not in str(row.detail)


@pytest.mark.parametrize("words", ["The damp never goes.", "Something else."])
def test_a_sheet_is_never_two_conversations(cast: Cast, words: str) -> None:
    [sheet] = sheets(cast, 1)
    type_in_sheet(cast.amina, sheet, written())
    with pytest.raises(Refused, match="typed in already"):
        type_in_sheet(cast.bea, sheet, written(words))
    sheet.steps.all().delete()  # even if the step were lost, the id of the conversation is the sheet's own
    if words == "The damp never goes.":
        type_in_sheet(cast.amina, sheet, written(words))
    else:
        with pytest.raises(Refused, match="same id"):
            type_in_sheet(cast.amina, sheet, written(words))
    assert [note.text for note in Note.objects.all()] == ["The damp never goes."]


def test_the_slip_of_the_sheet_takes_its_notes_back(cast: Cast) -> None:
    first, second = sheets(cast, 2)
    own = codes.new_slip()
    item = written()
    item["notes"].append({"prompt": "2", "text": "Mine has a slip of its own.", "slip": own})
    type_in_sheet(cast.amina, first, item)
    assert slip_of(first) != slip_of(second) and codes.is_slip(slip_of(first))
    assert codes.plain(slip_of(first)) not in str(list(Note.objects.values()))
    assert withdraw_by_slip(cast.area, slip_of(first)) == 1 and withdraw_by_slip(cast.area, own) == 1
    with pytest.raises(Refused):
        withdraw_by_slip(cast.area, slip_of(second))


def test_a_typing_error_in_a_slip_shows(cast: Cast) -> None:
    for _ in range(50):
        code = codes.plain(codes.new_slip())
        assert codes.is_slip(code)
        swapped = code[:3] + code[4] + code[3] + code[5:]
        assert swapped == code or {code[3], code[4]} == {"0", "Z"} or not codes.is_slip(swapped)
        wrong = "A" if code[6] != "A" else "B"
        assert not codes.is_slip(code[:6] + wrong + code[7:])
    assert not codes.is_slip("") and not codes.is_slip("123")


def test_void_and_lost_sheets_are_not_typed_until_found(cast: Cast) -> None:
    [sheet] = sheets(cast, 1)
    for gone in ("void", "lost"):
        mark_sheet(cast.bea, sheet, gone)
        with pytest.raises(Refused, match=gone):
            type_in_sheet(cast.amina, sheet, written())
    before = AuditEvent.objects.count()
    mark_sheet(cast.bea, sheet, "lost")
    assert AuditEvent.objects.count() == before
    mark_sheet(cast.bea, sheet, "found")
    type_in_sheet(cast.amina, sheet, written())
    with pytest.raises(Refused, match="typed in already"):
        mark_sheet(cast.amina, sheet, "void")
    with pytest.raises(Refused):
        mark_sheet(cast.amina, sheet, "typed")


def test_the_page_keeps_what_stays_and_goes_to_the_next_number(cast: Cast) -> None:
    sheets(cast, 3)
    client = cast.client("bea")
    address = at("type_in_sheets", round="autumn")
    answer = client.post(
        address, posted(2, **{"note-1-read_back": "on", "note-1-may_quote": "on"}), follow=True
    )
    facts = answer.context["entry"].facts
    assert facts["number"].value() == 3 and facts["setting"].value() == "Food bank"
    assert facts["held_on"].value() == "16/11/2026" and facts["people_heard"].value() == 1
    assert "Sheet 2 is in" in answer.content.decode()
    note = Note.objects.get()
    assert note.may_quote and note.voice == "read_back" and not note.may_evaluate


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": 99}, "There is no sheet 99"),
        ({"number": ""}, "Fill this in"),
        ({"number": "9" * 40}, "less than or equal"),
        ({"note-1-text": " "}, "Write at least one note"),
        ({"note-1-text": "a\x00b"}, "NUL"),
        ({"note-1-slip": "AAAAA-AAAAB"}, "typing error"),
        ({"held_on": "17"}, ""),
        ({"held_on": "17 12 2026"}, "still to come"),
        ({"held_on": "when?"}, "not a day"),
        ({"people_heard": "0"}, "greater than or equal"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, change, words) -> None:
    sheets(cast, 1)
    answer = cast.client("amina").post(at("type_in_sheets", round="autumn"), {**posted(1), **change})
    page = answer.content.decode()
    if words:
        assert answer.status_code == 200 and words in page and not Conversation.objects.exists()
        assert "Food bank" in page
    else:  # the seventeenth of last month
        assert Conversation.objects.get().held_on == dt.date(2026, 10, 17)


def test_a_number_typed_before_is_said_with_a_link_and_no_words(cast: Cast) -> None:
    [sheet] = sheets(cast, 1)
    client = cast.client("bea")
    client.post(at("type_in_sheets", round="autumn"), posted(1))
    answer = client.post(at("type_in_sheets", round="autumn"), posted(1, "Other words."))
    page = answer.content.decode()
    assert "typed in already" in page and at("mark_sheet", number=1) in page and "Other words." in page
    shown = client.get(at("sheet", number=1)).content.decode()
    assert "What was typed in" in shown and "Food bank" in shown and "damp" not in shown
    assert at("review_conversation", conversation=Conversation.objects.get().pk) not in shown
    assert Conversation.objects.count() == 1 and state(sheet) == "typed"


def test_the_picture_on_a_sheet_leads_to_typing_it_in(cast: Cast) -> None:
    sheets(cast, 2)
    answer = cast.client("bea").get(at("sheet", number=2), follow=True)
    assert answer.context["entry"].facts["number"].value() == 2


def test_the_page_of_a_round_tells_which_came_back(cast: Cast) -> None:
    client = cast.client("amina")
    made = sheets(cast, 6)
    for sheet in made[:3]:
        type_in_sheet(cast.amina, sheet, written())
    client.post(at("mark_sheet", number=4), {"state": "void"})
    page = re.sub(r"<[^>]+>|\s+", " ", client.get(at("round_sheets", round="autumn")).content.decode())
    page = " ".join(page.split())
    assert "3 of 6 sheets are typed in." in page
    assert "Typed in 1–3 Not yet 5 , 6 Void or lost 4" in page


def test_the_printed_sheet_has_all_it_needs(cast: Cast) -> None:
    client = cast.client("bea")
    answer = client.post(
        at("make_sheets", round="autumn"),
        {"organisation": str(cast.community.pk), "how_many": 2, "language": "ar", "large": "on"},
        follow=True,
    )
    page = answer.content.decode()
    assert 'lang="ar"' in page and "app-sheet--large" in page and page.count('class="app-sheet__code"') == 2
    first = Sheet.objects.first()
    assert slip_of(first) in page and "What is putting pressure on you" in page
    assert "style=" not in page


def test_queries_do_not_grow_with_the_sheets(cast: Cast, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = cast.client("amina")
    for name in ("round_sheets", "print_sheets", "type_in_sheets"):
        sheets(cast, 1)
        client.get(at(name, round="autumn"))
        with CaptureQueriesContext(connection) as few:
            client.get(at(name, round="autumn"))
        sheets(cast, 10)
        with django_assert_num_queries(len(few)):
            client.get(at(name, round="autumn"))


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("16", (2026, 11, 16)),
        ("17", (2026, 10, 17)),
        ("31", (2026, 10, 31)),
        ("2 11", (2026, 11, 2)),
        ("24.12.", (2025, 12, 24)),
        ("1/2/26", (2026, 2, 1)),
        ("1 2 2026", (2026, 2, 1)),
        ("2026-02-01", (2026, 2, 1)),
    ],
)
def test_a_day_in_few_keys(given: str, day) -> None:
    assert short_day(given, TODAY) == dt.date(*day)


@pytest.mark.parametrize("given", ["", "32", "31 2", "1 2 3 4", "x", "0", "1 1 99999", "²"])
def test_what_is_no_day_is_refused(given: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        short_day(given, TODAY)


def test_ranges() -> None:
    assert ranges([]) == "" and ranges([7]) == "7" and ranges([3, 1, 2, 9, 10]) == "1–3, 9–10"


def test_an_interpreters_words_are_known_as_such_from_paper_too(cast: Cast) -> None:
    sheets(cast, 2)
    client = cast.client("bea")
    client.post(at("type_in_sheets", round="autumn"), posted(1, was_interpreted="on"))
    client.post(at("type_in_sheets", round="autumn"), posted(2))
    talks = Conversation.objects.order_by("-was_interpreted")
    assert [one.was_interpreted for one in talks] == [True, False]
    sheets(cast, 1)
    assert "Somebody interpreted" in client.get(at("print_sheets", round="autumn")).content.decode()


def test_whoever_types_sees_whom_to_ring(cast: Cast) -> None:
    sheets(cast, 1)
    for page in ("type_in_sheets", "type_in_wall"):
        shown = cast.client("bea").get(at(page, round="autumn")).content.decode()
        assert (
            "Someone is at risk: what to do" in shown
            and "ring 999" in shown
            and "Someone at risk? Ring" in shown
        )


def test_the_desk_leads_to_paper_for_four_weeks_after_the_listening(cast: Cast) -> None:
    window = cast.round.windows.get(stage="listening")
    for days_ago, is_there in ((28, True), (29, False)):
        window.closes_on, window.grace_days = TODAY - dt.timedelta(days=days_ago), 0
        window.save()
        page = cast.client("bea").get("/south/desk/").content.decode()
        assert (at("round_sheets", round="autumn") in page) is is_there
    assert (
        at("round_sheets", round="autumn")
        in cast.client("bea").get(at("round_home", round="autumn")).content.decode()
    )


def test_a_table_gives_several_notes_to_one_question_each_with_its_own_ticks(cast: Cast) -> None:
    sheets(cast, 1)
    client, address = cast.client("bea"), at("type_in_sheets", round="autumn")
    typed = posted(1, "The lift.", channel="table-talk", **{"note-1-may_quote": "on", "held_on": ""})
    more = client.post(address, {**typed, "add": "1"}).content.decode()
    assert (
        "Another note: What is putting" in more and "There is a problem" not in more and "The lift." in more
    )
    assert 'name="count-1" value="2"' in more and not Conversation.objects.exists()
    second = {"count-1": "2", "note-1-1-text": "No bus.", "note-1-1-read_back": "on", "held_on": "16"}
    assert client.post(address, {**typed, **second}).status_code == 302
    notes = Note.objects.order_by("position")
    assert [(one.text, one.may_quote, one.voice) for one in notes] == [
        ("The lift.", True, "listener"),
        ("No bus.", False, "read_back"),
    ]


@pytest.mark.parametrize("count", ["99", "x", "-1", "0"])
def test_an_odd_count_of_notes_does_no_harm(cast: Cast, count) -> None:
    sheets(cast, 1)
    given = posted(1, **{"count-1": count, "add": "1"})
    page = cast.client("bea").post(at("type_in_sheets", round="autumn"), given)
    assert page.status_code == 200 and page.content.decode().count('-text"') <= 40
