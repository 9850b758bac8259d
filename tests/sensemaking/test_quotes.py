"""Quotes: cut from the note's own words, checked by two people, shown only through the gate."""

import datetime as dt

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import Grant
from listens.listening.models import NoteStrike
from listens.sensemaking.actions import check_quote, find_words, propose_quote
from listens.sensemaking.fetch import quotes_to_check
from listens.sensemaking.gate import PublishedQuote, publish, published_quotes, standings
from listens.sensemaking.models import Quote, QuoteCheck
from tests.cast import TODAY
from tests.sensemaking.build import WORDS, codebook, note, quote, withdraw


@pytest.fixture
def themes(cast):
    return codebook(cast)


@pytest.fixture
def spoken(cast):
    return note(cast, may_quote=True, voice="read_back")


def test_the_words_of_a_note_are_found_however_they_break(spoken):
    start, end = find_words(spoken, "  above the cot, and   nobody comes ")
    assert spoken.text[start:end] == "above the cot,\nand nobody comes"
    for words in ("nobody came", "", " ", "the wall (above)", ".*"):
        with pytest.raises(Refused, match="not in the note"):
            find_words(spoken, words)


def test_a_quote_is_proposed_once(cast, themes, spoken):
    first = propose_quote(cast.femi, spoken, themes["damp"], 0, 8, "A mother in Lambeth")
    assert propose_quote(cast.grace, spoken, themes["damp"], 0, 8, "A mother") == first
    assert (first.words, Quote.objects.count()) == ("The damp", 1)


def test_a_quote_without_consent_words_or_standing_is_refused(cast, themes, spoken):
    cases = [
        (note(cast), 0, 5, "did not agree"),
        (note(cast, may_quote=True, state=""), 0, 5, "not accepted"),
        (spoken, 3, 3, "Mark the words"),
        (spoken, 0, 999, "Mark the words"),
        (spoken, 3, 4, "Mark the words"),
    ]
    for one, start, end, words in cases:
        with pytest.raises(Refused, match=words):
            propose_quote(cast.femi, one, themes["damp"], start, end)
    for who in (cast.amina, cast.bea, cast.pat, cast.esi):
        with pytest.raises(Denied):
            propose_quote(who, spoken, themes["damp"], 0, 8)
    assert not Quote.objects.exists()


@pytest.mark.parametrize(
    "said_by", ["", "A mother", "A young man in Lambeth", "Heard by a faith group", "A Latin American carer"]
)
def test_a_coarse_speaker_may_stand(cast, themes, spoken, said_by):
    assert propose_quote(cast.femi, spoken, themes["damp"], 0, 8, said_by).said_by == said_by


@pytest.mark.parametrize(
    ("said_by", "words"),
    [
        ("A mother in Stockwell East", "ward is too small"),
        ("A mother, STOCKWELL-EAST", "ward is too small"),
        ("A volunteer at St Brannock’s Church", "organisation is too small"),
        ("A Somali speaker", "Take “somali” out"),
        ("Said in Arabic, by a man", "Take “arabic” out"),
        ("A mother of 4", "numbers"),
        ("A man, 12/10/2026", "numbers"),
        ("A man on Tuesday", "day or month"),
        ("Heard in May", "day or month"),
        ("A mother in october", "day or month"),
        ("x" * 121, "most is 120"),
        ("a\x00", "NUL"),
    ],
)
def test_a_speaker_described_too_closely_is_refused(cast, themes, spoken, said_by, words):
    with pytest.raises(Refused, match=words):
        propose_quote(cast.femi, spoken, themes["damp"], 0, 8, said_by)


def state(one, on=TODAY):
    """The published quote, or why not."""
    return publish(Quote.objects.select_related("note__area").get(pk=one.pk), on)


def test_a_quote_passes_after_two_checks_one_from_the_community_and_the_wait(cast, themes, spoken):
    one = propose_quote(cast.femi, spoken, themes["damp"], 0, 8, "A mother")
    Grant.objects.create(actor=cast.amina, area=cast.area, role="sense_maker")
    assert "Two people" in state(one)
    check_quote(cast.amina, one, outcome="safe", is_of_that_community=False)
    assert "Two people" in state(one)
    check_quote(cast.grace, one, outcome="safe", is_of_that_community=True)
    assert "It waits until 23 November 2026" in state(one)
    free = TODAY + dt.timedelta(days=cast.area.quote_wait_days)
    assert isinstance(state(one, free - dt.timedelta(days=1)), str)
    assert state(one, free) == PublishedQuote(
        "The damp", "Read back and agreed", "A mother", "en", themes["damp"].pk, "Autumn round", "autumn"
    )


def test_somebody_from_that_community_has_to_look_and_the_wait_begins_then(cast, themes, spoken):
    one = quote(cast, spoken, themes["damp"])
    one.checks.update(is_of_that_community=False)
    assert "from that community" in state(one)
    QuoteCheck.objects.create(quote=one, by=cast.hana, is_of_that_community=True, outcome="safe", on=TODAY)
    assert "It waits" in state(one)


