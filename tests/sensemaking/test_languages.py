"""Which languages the computer reads: an organiser's choice, kept through a run; what it cannot read is for people."""

import numpy as np
import pytest
from django.urls import reverse

from listens.core import jobs, work
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.checks import CHECKS
from listens.core.models import AuditEvent
from listens.methods.themes import model
from listens.sensemaking import actions
from listens.sensemaking.jobs import DISCOVER, SUGGEST
from listens.sensemaking.machine import installed, notes
from listens.sensemaking.machine.centring import numbers_of
from listens.sensemaking.machine.notes import all_ids_left
from listens.sensemaking.models import (
    Coding,
    CodingBatch,
    MachineChoice,
    NoteVector,
    Suggestion,
    ThemeProposal,
    ThemeRun,
)
from tests.sensemaking.build import codebook, note
from tests.sensemaking.many_notes import many, text_of
from tests.sensemaking.proposed import run as a_run
from tests.sensemaking.proposed import suggestion
from tests.sensemaking.small_engine import SmallReader, direction, normal, put_in

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "pl", "so")


class SmallTongues(SmallReader):
    """Reads any language, and hears most of all which one it is."""

    digest = "small-tongues-01-of-the-tests"
    is_multilingual = True

    def knows(self, language):
        return True

    def is_weak_in(self, language):
        return language == "so"

    def encode(self, texts):
        spoken = [direction(text.split()[0]) for text in texts]
        return normal(super().encode([text.partition(" ")[2] for text in texts]) + 0.2 * np.array(spoken))


@pytest.fixture
def tongues(monkeypatch, at_once):
    """The English reader and the other; each knows only its own."""
    monkeypatch.setattr(notes, "A_PART", 30)
    monkeypatch.setattr(jobs, "KINDS", {kind: jobs.KINDS[kind] for kind in (DISCOVER, SUGGEST)})
    english, every = put_in(monkeypatch), SmallTongues()
    monkeypatch.setattr(
        installed, "reader", lambda every_language=False: every if every_language else english
    )
    monkeypatch.setattr(model, "is_multilingual", lambda: True)
    return every


def choose(cast, *, every_language=True):
    return actions.choose_for_computer(
        cast.amina, cast.round, every_language=every_language, outside_names=False
    )


def in_languages(cast, num=40):
    """Each says the name of its language first: the small model hears it above all."""
    return [
        one
        for code in LANGUAGES
        for one in many(cast, num, language=code, texts=lambda n, code=code: f"{code * 3} {text_of(n)}")
    ]


def run_all(run, order=1):
    for stage in sorted(set(run.steps.values_list("stage", flat=True))):
        for pk in list(run.steps.filter(stage=stage).order_by("position").values_list("pk", flat=True))[
            ::order
        ]:
            assert work.run_step(pk), run.steps.get(pk=pk).problem
    run.refresh_from_db()
    return run.result


def start(cast, kind=DISCOVER):
    return actions.start_finding(cast.femi, cast.round, kind)


def test_only_an_organiser_chooses_and_the_trail_says_so(cast, tongues):
    with pytest.raises(Denied):
        actions.choose_for_computer(cast.femi, cast.round, every_language=True, outside_names=False)
    assert not MachineChoice.of(cast.round).every_language
    choose(cast)
    choose(cast)
    assert MachineChoice.of(cast.round).every_language
    assert AuditEvent.objects.get(verb="choose_for_computer").detail == {"every_language": True}


def test_without_the_choice_other_languages_are_counted_and_in_no_group(cast, tongues):
    in_languages(cast)
    run_all(start(cast))
    ended = ThemeRun.objects.get()
    assert (ended.num_notes, ended.manifest["left_out"]) == (40, {"pl": 40, "so": 40})
    shown = {one.note.language for proposal in ThemeProposal.objects.all() for one in proposal.notes.all()}
    assert shown == {"en"} and not NoteVector.objects.exclude(note__language="en").exists()


def test_with_it_groups_are_of_what_was_said_and_the_same_in_any_order(cast, tongues):
    in_languages(cast)
    choose(cast)
    first = run_all(start(cast))
    ended = ThemeRun.objects.get()
    assert (ended.num_notes, ended.num_left_out, ended.manifest["poorly"]) == (120, 0, {"so": 40})
    assert ended.manifest["every_language"] and ended.manifest["model"] == tongues.digest
    largest = ThemeProposal.objects.filter(run=ended, level=1).first()
    assert largest.size > 40, "more than one language says it"
    num = len(tongues.read)
    assert run_all(start(cast)) == first and len(tongues.read) == num, "vectors are kept for each model"
    NoteVector.objects.all().delete()
    assert run_all(start(cast), -1) == first


def test_vectors_are_kept_as_the_model_made_them_and_centred_in_each_run(cast, tongues):
    in_languages(cast)
    choose(cast)
    run = start(cast)
    for stage in (0, 1):
        for step in run.steps.filter(stage=stage):
            assert work.run_step(step.pk)
    ids = [pk for part in all_ids_left(run) for pk in part]
    spoken = dict(cast.area.notes.values_list("pk", "language"))
    codes = np.array([spoken[pk] for pk in ids])
    kept = dict(NoteVector.objects.values_list("note", "numbers"))
    raw = np.array([np.frombuffer(kept[pk], np.float16) for pk in ids], np.float32)
    centred = numbers_of(run, tongues, ids, list(codes))
    apart = [
        np.linalg.norm(rows[codes == "en"].mean(axis=0) - rows[codes == "pl"].mean(axis=0))
        for rows in (raw, centred)
    ]
    assert apart[1] < 0.5 * apart[0]


