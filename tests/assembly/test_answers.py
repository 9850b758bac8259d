"""Answers: transcripts stay as they are, the chair's answer has its exact words, a correction is added."""

import datetime as dt

import pytest

from listens.assembly import actions
from listens.assembly.models import Answer, Transcript
from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import Actor
from tests.assembly.making import a_ratified_ask, a_slot, an_answer
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


def test_two_scribes_stand_side_by_side_and_nothing_changes_them(cast):
    slot = a_slot(cast)
    one = actions.take_down(cast.kwame, slot, kind="yes", words="Yes, by June.", speaker="Dele Fashola")
    actions.take_down(cast.ivo, slot, kind="yes_if", words="Yes, if…", condition="If the board agrees")
    answer = an_answer(cast, slot=slot, transcript=one, words="Yes, by June.")
    assert slot.transcripts.count() == 2 and answer.transcript == one
    one.words = "No."
    with pytest.raises(TypeError, match="never changed"):
        one.save()
    assert Transcript.objects.get(pk=one.pk).words == "Yes, by June."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "yes", "words": ""}, "exact words"),
        ({"kind": "yes_if", "words": "Yes, if."}, "condition"),
        ({"kind": "perhaps", "words": "x"}, "Choose the answer"),
        ({"kind": "yes", "words": "\ud800"}, "half"),
    ],
)
def test_what_a_scribe_must_write(cast, said, sentence):
    slot = a_slot(cast)
    with pytest.raises(Refused, match=sentence):
        actions.take_down(cast.kwame, slot, **said)
    assert actions.take_down(cast.kwame, slot, kind="absent", words="").kind == "absent"


def test_nothing_is_taken_down_before_the_night_or_off_the_running_order(cast):
    slot = a_slot(cast)
    slot.assembly.held_on = TODAY + dt.timedelta(days=3)
    slot.assembly.save()
    with pytest.raises(Refused, match="not begun"):
        actions.take_down(cast.kwame, slot, kind="yes", words="Yes.")
    loose = a_ratified_ask(cast, "2").addressees.get()
    with pytest.raises(Refused, match="running order"):
        actions.take_down(cast.kwame, loose, kind="yes", words="Yes.")


def test_a_delegate_takes_nothing_down_and_a_scribe_settles_nothing(cast):
    slot = a_slot(cast)
    with pytest.raises(Denied):
        actions.take_down(cast.hana, slot, kind="yes", words="Yes.")
    with pytest.raises(Denied):
        actions.settle_answer(cast.kwame, slot, kind="yes", words="Yes.")


@pytest.mark.parametrize("kind", ["yes", "no", "later"])
@pytest.mark.parametrize(
    ("missing", "sentence"), [("witness", "witness"), ("speaker", "spoke"), ("words", "words")]
)
def test_a_spoken_answer_needs_words_speaker_and_witness(cast, kind, missing, sentence):
    slot = a_slot(cast)
    with pytest.raises(Refused, match=sentence):
        an_answer(cast, kind, slot, **{missing: ""})
    assert an_answer(cast, kind, slot).seq == 1


@pytest.mark.parametrize("kind", ["declined", "absent", "unanswered"])
def test_silence_is_recorded_without_words_and_may_be_explained(cast, kind):
    answer = an_answer(cast, kind, words="", speaker="", witness="")
    told = actions.explain_absence(cast.dele, answer, words="I was ill.", submitter="Dele Fashola")
    assert answer.explanations.get() == told
    with pytest.raises(Denied):
        actions.explain_absence(cast.bea, answer, words="x")


def test_an_answer_has_no_absence_to_explain(cast):
    with pytest.raises(Refused, match="no absence"):
        actions.explain_absence(cast.dele, an_answer(cast), words="x")


def test_a_correction_is_added_with_its_reason_and_the_first_stays(cast):
    first = an_answer(cast)
    slot = first.addressee
    with pytest.raises(Refused, match="corrected"):
        an_answer(cast, "yes_if", slot, condition="If the board agrees")
    with pytest.raises(Stale):
        an_answer(cast, "yes_if", slot, condition="x", reason="Misheard", seen_seq=0)
    second = an_answer(cast, "yes_if", slot, condition="If the board agrees", reason="Misheard", seen_seq=1)
    assert slot.answer == second
    assert list(Answer.objects.filter(addressee=slot).values_list("seq", "kind")) == [
        (1, "yes"),
        (2, "yes_if"),
    ]


def test_a_transcript_of_another_answer_is_refused(cast):
    slot, other = a_slot(cast, "1"), a_slot(cast, "2")
    transcript = actions.take_down(cast.kwame, other, kind="no", words="No.")
    with pytest.raises(Refused, match="another answer"):
        an_answer(cast, "no", slot, transcript=transcript)


def test_only_the_command_line_takes_an_answer_from_a_publication(cast):
    slot = a_slot(cast)
    bare = {"words": "", "speaker": "", "witness": "", "source": "Annual report 2025"}
    with pytest.raises(Refused, match="command line"):
        an_answer(cast, "yes", slot, **bare)
    answer = actions.settle_answer(Actor.system(), slot, kind="yes", source="Annual report 2025")
    assert answer.words == "" and answer.source


def test_an_answer_of_tomorrow_is_refused(cast):
    with pytest.raises(Refused, match="not come yet"):
        an_answer(cast, answered_on=TODAY + dt.timedelta(days=1))
