"""What is taken out of a note shows nowhere, comes back when asked in time, and is erased after that."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse

from listens.core import access, retention
from listens.core.acting import Refused, Stale
from listens.core.models import Actor, Area, AuditEvent
from listens.listening import marks, name_model
from listens.listening.actions import (
    erase_struck,
    put_back,
    read_notes,
    receive_conversations,
    strike_words,
)
from listens.listening.models import Conversation, Note, NoteStrike
from listens.methods.striking import FILLER, Piece, pieces
from listens.sensemaking.actions import find_words, propose_quote
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item, note
from tests.sensemaking.build import codebook
from tests.sensemaking.build import note as coded_note

SOURCE = Path(__file__).parents[2] / "src" / "listens"
WORDS = "My neighbour Kavitha Rajan lost her job. Kavitha rang 07700 900123 and cried."
OUT = "My neighbour [name taken out] lost her job. Kavitha rang 07700 900123 and cried."
NAME = (13, 26)


@pytest.fixture
def spoken(cast: Cast) -> Note:
    return coded_note(cast, text=WORDS, may_quote=True)


def strike(
    cast: Cast, one: Note, *spans: tuple[int, int], words: str = "", seen_seq: int = 0
) -> list[NoteStrike]:
    return strike_words(cast.grace, one, spans, words=words, reason="names", seen_seq=seen_seq)


def again(one: Note) -> Note:
    return Note.objects.get(pk=one.pk)


def days_later(cast: Cast, days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Area, "today", lambda _area: TODAY + dt.timedelta(days=days))


class TestTakingOut:
    def test_a_mark_stands_in_its_place_and_no_other_word_moves(self, cast: Cast, spoken) -> None:
        strike(cast, spoken, NAME)
        assert again(spoken).shown == OUT
        assert again(spoken).text == WORDS
        row = AuditEvent.objects.filter(verb="strike_words").get()
        assert row.actor == cast.grace and "Kavitha" not in str(row.__dict__)

    def test_words_go_wherever_they_stand_by_themselves(self, cast: Cast, spoken) -> None:
        assert len(strike(cast, spoken, NAME, words="rang", seen_seq=0)) == 2
        assert len(strike(cast, again(spoken), words="Kavitha", seen_seq=2)) == 1
        assert again(spoken).shown.count("[name taken out]") == 3
        with pytest.raises(Refused, match="not stand there just so"):
            strike(cast, spoken, words="neigh", seen_seq=3)

    def test_a_number_is_called_a_number(self, cast: Cast, spoken) -> None:
        strike(cast, spoken, words="07700 900123")
        assert "rang [number taken out] and" in again(spoken).shown

    @pytest.mark.parametrize("span", [(0, 0), (5, 3), (0, 999), (12, 13)])
    def test_there_must_be_words(self, cast: Cast, spoken, span) -> None:
        with pytest.raises(Refused):
            strike(cast, spoken, span)
        with pytest.raises(Refused, match="Say which"):
            strike(cast, spoken)
        with pytest.raises(Refused, match="Say why"):
            strike_words(cast.grace, spoken, [NAME], reason="because", seen_seq=0)
        assert not NoteStrike.objects.exists()

    def test_what_is_out_cannot_go_out_again_and_two_at_once_are_told(self, cast: Cast, spoken) -> None:
        strike(cast, spoken, NAME)
        with pytest.raises(Stale, match="Somebody else"):
            strike(cast, spoken, NAME)
        with pytest.raises(Refused, match="out already"):
            strike(cast, again(spoken), NAME, seen_seq=1)

    def test_only_a_reviewer_of_the_community_side_may(self, cast: Cast, spoken) -> None:
        for actor in (cast.amina, cast.femi, cast.bea, cast.pat, cast.esi):
            with pytest.raises(access.Denied):
                strike_words(actor, spoken, [NAME], reason="names", seen_seq=0)

    def test_it_comes_back_while_it_may(self, cast: Cast, spoken, monkeypatch) -> None:
        [row] = strike(cast, spoken, NAME)
        put_back(cast.grace, row, seen_seq=1)
        assert again(spoken).shown == WORDS
        with pytest.raises(Refused, match="any more"):
            put_back(cast.grace, NoteStrike.objects.get(pk=row.pk), seen_seq=2)
        [row] = strike(cast, again(spoken), NAME, seen_seq=2)
        days_later(cast, cast.area.correction_days + 1, monkeypatch)
        with pytest.raises(Refused, match="any more"):
            put_back(cast.grace, row, seen_seq=3)

    def test_overlapping_stretches_are_one_mark(self) -> None:
        assert pieces(10, [(2, 5), (4, 7)], 3) == [Piece(3, 7, True), Piece(7, 10, False)]
        assert pieces(10, [(2, 5), (5, 7)]) == [
            Piece(0, 2, False),
            Piece(2, 5, True),
            Piece(5, 7, True),
            Piece(7, 10, False),
        ]


class TestErasing:
    def later(self, cast: Cast, monkeypatch) -> int:
        days_later(cast, cast.area.correction_days + 1, monkeypatch)
        return erase_struck(Actor.system("clock"), cast.area)

    def test_the_letters_go_when_it_can_be_put_back_no_more(self, cast: Cast, spoken, monkeypatch) -> None:
        strike(cast, spoken, NAME)
        assert erase_struck(Actor.system("clock"), cast.area) == 0
        assert self.later(cast, monkeypatch) == 1
        assert self.later(cast, monkeypatch) == 0
        kept = again(spoken)
        assert kept.text == WORDS.replace("Kavitha Rajan", FILLER * 13)
        assert (kept.shown, kept.content_digest) == (OUT, "erased")
        assert [row.act for row in kept.strikes.all()] == ["out", "erased"]

    def test_what_was_put_back_stays(self, cast: Cast, spoken, monkeypatch) -> None:
        [row] = strike(cast, spoken, NAME)
        put_back(cast.grace, row, seen_seq=1)
        assert self.later(cast, monkeypatch) == 0
        assert again(spoken).text == WORDS

    def test_a_restored_backup_is_erased_again(self, cast: Cast, spoken, monkeypatch) -> None:
        strike(cast, spoken, NAME)
        self.later(cast, monkeypatch)
        NoteStrike.objects.all().delete()
        Note.objects.filter(pk=spoken.pk).update(text=WORDS)
        assert retention.replay() == 1
        assert FILLER * 13 in again(spoken).text and "Kavitha Rajan" not in again(spoken).shown
        assert "[words taken out]" in again(spoken).shown
        assert retention.replay() == 0

    def test_the_same_note_sent_again_brings_nothing_back(self, cast: Cast, monkeypatch) -> None:
        sender, sent = holder_of(a_link(cast)[0]), envelope(item(note(WORDS)))
        receive_conversations(sender, cast.area, sent)
        one = Note.objects.get()
        strike(cast, one, NAME)
        self.later(cast, monkeypatch)
        monkeypatch.undo()
        [result] = receive_conversations(sender, cast.area, sent)
        assert (result["outcome"], Note.objects.get().shown) == ("duplicate", OUT)


class TestEverywhere:
    def test_no_page_shows_what_is_out(self, cast: Cast, spoken) -> None:
        themes = codebook(cast)
        strike(cast, spoken, NAME)
        shown = propose_quote(cast.femi, again(spoken), themes["damp"], 0, len(WORDS))
        assert (shown.words, again(spoken).cut(3, 20)) == (OUT, "neighbour [name taken out]")
        pages = [
            ("grace", reverse("review_conversation", args=["south", spoken.conversation_id])),
            ("grace", reverse("strike_words", args=["south", spoken.conversation_id, spoken.pk])),
            ("femi", reverse("code_notes", args=["south", cast.round.slug])),
            ("femi", reverse("quotes", args=["south"])),
            ("femi", reverse("propose_quote", args=["south", spoken.pk])),
        ]
        for who, address in pages:
            page = cast.client(who).get(address, follow=True).content.decode()
            assert "[name taken out]" in page, address
            assert "Rajan" not in page, address

    def test_a_quote_is_cut_from_what_is_shown(self, cast: Cast, spoken) -> None:
        strike(cast, spoken, NAME)
        one = again(spoken)
        assert find_words(one, "neighbour [name taken out] lost") == (3, 31)
        assert find_words(one, "her job") == (32, 39)
        with pytest.raises(Refused):
            find_words(one, "Kavitha Rajan")
        with pytest.raises(Refused, match="Mark the words"):
            propose_quote(cast.femi, one, codebook(cast)["damp"], *NAME)

    def test_nothing_reads_a_notes_letters_past_what_was_taken_out(self) -> None:
        """Templates get a card or parts; the demo and the envelope hold words that are no note yet."""
        reads = re.compile(r"(?<!len\()\bnote\.text\b")
        found = {
            file.relative_to(SOURCE).as_posix()
            for file in SOURCE.rglob("*.py")
            if reads.search(file.read_text(encoding="utf-8"))
        }
        assert found <= {
            "listening/actions/erasing.py",
            "listening/envelope.py",
            "demo/heard.py",
        }


class TestPages:
    def addresses(self, spoken: Note) -> tuple[str, str]:
        key = {"area": "south", "conversation": spoken.conversation_id}
        return reverse("review_conversation", kwargs=key), reverse(
            "strike_words", kwargs={**key, "note": spoken.pk}
        )

    def test_a_reviewer_takes_out_a_mark_and_puts_it_back_without_a_script(self, cast: Cast, spoken) -> None:
        review, address = self.addresses(spoken)
        client = cast.client("grace")
        assert address in client.get(review).content.decode()
        page = client.get(address).content.decode()
        assert 'value="13-26"' in page and "Perhaps a name" in page
        sent = {"spans": ["13-26"], "words": "", "reason": "names", "seen_seq": "0"}
        page = client.post(address, sent, follow=True).content.decode()
        assert "1 place was taken out" in page and "Rajan" not in page
        page = client.get(address).content.decode()
        back = re.search(r'action="([^"]+/back/)"', page)
        assert back and "Put back" in page
        page = client.post(back[1], {"seen_seq": "1"}, follow=True).content.decode()
        assert "The words are back" in page and "Rajan" in page

    def test_what_is_wrong_stands_beside_what_was_typed(self, cast: Cast, spoken) -> None:
        _review, address = self.addresses(spoken)
        client = cast.client("grace")
        sent = {"words": "somebody else", "reason": "names", "seen_seq": "0"}
        page = client.post(address, sent).content.decode()
        assert "do not stand there" in page and "somebody else" in page
        assert "Select a valid choice" in client.post(address, {**sent, "spans": ["0-3"]}).content.decode()

    def test_the_page_says_when_only_the_rules_marked(self, cast: Cast, spoken, monkeypatch) -> None:
        monkeypatch.setattr(name_model, "is_installed", lambda: False)
        page = cast.client("grace").get(self.addresses(spoken)[0]).content.decode()
        assert "only the rules marked" in page and "found by the rules" in page

    @pytest.mark.skipif(not name_model.is_installed(), reason="the name model is an extra: make names")
    def test_the_model_marks_what_the_rules_do_not_and_is_named(self, cast: Cast) -> None:
        one = coded_note(cast, text="Katarzyna has a cough. He told abdi hassan about the lift.")
        [read] = marks.with_parts(cast.area, read_notes(cast.grace, one.conversation))
        by = {part.words: part.by for part in marks.marked_parts(read)}
        assert by["abdi hassan"] == "found by the name model"
        page = cast.client("grace").get(self.addresses(one)[0]).content.decode()
        assert "found by the name model" in page and "only the rules marked" not in page

    def test_a_strange_note_is_not_there(self, cast: Cast, spoken) -> None:
        other = coded_note(cast)
        key = {"area": "south", "conversation": other.conversation_id, "note": spoken.pk}
        assert cast.client("grace").get(reverse("strike_words", kwargs=key)).status_code == 404
        assert Conversation.objects.count() == 2
