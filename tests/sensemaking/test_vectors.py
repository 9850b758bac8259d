"""What the sentence model sees of a note goes with the words, also when they go while it reads."""

import pytest

from listens.listening.actions import strike_words
from listens.listening.models import Note, NoteStrike
from listens.sensemaking.machine import vectors
from listens.sensemaking.machine.notes import Read
from listens.sensemaking.models import NoteVector
from tests import two_processes
from tests.cast import TODAY, a_cast
from tests.sensemaking.build import note, notes
from tests.sensemaking.build import withdraw as take_back
from tests.sensemaking.small_engine import SmallReader

NAMED = "Brenda from the surgery never rings back."


def read(one: Note) -> Read:
    """What a run holds of a note, when it has read it and not written it yet."""
    masked = Note.objects.with_strikes().get(pk=one.pk).masked
    return Read(one.pk, masked, masked, "en", masked)


def keep(*held: Read) -> list:
    vectors.keep_vectors(held, SmallReader(), TODAY)
    return list(NoteVector.objects.values_list("note_id", "digest").order_by("note_id"))


@pytest.mark.django_db
def test_words_taken_out_while_the_model_reads_leave_no_numbers(cast):
    one, other = notes(cast, 2, text=NAMED)
    held = [read(one), read(other)]
    strike_words(cast.grace, one, [], words="Brenda", reason="names", seen_seq=0)
    assert keep(*held) == [(other.pk, held[1].digest.hex())]
    again = read(one)
    assert dict(keep(again))[one.pk] == again.digest.hex(), "as it stands now it may be kept"


@pytest.mark.django_db
def test_a_note_taken_back_while_the_model_reads_leaves_no_numbers(cast):
    one = note(cast, text=NAMED)
    held = read(one)
    take_back(cast, one)
    assert keep(held) == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_processes_that_keep_and_take_out_no_number_of_struck_words_stays(db, tmp_path):
    two_processes.need_postgresql()
    cast = a_cast()
    notes(cast, 40, text=NAMED)
    lines = two_processes.race("tests/sensemaking/vector_worker.py", str(cast.round.pk), str(tmp_path))
    assert sorted(int(line) for line in lines)[1] >= 1 and NoteStrike.objects.count() == 40
    assert not NoteVector.objects.exists()
