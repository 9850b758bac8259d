"""Did we hear you right? What was said is kept, answered once by each who looked, and the sheet gives nobody away."""

import pytest
from django.urls import reverse

from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent
from listens.sensemaking import corrections
from listens.sensemaking.actions import answer_correction, decide_note, park_theme, record_correction
from listens.sensemaking.models import Correction
from tests.sensemaking.build import codebook, correction, notes, quote, theme


def at(cast, name, **more):
    return reverse(name, kwargs={"area": "south", "round": cast.round.slug, **more})


def test_it_is_written_down_once(cast):
    themes = codebook(cast)
    said = {"verdict": "not_right", "words": "It is the mould.", "theme": themes["damp"]}
    one = record_correction(cast.amina, cast.round, organisation=cast.community, **said)
    audited = AuditEvent.objects.count()
    assert record_correction(cast.amina, cast.round, organisation=cast.community, **said) == one
    assert (Correction.objects.count(), AuditEvent.objects.count()) == (1, audited)
    assert (
        record_correction(
            cast.femi, cast.round, verdict="missing", words="Buses.", theme=themes["damp"]
        ).theme
        is None
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"verdict": "maybe"}, "Say whether"),
        ({"verdict": "missing", "words": "  "}, "Write down what people said"),
        ({"verdict": "right"}, "Choose the theme"),
        ({"verdict": "missing", "words": "x" * 501}, "500"),
        ({"verdict": "missing", "words": "a\0b"}, "character"),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(cast, said, why):
    with pytest.raises(Refused, match=why):
        record_correction(cast.amina, cast.round, **said)
    assert not Correction.objects.exists()


def test_of_two_answers_at_once_the_second_is_told(cast):
    one = correction(cast)
    assert corrections.num_waiting(cast.area) == 1
    answer_correction(cast.femi, one, outcome="changed", reason="A theme “buses” was added.", seen_seq=0)
    with pytest.raises(Stale, match="Read it first"):
        answer_correction(cast.femi, one, outcome="stays", reason="It is there.", seen_seq=0)
    answer_correction(cast.femi, one, outcome="stays", reason="It was there.", seen_seq=1)
    [row] = corrections.standings(corrections.corrections(cast.area))
    assert (row.newest.outcome, row.waits, corrections.num_waiting(cast.area)) == ("stays", False, 0)
    for nothing in ({"outcome": "changed", "reason": " "}, {"outcome": "x", "reason": "y"}):
        with pytest.raises(Refused):
            answer_correction(cast.femi, one, seen_seq=2, **nothing)


def test_a_mistake_leaves_the_list_and_what_is_right_waits_for_nothing(cast):
    themes = codebook(cast)
    mistaken = correction(cast)
    right = record_correction(cast.amina, cast.round, verdict="right", theme=themes["damp"])
    assert corrections.num_waiting(cast.area) == 1
    answer_correction(cast.femi, mistaken, outcome="mistake", reason="Typed twice.", seen_seq=0)
    [row] = corrections.standings(corrections.corrections(cast.area))
    assert row.correction == right and not row.waits


def test_the_sheet_has_no_count_and_no_theme_of_a_few(cast):
    themes = codebook(cast)
    many = notes(cast, 9, may_quote=True)
    for one in many:
        decide_note(cast.femi, one, [themes["damp"]])
    for one in notes(cast, 7):
        decide_note(cast.femi, one, [themes["money"]])
    parked = theme(cast, "parking")
    for one in notes(cast, 9):
        decide_note(cast.femi, one, [parked])
    park_theme(cast.femi, parked)
    quote(cast, many[0], themes["housing"])
    page = cast.client("amina").get(at(cast, "ask_heard_right")).content.decode()
    sheet = page.split("<main")[1].split("</main")[0]
    assert "Housing" in sheet and "Money" not in sheet and "Parking" not in sheet
    assert "the wall above the cot" in sheet and "9" not in sheet


def test_the_pages(cast):
    codebook(cast)
    client = cast.client("amina")
    assert "Nothing has been said yet" in client.get(at(cast, "corrections")).content.decode()
    bad = client.post(
        at(cast, "add_correction"), {"verdict": "not_right", "words": "Kept as typed", "theme": ""}
    )
    assert "Choose the theme" in bad.content.decode() and "Kept as typed" in bad.content.decode()
    typed = {"verdict": "missing", "words": "Nobody spoke of <buses>.", "organisation": cast.community.pk}
    page = client.post(at(cast, "add_correction"), typed, follow=True).content.decode()
    assert "Nobody spoke of &lt;buses&gt;." in page and "1 waits for an answer" in page
    one = Correction.objects.get()
    answered = {"outcome": "changed", "reason": "Buses are a theme now.", "seen_seq": 0}
    page = cast.client("femi").post(at(cast, "answer_correction", correction=one.pk), answered, follow=True)
    assert "Buses are a theme now." in page.content.decode() and "waits" not in page.content.decode()
    late = cast.client("femi").post(at(cast, "answer_correction", correction=one.pk), answered)
    assert "Read it first" in late.content.decode()


def test_what_two_presses_wrote_down_twice_once_is_no_trouble_later(cast):
    said = {"verdict": "missing", "words": "Buses."}
    one = record_correction(cast.amina, cast.round, **said)
    Correction.objects.create(round=cast.round, by=cast.amina, on=one.on, **said)
    assert record_correction(cast.amina, cast.round, **said).words == "Buses."
    assert Correction.objects.count() == 2
