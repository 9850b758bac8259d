"""The job that proposes themes: who is read, what is kept, and that no interruption leaves half of it."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from listens.core import events, jobs, work
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import JobBytes
from listens.core.worker import Worker
from listens.listening.actions import strike_words
from listens.sensemaking import actions
from listens.sensemaking.jobs import DISCOVER
from listens.sensemaking.machine import discover, installed, notes, runs
from listens.sensemaking.machine.standing import left_out_in_words, standing
from listens.sensemaking.models import NoteVector, ProposalNote, ThemeProposal, ThemeRun
from tests.sensemaking.build import note, withdraw
from tests.sensemaking.many_notes import many
from tests.sensemaking.small_engine import put_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(monkeypatch, at_once):
    monkeypatch.setattr(notes, "A_PART", 20)
    monkeypatch.setattr(jobs, "KINDS", {DISCOVER: jobs.KINDS[DISCOVER]})  # no daily work beside it
    return put_in(monkeypatch)


def start(cast):
    return actions.start_finding(cast.femi, cast.round, DISCOVER)


def done(run):
    Worker().run_until_idle()
    run.refresh_from_db()
    return run


def test_a_run_ends_as_proposals_with_their_notes_and_a_manifest(cast, reader):
    many(cast, 60)
    run = done(start(cast))
    assert run.result["notes"] == 60 and run.result["proposals"] == ThemeProposal.objects.count() >= 3
    ended = ThemeRun.objects.get()
    assert (ended.kind, ended.num_notes, ended.num_left_out) == ("proposals", 60, 0)
    assert ended.manifest["seed"] == 1 and ended.manifest["model"] == reader.digest
    assert ended.manifest["settings"]["seed"] == 1 and ended.manifest["versions"]["small"] == "1"
    one = ThemeProposal.objects.filter(level=1).first()
    assert one.parent and one.parent.level == 0 and one.size >= 5 and one.terms
    assert [shown.rank for shown in one.notes.all()] == [0, 1, 2, 3]
    assert not JobBytes.objects.exists()


def test_only_words_that_count_and_still_stand_are_read(cast, reader):
    many(cast, 40)
    gone = note(cast, text="Withdrawn badgers")
    withdraw(cast, gone)
    note(cast, text="Waiting badgers", state="")
    struck = note(cast, text="My neighbour Zebedee rang 07700900123 about the damp")
    strike_words(cast.grace, struck, [], words="Zebedee", reason="names", seen_seq=0)
    done(start(cast))
    read = " ".join(reader.read)
    assert "badgers" not in read and "Zebedee" not in read and "07700" not in read
    assert "My neighbour         rang" in read, "places in it are places in the note"


def test_notes_the_model_cannot_read_are_left_out_and_counted(cast, reader):
    many(cast, 40)
    many(cast, 3, language="so")
    many(cast, 1, language="ar")
    note(cast, text="123 456")
    done(start(cast))
    ended = ThemeRun.objects.get()
    assert (ended.num_notes, ended.num_left_out) == (40, 5)
    assert ended.manifest["left_out"] == {"so": 3, "ar": 1, "none": 1}
    words = left_out_in_words(ended)
    assert "5 notes were left out" in words and "Somali 3, Arabic 1" in words
    assert NoteVector.objects.filter(note__language="so").count() == 0


def test_the_next_run_reads_no_note_again_but_those_whose_words_changed(cast, reader):
    changed = many(cast, 40)[0]
    first = done(start(cast))
    assert NoteVector.objects.count() == 40
    reader.read.clear()
    second = done(start(cast))
    assert reader.read == [] and first.result == second.result
    strike_words(cast.grace, changed, [(0, 4)], reason="names", seen_seq=0)
    events.deliver_due()
    assert NoteVector.objects.count() == 39, "what was made of words that are out goes at once"
    done(start(cast))
    assert reader.read == ["    " + changed.text[4:]]


def test_new_proposals_take_the_place_of_those_nobody_decided_on(cast, reader):
    many(cast, 60)
    done(start(cast))
    kept = ThemeProposal.objects.filter(level=1).first()
    actions.put_aside(cast.femi, kept, seen_seq=0)
    num = ThemeProposal.objects.count()
    done(start(cast))
    assert ThemeProposal.objects.filter(pk=kept.pk).exists()
    assert ThemeProposal.objects.count() == num + 1 and ThemeRun.objects.count() == 2


STAGES = [runs.KNOWN, runs.READING, *range(discover.SAMPLE, discover.DESCRIBING + 2)]  # and the end


@pytest.mark.parametrize("stage", STAGES)
def test_a_worker_killed_in_any_stage_leaves_nothing_half_done_and_the_result_is_the_same(
    cast, reader, monkeypatch, stage
):
    many(cast, 60)
    whole = done(start(cast))
    before = set(ThemeProposal.objects.values_list("pk", flat=True))
    run = start(cast)
    for step in run.steps.filter(stage__lt=stage).order_by("position"):
        assert work.run_step(step.pk)
    held = work._claim(run.steps.filter(stage=stage).first().pk)
    if stage <= discover.DESCRIBING:  # killed after its work was done and before it could say so
        jobs.KINDS[DISCOVER].perform(run, held)
    assert set(ThemeProposal.objects.values_list("pk", flat=True)) == before
    assert not Worker().run_until_idle() and run.finished_at is None
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        work.reap()
        done(run)
    assert run.result == whole.result and run.steps.get(pk=held.pk).attempt == 2
    assert ThemeProposal.objects.exclude(pk__in=before).count() == len(before)


def test_a_cancelled_run_changes_nothing(cast, reader):
    many(cast, 60)
    run = start(cast)
    work.run_step(run.steps.first().pk)
    with pytest.raises(Denied):
        actions.stop_finding(cast.grace, cast.round, DISCOVER)
    actions.stop_finding(cast.femi, cast.round, DISCOVER)
    Worker().run_until_idle()
    assert not ThemeRun.objects.exists() and not JobBytes.objects.exists()
    assert standing(cast.round, DISCOVER, "proposals").was_stopped
    assert start(cast)


def test_an_error_in_a_stage_is_told_in_words_and_can_be_tried_again(cast, reader, monkeypatch):
    many(cast, 40)
    run = start(cast)
    full = OSError(28, "No space left on device")
    with monkeypatch.context() as broken:
        broken.setattr(installed.discoverer(), "graph", lambda *_: (_ for _ in ()).throw(full), raising=False)
        for wait in (0, 11, 60):
            with time_machine.travel(timezone.now() + dt.timedelta(seconds=wait)):
                Worker().run_until_idle()
    told = standing(cast.round, DISCOVER, "proposals")
    assert told.has_failed and "The disk of the server is full" in told.job.words
    assert not ThemeRun.objects.exists()
    with pytest.raises(Refused, match="started already"):
        start(cast)
    actions.try_finding_again(cast.femi, cast.round, DISCOVER)
    assert done(run).result["notes"] == 40


def test_who_may_not_start_it(cast, reader):
    many(cast, 40)
    for who in (cast.amina, cast.grace, cast.pat, cast.bea):
        with pytest.raises(Denied):
            actions.start_finding(who, cast.round, DISCOVER)
    start(cast)
    with pytest.raises(Refused, match="started already"):
        start(cast)


def test_without_the_extra_it_says_so(cast, monkeypatch):
    monkeypatch.setattr(installed.model, "is_installed", lambda: False)
    many(cast, 40)
    with pytest.raises(Refused, match="not installed"):
        start(cast)


@pytest.mark.parametrize("num", [0, 3])
def test_few_notes_are_refused_with_a_sentence(cast, reader, num):
    many(cast, num)
    with pytest.raises(Refused, match="Read them yourselves"):
        start(cast)


def test_few_notes_in_a_known_language_end_without_a_proposal(cast, reader):
    many(cast, 3)
    many(cast, 40, language="ta")
    run = done(start(cast))
    assert run.result["proposals"] == 0 and ThemeRun.objects.get().num_left_out == 40


def test_bad_notes_do_no_harm(cast, reader):
    """Identical ones, one word, 50,000 characters."""
    texts = ["damp", "mould " * 8334, "The same words each time."]
    many(cast, 300, texts=lambda n: texts[min(n, 2)])
    run = done(start(cast))
    assert run.result["notes"] == 300
    assert len([text for text in reader.read if text == texts[2]]) <= 16, "once in each part"
    assert [one.size for one in ThemeProposal.objects.all()] == [298]


def test_notes_that_are_not_compared_are_counted_where_they_belong(cast, reader, monkeypatch):
    monkeypatch.setattr(installed.discoverer(), "most", 30, raising=False)
    many(cast, 90)
    run = done(start(cast))
    counted = run.steps.filter(key__startswith="count-").values_list("output", flat=True)
    assert sum(sum(part["sizes"]["1"]) for part in counted) == 90


def test_progress_is_told_in_words(cast, reader):
    many(cast, 40)
    assert standing(cast.round, DISCOVER, "proposals").job is None
    run = start(cast)
    told = standing(cast.round, DISCOVER, "proposals")
    assert told.is_held and "no worker is running" in told.job.words
    told = (
        "are no names",
        "reads the notes",
        "which notes say",
        "are alike",
        "into groups",
        "left out",
        "each group",
        "tell the",
    )
    for stage, words in zip(STAGES, told, strict=False):
        assert words in standing(cast.round, DISCOVER, "proposals").doing
        for step in run.steps.filter(stage=stage):
            work.run_step(step.pk)


def test_a_withdrawn_note_takes_its_numbers_along(cast, reader):
    many(cast, 60)
    done(start(cast))
    shown = ProposalNote.objects.first().note
    events.leave(cast.area, "note_withdrawn", {"note": str(shown.pk)})
    events.deliver_due()
    assert not NoteVector.objects.filter(note=shown).exists()
    assert not ProposalNote.objects.filter(note=shown).exists()
