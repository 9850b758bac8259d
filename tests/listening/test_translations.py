"""A translation stands beside a note, never over it; it is added to, and shown where the note is worked with."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent
from listens.listening.actions import strike_words, translate_note
from listens.listening.models import Note, NoteTranslation
from listens.listening.translations import newest
from listens.sensemaking.actions import check_quote, find_translated, find_words, propose_quote
from listens.sensemaking.gate import publish
from listens.sensemaking.models import Quote
from tests.cast import TODAY, Cast
from tests.sensemaking.build import codebook, note, withdraw

ARABIC = "الرطوبة على الجدار فوق السرير ولا يأتي أحد"
ENGLISH = "The damp is on the wall above the bed and nobody comes"


@pytest.fixture
def spoken(cast: Cast) -> Note:
    made = note(cast, text=ARABIC, language="ar", may_quote=True, voice="read_back")
    made.conversation.was_interpreted = True
    made.conversation.save()
    return made


def translated(cast: Cast, of: Note, words: str = ENGLISH, seen: int = 0, **more) -> NoteTranslation:
    given = {"language": "en", "made_by": "volunteer", "seen_strike": 0, **more}
    return translate_note(cast.femi, of, text=words, seen_seq=seen, **given)


def test_the_note_keeps_its_words_and_a_better_translation_is_added(cast: Cast, spoken: Note) -> None:
    translated(cast, spoken, "The damp is on the wall")
    translated(cast, spoken, seen=1, made_by="interpreter")
    spoken.refresh_from_db()
    assert (spoken.text, spoken.language) == (ARABIC, "ar")
    assert list(spoken.translations.values_list("seq", "made_by", "on")) == [
        (1, "volunteer", TODAY),
        (2, "interpreter", TODAY),
    ]
    assert AuditEvent.objects.filter(verb="translate_note", actor=cast.femi).count() == 2
    with pytest.raises(Stale):
        translated(cast, spoken, seen=1)


def test_what_cannot_be_is_refused(cast: Cast, spoken: Note) -> None:
    cases = [
        ({"words": " "}, "Write the translation"),
        ({"language": "ar"}, "in that language already"),
        ({"language": "und"}, "Choose the language"),
        ({"made_by": "Amal Noor"}, "what the translator is"),
    ]
    for more, why in cases:
        with pytest.raises(Refused, match=why):
            translated(cast, spoken, **more)
    for actor in (cast.amina, cast.bea, cast.pat):
        with pytest.raises(Denied):
            given = {
                "language": "en",
                "text": ENGLISH,
                "made_by": "volunteer",
                "seen_seq": 0,
                "seen_strike": 0,
            }
            translate_note(actor, spoken, **given)
    withdraw(cast, spoken)
    with pytest.raises(Refused, match="taken back"):
        translated(cast, spoken)


def test_it_is_shown_beside_the_note_at_review_and_coding(cast: Cast, spoken: Note) -> None:
    codebook(cast)
    client = cast.client("femi")
    address = reverse("translate_note", kwargs={"area": "south", "note": spoken.pk})
    shown = client.get(address).content.decode()
    assert ARABIC in shown and "Arabic · " in shown  # the language it was said in, not that of the page
    sent = {"language": "en", "text": ENGLISH, "made_by": "interpreter", "seen_seq": 0, "seen_strike": 0}
    assert client.post(address, sent).status_code == 302
    assert "meanwhile" in client.post(address, sent).content.decode()
    review = reverse("review_conversation", kwargs={"area": "south", "conversation": spoken.conversation_id})
    coding = reverse("code_notes", kwargs={"area": "south", "round": "autumn"})
    for page in (cast.client("grace").get(review), client.get(coding)):
        whole = unescape(page.content.decode())
        assert f'lang="en" dir="ltr">{ENGLISH}' in whole and ARABIC in whole
        assert "Translated into English: Interpreter" in whole and "the interpreter's words" in whole
    batch = client.get(reverse("next_notes", kwargs={"area": "south", "round": "autumn"})).json()
    [card] = batch["notes"]
    assert card["text"] == ARABIC and card["translations"][0]["text"] == ENGLISH


def test_a_quote_shows_the_translation_with_the_original(cast: Cast, spoken: Note) -> None:
    damp = codebook(cast)["damp"]
    translated(cast, spoken)
    with pytest.raises(Refused, match="not in a translation"):
        find_translated(spoken, "nobody came")
    assert find_translated(spoken, "  ") is None
    start, end = find_words(spoken, "الرطوبة على الجدار")
    cut = find_translated(spoken, "The damp is on the wall")
    quote = propose_quote(cast.femi, spoken, damp, start, end, "", cut)
    translated(cast, spoken, "It is damp.", seen=1)  # what was checked stays what is shown
    check_quote(cast.grace, quote, outcome="safe", is_of_that_community=True)
    other = note(cast)
    with pytest.raises(Refused, match="another note"):
        propose_quote(cast.femi, Note.objects.get(pk=_quotable(other)), damp, 0, 8, "", cut)
    cast.area.quote_wait_days = 1
    quote.checks.create(by=cast.amina, outcome="safe", on=TODAY)
    published = publish(Quote.objects.get(pk=quote.pk), TODAY.replace(month=12))
    assert (published.words, published.translated) == ("الرطوبة على الجدار", "The damp is on the wall")
    assert published.translated_language == "en" and published.is_interpreted
    page = cast.client("femi").get(reverse("quotes", kwargs={"area": "south"})).content.decode()
    assert "Translated:" in page and "The damp is on the wall" in page


def _quotable(one: Note):
    one.may_quote = True
    one.save()
    return one.pk


def test_a_quote_with_its_translation_is_proposed_on_the_page(cast: Cast, spoken: Note) -> None:
    codebook(cast)
    client = cast.client("femi")
    address = reverse("propose_quote", kwargs={"area": "south", "note": spoken.pk})
    assert "translated" not in client.get(address).context["form"].fields
    translated(cast, spoken)
    typed = {"words": "الرطوبة", "theme": "damp", "translated": "The damp was"}
    assert "not in a translation" in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"translated": "The damp"}).status_code == 302
    assert Quote.objects.get().translated == "The damp"


def test_words_taken_out_of_the_note_take_its_translations_with_them(cast: Cast, spoken: Note) -> None:
    codebook(cast)
    one = translated(cast, spoken)
    client = cast.client("grace")
    page = f"/south/conversations/{spoken.conversation_id}/notes/{spoken.pk}/take-out/"
    assert "has to be written again" in client.get(page).content.decode()
    strike_words(cast.grace, spoken, [], words="الجدار", reason="tells", seen_seq=0)
    one.refresh_from_db()
    assert one.text == "" and newest(spoken) == []
    review = unescape(
        client.get(
            reverse("review_conversation", kwargs={"area": "south", "conversation": spoken.conversation_id})
        ).content.decode()
    )
    assert ENGLISH not in review and "[words taken out]" in review
    translated(cast, spoken, "The damp is there", seen=1, seen_strike=1)
    assert [each.text for each in newest(Note.objects.get(pk=spoken.pk))] == ["The damp is there"]


def test_a_translation_begun_before_words_were_taken_out_does_not_bring_them_back(
    cast: Cast, spoken: Note
) -> None:
    client = cast.client("femi")
    address = reverse("translate_note", kwargs={"area": "south", "note": spoken.pk})
    seen = client.get(address).context["form"].initial  # the page is open, and nobody has translated yet
    [struck] = strike_words(cast.grace, spoken, [], words="الجدار", reason="tells", seen_seq=0)
    late = {"language": "en", "text": ENGLISH, "made_by": "volunteer", **seen}
    assert "taken out of this note meanwhile" in client.post(address, late).content.decode()
    assert not NoteTranslation.objects.exists()
    anew = {**late, "text": "The damp is above the bed", **client.get(address).context["form"].initial}
    assert anew["seen_strike"] == struck.seq and client.post(address, anew).status_code == 302
    assert [one.text for one in newest(Note.objects.get())] == ["The damp is above the bed"]