def test_one_who_finds_a_danger_stops_it(cast, themes, spoken):
    one = quote(cast, spoken, themes["damp"])
    assert isinstance(state(one), PublishedQuote)
    QuoteCheck.objects.create(quote=one, by=cast.hana, outcome="unsafe", reason="The cot", on=TODAY)
    assert "could be recognised" in state(one)


def test_a_check_by_the_proposer_does_not_count(cast, themes, spoken):
    one = quote(cast, spoken, themes["damp"])
    one.checks.filter(by=cast.amina).update(by=cast.femi)
    assert "Two people" in state(one)
    with pytest.raises(Refused, match="You proposed"):
        check_quote(cast.femi, one, outcome="safe", is_of_that_community=True)


def test_checks_that_cannot_be_are_refused(cast, themes, spoken):
    one = quote(cast, spoken, themes["damp"], is_checked=False)
    for outcome, reason, words in (
        ("unsafe", " ", "few words"),
        ("maybe", "", "Say whether"),
        ("unsafe", "x" * 301, "300"),
    ):
        with pytest.raises(Refused, match=words):
            check_quote(cast.grace, one, outcome=outcome, is_of_that_community=True, reason=reason)
    check_quote(cast.grace, one, outcome="safe", is_of_that_community=True)
    with pytest.raises(Refused, match="already checked"):
        check_quote(cast.grace, one, outcome="safe", is_of_that_community=True)
    for who in (cast.amina, cast.pat, cast.esi):
        with pytest.raises(Denied):
            check_quote(who, one, outcome="safe", is_of_that_community=True)


def test_withdrawing_or_taking_consent_back_stops_a_quote_at_once(cast, themes, spoken):
    one = quote(cast, spoken, themes["damp"])
    other = quote(cast, note(cast, may_quote=True), themes["damp"])
    assert len(published_quotes([themes["damp"].pk], TODAY)[themes["damp"].pk]) == 2
    withdraw(cast, spoken)
    type(spoken).objects.filter(pk=other.note_id).update(may_quote=False)
    assert "taken back" in state(one) and "did not agree" in state(other)
    assert published_quotes([themes["damp"].pk], TODAY) == {}


def test_what_has_no_word_left_is_no_quote(cast, themes, spoken):
    """“[name taken out]” stood alone between quotation marks."""
    one = quote(cast, spoken, themes["damp"])
    strike = NoteStrike.objects.create(
        note=spoken,
        seq=1,
        start=0,
        end=len(spoken.text),
        kind="name",
        reason="names",
        by=cast.grace,
        on=TODAY,
    )
    assert "Nothing is left of it" in state(one)
    assert published_quotes([themes["damp"].pk], TODAY) == {themes["damp"].pk: []}
    NoteStrike.objects.filter(pk=strike.pk).update(end=8)
    assert isinstance(state(one), PublishedQuote)


@pytest.mark.parametrize(("days_after", "may_stand"), [(-1, True), (0, False), (5, False)])
def test_words_put_back_after_the_checks_were_seen_by_no_checker(cast, themes, spoken, days_after, may_stand):
    """Taken out, checked without, put back: words stood on a public page that nobody had checked."""
    one = quote(cast, spoken, themes["damp"])
    checked = min(check.on for check in one.checks.all())
    put_back = checked + dt.timedelta(days=days_after)
    more = {"kind": "name", "reason": "names", "by": cast.grace, "start": 4, "end": 8}
    NoteStrike.objects.create(note=spoken, seq=1, on=checked - dt.timedelta(days=3), **more)
    NoteStrike.objects.create(note=spoken, seq=2, act="back", on=put_back, **more)
    assert isinstance(state(one), PublishedQuote) is may_stand
    assert quotes_to_check(cast.hana, cast.area).exists() is not may_stand
    if not may_stand:
        assert "Words were put back into it after it was checked" in state(one)
        for by in (cast.hana, cast.bea):
            on = put_back + dt.timedelta(days=1)
            QuoteCheck.objects.create(quote=one, by=by, is_of_that_community=True, outcome="safe", on=on)
        assert isinstance(state(one), PublishedQuote)


def test_many_quotes_are_read_in_few_queries(cast, themes, django_assert_num_queries):
    for _n in range(6):
        quote(cast, note(cast, may_quote=True), themes["damp"])
    with django_assert_num_queries(5):
        [shown] = published_quotes([themes["damp"].pk], TODAY, most=4).values()
    assert len(shown) == 4 and shown[0].words == WORDS
    quotes = Quote.objects.select_related("note__area").prefetch_related("checks", "note__strikes")
    with django_assert_num_queries(4):
        assert [why for _quote, why in standings(quotes, TODAY)] == [""] * 6


def test_beside_the_words_of_children_stands_the_borough_and_nothing_else(cast, themes):
    spoken = note(cast, may_quote=True)
    conversation = spoken.conversation
    conversation.channel, conversation.ward = "children", cast.ward
    conversation.save()
    published = publish(quote(cast, spoken, themes["damp"]), TODAY)
    assert published.said_by == "A child or young person in Lambeth"
    [again] = published_quotes([themes["damp"].pk], TODAY)[themes["damp"].pk]
    assert again == published
    conversation.organisation = None
    conversation.save()
    assert publish(Quote.objects.get(), TODAY).said_by == "A child or young person"
