"""The job that suggests codings, what is accepted together, and how that is taken back."""

import datetime as dt

import numpy as np
import pytest
import time_machine
from django.utils import timezone

from listens.core import jobs, retention
from listens.core import work as work_module
from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent, JobRun
from listens.core.worker import Worker
from listens.sensemaking import actions
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.jobs import SUGGEST
from listens.sensemaking.machine import decided, notes
from listens.sensemaking.machine.precision import precision
from listens.sensemaking.models import Coding, Suggestion, Theme, ThemeRun
from listens.sensemaking.uncoded import last_decided, uncoded
from tests.sensemaking.build import codebook, note
from tests.sensemaking.many_notes import many
from tests.sensemaking.proposed import batch, run, suggestion
from tests.sensemaking.small_engine import put_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(monkeypatch, at_once):
    monkeypatch.setattr(notes, "A_PART", 50)
    monkeypatch.setattr(jobs, "KINDS", {SUGGEST: jobs.KINDS[SUGGEST]})
    return put_in(monkeypatch)


def decide(cast, made, themes):
    """As people would: by what the note is about; one in ten of them "looked, none"."""
    about = {"Damp": "damp", "Wage": "money", "Appo": "repairs"}
    now = cast.area.now()
    Coding.objects.bulk_create(
        Coding(note=one, theme=None if n % 10 == 9 else themes[about[one.text[:4]]], by=cast.femi, at=now)
        for n, one in enumerate(made)
    )


@pytest.fixture
def coded(cast, reader):
    """140 notes, 60 of them decided; nobody has given "housing" itself."""
    themes, made = codebook(cast), many(cast, 140)
    decide(cast, made[:60], themes)
    return themes


def start(cast):
    return actions.start_finding(cast.femi, cast.round, SUGGEST)


def done(run, work):
    work()
    run.refresh_from_db()
    return run


def standing(cast):
    return Suggestion.objects.standing(cast.round)


def test_suggestions_are_made_of_what_people_decided(cast, coded, work):
    run = done(start(cast), work)
    ended = ThemeRun.objects.get()
    assert ended.manifest["decided"] == 60 and ended.manifest["notes"] == 140
    assert run.result["suggestions"] == standing(cast).count() >= 140
    damp = standing(cast).filter(theme=coded["damp"], rank=1).first()
    assert damp.note.text[damp.start : damp.end] == "Damp and mould grow along bedroom walls."
    assert all(standing(cast).filter(note=damp.note).count() <= 3 for damp in standing(cast)[:20])
    assert Coding.objects.count() == 60, "a suggestion is not a coding"
    # A theme of the first level is what its parts are.
    assert standing(cast).filter(theme=coded["housing"]).exists()


def test_until_it_is_finished_nobody_sees_anything_and_then_all_changes_at_once(cast, coded, work):
    done(start(cast), work)
    before = set(standing(cast).values_list("pk", flat=True))
    run = start(cast)
    steps = list(run.steps.order_by("position"))
    for step in steps[:-1]:
        assert work_module.run_step(step.pk)
        assert set(standing(cast).values_list("pk", flat=True)) == before
    done(run, work)
    assert before.isdisjoint(standing(cast).values_list("pk", flat=True))
    retention.prepare_area(cast.area)
    retention.erase_expired(cast.area, "what the computer proposed")
    assert Suggestion.objects.count() == standing(cast).count(), "the old ones are erased in the night"


@pytest.mark.parametrize("stage", range(6))
def test_a_worker_killed_in_any_stage_changes_nothing_of_the_result(cast, coded, stage):
    def finish(run):
        Worker().run_until_idle()
        run.refresh_from_db()
        return run.result

    whole = finish(start(cast))
    run = start(cast)
    for step in run.steps.filter(stage__lt=stage).order_by("position"):
        assert work_module.run_step(step.pk)
    held = work_module._claim(run.steps.filter(stage=stage).first().pk)
    if stage < 5:
        jobs.KINDS[SUGGEST].perform(run, held)
    assert ThemeRun.objects.count() == 1
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        work_module.reap()
        assert finish(run) == whole
    assert standing(cast).count() == whole["suggestions"]


def test_a_cancelled_run_leaves_the_old_suggestions(cast, coded, work):
    done(start(cast), work)
    before = standing(cast).count()
    run = start(cast)
    for step in list(run.steps.order_by("position"))[:5]:
        work_module.run_step(step.pk)
    actions.stop_finding(cast.femi, cast.round, SUGGEST)
    work()
    assert standing(cast).count() == before and ThemeRun.objects.count() == 1
    retention.prepare_area(cast.area)
    retention.erase_expired(cast.area, "what the computer proposed")
    assert Suggestion.objects.count() == before


def test_a_theme_kept_for_people_is_never_suggested(cast, coded, work):
    Theme.objects.filter(code="damp").update(status="people_only")
    done(start(cast), work)
    assert not standing(cast).filter(theme=coded["damp"]).exists() and standing(cast).exists()


def test_too_few_decisions_are_refused_with_a_sentence(cast, reader):
    themes, made = codebook(cast), many(cast, 60)
    decide(cast, made[:49], themes)
    with pytest.raises(Refused, match="at least 50 notes"):
        start(cast)


def test_decisions_on_notes_it_cannot_read_are_told_when_it_learns(cast, reader, work):
    themes = codebook(cast)
    many(cast, 40)
    decide(cast, many(cast, 60, language="so"), themes)
    run = start(cast)
    work()
    found = jobs.progress(run)
    assert found.state == "failed" and "that it can read" in found.problem


