"""Both jobs with the real model, where it is installed: the same through several workers, and sense in what comes."""

import random

import pytest

from listens.core import jobs, work
from listens.methods.themes import model
from listens.sensemaking import actions
from listens.sensemaking.jobs import DISCOVER, SUGGEST
from listens.sensemaking.machine import notes
from listens.sensemaking.models import Coding, NoteVector, Suggestion, ThemeProposal, ThemeRun
from tests.sensemaking.build import codebook
from tests.sensemaking.many_notes import many

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not model.is_installed(), reason="make themes installs it"),
]
WAYS = {
    "damp": "mould on the bedroom wall|the flat is wet and cold|water runs down the windows|black spots everywhere",
    "money": "the rent went up again|my wage does not last|we cannot pay the heating bill|food costs too much",
    "repairs": "nobody answers at the surgery|I waited weeks to see a doctor|no appointment for my child|GP is full",
}
ENDS = "and I am tired of it|so my mother worries|since last winter|and nothing changes|we told them twice"


def said(n):
    chance = random.Random(n)
    way, end = (chance.choice(words.split("|")) for words in (WAYS[list(WAYS)[n % 3]], ENDS))
    return f"{way.capitalize()}, {end}. It has been {chance.choice(['hard', 'bad', 'long'])} for us."


@pytest.fixture
def small_parts(monkeypatch, at_once):
    monkeypatch.setattr(notes, "A_PART", 60)
    monkeypatch.setattr(jobs, "KINDS", {kind: jobs.KINDS[kind] for kind in (DISCOVER, SUGGEST)})


def run_all(run, order):
    """Step by step in that order within each stage, as several workers would."""
    for stage in sorted(set(run.steps.values_list("stage", flat=True))):
        steps = list(run.steps.filter(stage=stage).order_by("position").values_list("pk", flat=True))
        for pk in steps[::order]:
            assert work.run_step(pk), run.steps.get(pk=pk).problem
    run.refresh_from_db()
    return run.result


def test_proposals_are_groups_of_what_is_alike_and_the_same_in_any_order(cast, small_parts):
    made = many(cast, 180, texts=said)
    first = run_all(actions.start_finding(cast.femi, cast.round, DISCOVER), 1)
    kinds = {note.pk: n % 3 for n, note in enumerate(made)}
    found = list(ThemeProposal.objects.filter(parent=None))
    assert 2 <= len(found) <= 12
    alike = [{kinds[one.note_id] for one in proposal.notes.all()} for proposal in found]
    assert sum(len(each) == 1 for each in alike) >= 0.7 * len(alike)
    assert any("mould" in proposal.terms or "rent" in proposal.terms for proposal in found)
    NoteVector.objects.all().delete()
    second = run_all(actions.start_finding(cast.femi, cast.round, DISCOVER), -1)
    assert first == second
    assert len(ThemeRun.objects.first().manifest["model"]) == 64


def test_suggestions_are_right_and_name_the_clause(cast, small_parts):
    themes, made = codebook(cast), many(cast, 180, texts=said)
    now = cast.area.now()
    Coding.objects.bulk_create(
        Coding(note=note, theme=themes[list(WAYS)[n % 3]], by=cast.femi, at=now)
        for n, note in enumerate(made[:120])
    )
    run_all(actions.start_finding(cast.femi, cast.round, SUGGEST), -1)
    first = (
        Suggestion.objects.standing(cast.round)
        .filter(note__in=made[120:], rank=1)
        .select_related("theme", "note")
    )
    right = [one.theme.code in (list(WAYS)[int(one.note.source_id) % 3], "housing") for one in first]
    assert len(right) >= 50 and sum(right) >= 0.9 * len(right)
    one = first[0]
    assert 0 <= one.start < one.end <= len(one.note.text)
    assert ThemeRun.objects.get().manifest["bands"], "so many right ones may be accepted together"


def test_what_is_not_english_and_what_says_nothing_do_no_harm(cast, small_parts):
    texts = ["", "█", "1234", "damp", "?!", "mould " * 8000, "The same words.", "رطوبة على الجدار في البيت"]
    many(cast, 400, texts=lambda n: texts[n] if n < len(texts) else texts[6])
    result = run_all(actions.start_finding(cast.femi, cast.round, DISCOVER), 1)
    assert result["notes"] == 395
    assert [one.size for one in ThemeProposal.objects.all()] == [393]
    assert ThemeRun.objects.get().num_left_out == 5