def test_a_choice_that_is_changed_meanwhile_is_for_the_next_run(cast, tongues):
    in_languages(cast)
    choose(cast)
    run = start(cast)
    choose(cast, every_language=False)
    assert run_all(run)["notes"] == 120
    assert run_all(start(cast))["notes"] == 40


def test_suggestions_reach_other_languages_and_weak_ones_wait_for_a_person(cast, tongues):
    made = in_languages(cast)
    now = {"Damp": "damp", "Wage": "money", "Appo": "repairs"}
    themes = codebook(cast)
    Coding.objects.bulk_create(
        Coding(note=one, theme=themes[now[one.text.split(" ", 1)[1][:4]]], by=cast.femi, at=cast.area.now())
        for one in made[::2]
    )
    choose(cast)
    run_all(start(cast, SUGGEST), -1)
    found = Suggestion.objects.standing(cast.round).filter(note__in=made[1::2])
    assert {one.note.language for one in found.select_related("note")} == set(LANGUAGES)
    assert {one.note.language for one in found.filter(is_weak=True).select_related("note")} == {"so"}
    assert not found.filter(is_weak=False, note__language="so").exists()


def test_a_weak_suggestion_is_never_accepted_together_with_others(cast):
    themes = codebook(cast)
    first = suggestion(cast, about=themes["damp"])
    by = ThemeRun.objects.get()
    weak = suggestion(cast, note(cast, language="so"), themes["damp"], by=by, is_weak=True)
    client, at = cast.client("femi"), {"area": cast.area.slug, "round": cast.round.slug}
    page = client.get(reverse("accept_suggestions", kwargs=at | {"code": "damp"})).content.decode()
    assert "to 1 note?" in " ".join(page.split())
    actions.accept_suggestions(cast.femi, cast.round, themes["damp"], seen_run=by, seen_num=1)
    assert CodingBatch.objects.get().codings.get().note == first.note != weak.note


def test_the_page_offers_it_only_where_it_is_installed(cast, monkeypatch, tongues):
    address = reverse("choose_for_computer", kwargs={"area": cast.area.slug, "round": cast.round.slug})
    note(cast, language="so")
    client = cast.client("amina")
    page = " ".join(client.get(address).content.decode().split())
    assert "Read notes in every language" in page and "Not at all: people read these" in page
    client.post(address, {"every_language": "on"})
    page = " ".join(client.get(address).content.decode().split())
    assert "Poorly: people should read as many as they can" in page and "Somali" in page
    monkeypatch.undo()
    monkeypatch.setattr(installed.model, "is_installed", lambda: True)
    monkeypatch.setattr(installed.model, "is_multilingual", lambda: False)
    page = " ".join(client.get(address).content.decode().split())
    assert "make languages-model" in page and "Read notes in every language" in page, "it can be taken back"
    assert "Somali it reads poorly" not in page, "it reads no Somali here"
    with pytest.raises(Refused, match="make languages-model"):
        many(cast, 40)
        start(cast)
    assert any("make languages-model" in words for words in CHECKS["languages the computer reads"]())
    client.post(address, {})
    page = " ".join(client.get(address).content.decode().split())
    assert "Read notes in every language" not in page
    client.post(address, {"every_language": "on"})
    assert not MachineChoice.of(cast.round).every_language


def test_after_a_run_the_page_says_what_was_read_poorly(cast):
    a_run(cast, "proposals", proposals=0, left_out={}, poorly={"so": 7})
    at = {"area": cast.area.slug, "round": cast.round.slug}
    page = " ".join(cast.client("femi").get(reverse("find_themes", kwargs=at)).content.decode().split())
    assert "7 notes are in languages that the computer reads poorly. By language: Somali 7." in page
    assert "Read these yourselves" in page and "An organiser can change that" in page


@pytest.mark.skipif(not model.is_installed(), reason="make themes installs it")
@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        ("The damp is on the wall above the cot and nobody comes.", "en", "en"),
        ("Wilgoć jest na ścianie nad łóżeczkiem i nikt nie przychodzi.", "en", "pl"),
        ("Wilgoć jest na ścianie nad łóżeczkiem i nikt nie przychodzi.", "pl", "pl"),
        ("Qoyaan ayaa derbiga ku yaal, cidna ma timaado marka aan wacno.", "en-gb", "so"),
        ("Damp.", "en", "en"),
        ("Damp.", "", "en"),
        ("The damp is on the wall above the cot.", "so", "so"),
    ],
)
def test_a_note_is_in_the_language_that_people_wrote_beside_it_or_that_it_looks_like(text, told, language):
    from listens.sensemaking.machine.reading import EnglishReader

    assert EnglishReader().language(text, told) == language


def test_a_clause_is_centred_by_the_language_of_its_note():
    """It is too short to tell by itself; a definition is taken for English, and whole notes are not read again."""
    from listens.sensemaking.machine.learning import _Known

    asked = []

    def encode(texts, languages):
        asked.extend(zip(texts, languages, strict=True))
        return np.ones((len(texts), 2), np.float32)

    text = "Wilgoć na ścianie. Nikt nie przychodzi."
    known = _Known(encode)
    known.know([text], np.array([[3.0, 4.0]]), {text: "pl"})
    found = known.encode([text, "Nikt nie przychodzi.", "Damp: wet walls"])
    assert found.tolist() == [[3, 4], [1, 1], [1, 1]]
    assert asked == [("Nikt nie przychodzi.", "pl"), ("Damp: wet walls", "en")]