def test_who_may_not_start_it(cast, coded):
    for who in (cast.amina, cast.grace, cast.pat):
        with pytest.raises(Denied):
            actions.start_finding(who, cast.round, SUGGEST)


def test_what_was_accepted_together_teaches_nothing_until_somebody_reads_it(cast, db):
    made = batch(cast, 3)
    assert decided.by_hand(cast.round) == []
    one = made.codings.first().note
    assert actions.decide_note(cast.femi, one, [made.theme]) == 1
    assert decided.by_hand(cast.round) == [one.pk]
    assert decided.table([one.pk], [made.theme]).tolist() == [[True]]


def test_another_theme_on_a_note_that_was_accepted_unread_checks_nothing(cast, db):
    """Else the machine's own answer would stand there as a right one, and its precision would be flattered."""
    other, made = codebook(cast)["money"], batch(cast, 1)
    one = made.codings.first().note
    actions.decide_note(cast.femi, one, [other])
    assert decided.by_hand(cast.round) == []
    actions.code_note(cast.femi, one, made.theme, act="remove")
    assert decided.by_hand(cast.round) == [one.pk]


@pytest.mark.parametrize(
    ("right", "of", "cut"),
    [(40, 40, 0.5), (19, 19, None), (20, 20, 0.5), (30, 40, None), (37, 40, 0.5)],
)
def test_a_band_needs_enough_checks_and_nearly_all_right(right, of, cut):
    scores, is_right = np.full(of, 0.99), np.arange(of) < right
    found = precision(scores, is_right, 0.4)
    assert (found.cut if found else None) == cut
    if found:
        assert found.low >= 0.8 and (found.num_checked, found.num_right) == (of, right)


def test_a_band_ends_where_it_first_fails_however_lucky_a_wider_one_is():
    scores = np.r_[np.full(30, 0.97), np.full(30, 0.92), np.full(200, 0.6)]
    is_right = np.r_[np.ones(30), np.zeros(30), np.ones(200)].astype(bool)
    assert precision(scores, is_right, 0.4).cut == 0.95
    assert precision(scores, is_right, 0.96) is None, "never below the floor"


@pytest.fixture
def waiting(cast):
    """Three suggestions in the band, one below it, one on a note somebody has decided, one withdrawn by its state."""
    first = suggestion(cast)
    by = ThemeRun.objects.get()
    for _n in range(2):
        suggestion(cast, by=by, about=first.theme)
    suggestion(cast, by=by, about=first.theme, score=0.5)
    seen = suggestion(cast, by=by, about=first.theme)
    actions.look_found_none(cast.femi, seen.note)
    suggestion(cast, note(cast, state="attention"), by=by, about=first.theme)
    return by, first.theme


def accept(cast, waiting, num=3, who=None):
    by, theme = waiting
    return actions.accept_suggestions(who or cast.femi, cast.round, theme, seen_run=by, seen_num=num)


def test_suggestions_are_accepted_together_and_taken_back(cast, waiting):
    made = accept(cast, waiting)
    assert made.codings.count() == 3 and {row.by for row in made.codings.all()} == {cast.femi}
    assert made.figures["num_checked"] == 40 and not made.codings.exclude(sitting="open").exists()
    assert AuditEvent.objects.get(verb="accept_suggestions").detail["notes"] == 3
    assert [c.num_notes for c in theme_counts(cast.area)] == [3]
    assert last_decided(cast.femi, cast.round) not in set(made.codings.values_list("note_id", flat=True))
    with pytest.raises(Refused, match="nothing of yours"):
        actions.reopen_note(cast.femi, made.codings.first().note)
    assert actions.undo_suggestions(cast.femi, cast.round, made) == 3
    assert [c.num_notes for c in theme_counts(cast.area)] == [0] and uncoded(cast.round).count() == 4
    with pytest.raises(Refused, match="already"):
        actions.undo_suggestions(cast.femi, cast.round, made)
    assert accept(cast, waiting).pk != made.pk


def test_taking_back_leaves_what_somebody_decided_since(cast, waiting):
    made = accept(cast, waiting)
    one = made.codings.first().note
    actions.code_note(cast.femi, one, made.theme, act="remove")
    actions.code_note(cast.femi, one, made.theme)
    assert actions.undo_suggestions(cast.femi, cast.round, made) == 2
    assert Coding.objects.current().filter(note=one, theme=made.theme).exists()


def test_only_what_was_seen_is_accepted(cast, waiting):
    by, theme = waiting
    with pytest.raises(Stale):
        accept(cast, waiting, num=2)
    run(cast, "suggestions", bands=by.manifest["bands"])
    with pytest.raises(Stale):
        accept(cast, waiting)
    run(cast, "suggestions", bands={})
    with pytest.raises(Refused, match="not checked enough"):
        accept(cast, waiting)
    assert not Coding.objects.filter(theme=theme).exists()


def test_who_may_not_accept_together(cast, waiting):
    for who in (cast.amina, cast.grace, cast.pat):
        with pytest.raises(Denied):
            accept(cast, waiting, who=who)
    cast.round.windows.filter(stage="sensemaking").delete()
    with pytest.raises(Denied):
        accept(cast, waiting)


def test_a_theme_that_people_have_kept_since_is_not_accepted(cast, waiting):
    Theme.objects.update(status="people_only")
    with pytest.raises(Refused):
        accept(cast, waiting)
    assert JobRun.objects.count() == 1
