"""What is read without the computer's help: never suggested for, never accepted unread, and all that checks it."""

from importlib import import_module

import pytest
from django.apps import apps

from listens.core import jobs
from listens.core.acting import Refused
from listens.methods.themes.rings import is_unaided
from listens.sensemaking import actions
from listens.sensemaking.jobs import SUGGEST
from listens.sensemaking.looking import likeliest
from listens.sensemaking.machine import decided, notes
from listens.sensemaking.machine.shown import suggestions_for
from listens.sensemaking.models import BlindNote, Coding, Suggestion, Theme, ThemeRun
from listens.sensemaking.uncoded import next_notes
from tests.sensemaking.build import blind_check, codebook, note, second_coder
from tests.sensemaking.build import notes as some_notes
from tests.sensemaking.many_notes import many
from tests.sensemaking.proposed import batch, run, suggestion
from tests.sensemaking.small_engine import put_in
from tests.sensemaking.test_pages import at

pytestmark = pytest.mark.django_db
ABOUT = {"Damp": "damp", "Wage": "money", "Appo": "repairs"}


@pytest.fixture
def reader(monkeypatch, at_once):
    monkeypatch.setattr(notes, "A_PART", 50)
    monkeypatch.setattr(jobs, "KINDS", {SUGGEST: jobs.KINDS[SUGGEST]})
    return put_in(monkeypatch)


def decide(cast, made, themes, *, aided=False):
    now = cast.area.now()
    Coding.objects.bulk_create(
        Coding(note=one, theme=themes[ABOUT[one.text[:4]]], by=cast.femi, at=now, aided=aided) for one in made
    )


def suggested(cast, work) -> ThemeRun:
    actions.start_finding(cast.femi, cast.round, SUGGEST)
    work()
    found = ThemeRun.objects.newest(cast.round, ThemeRun.Kind.SUGGESTIONS)
    assert found
    return found


def test_it_comes_first_then_the_others_each_once(cast):
    some_notes(cast, 3, unaided=True)
    some_notes(cast, 5)
    found = next_notes(cast.femi, cast.round, num=20)
    assert [is_unaided(one.conversation_id) for one in found] == [True] * 3 + [False] * 5
    assert len({one.pk for one in found}) == 8
    others = next_notes(cast.femi, cast.round, num=20, aided=True)
    assert [is_unaided(one.conversation_id) for one in others] == [False] * 5 + [True] * 3
    behind = next_notes(cast.femi, cast.round, after=others[1].pk, num=20)
    assert [one.pk for one in behind] == [
        *[one.pk for one in others[2:5]],
        *[one.pk for one in others[:1]],
        *[one.pk for one in found[:3]],
        others[1].pk,
    ]


def test_the_computer_suggests_nothing_there_so_nothing_is_accepted_together(cast, reader, work):
    themes, alone = codebook(cast), many(cast, 20, start=200, unaided=True)
    decide(cast, many(cast, 70)[:51], themes)
    ended = suggested(cast, work)
    assert not Suggestion.objects.filter(note__in=alone).exists()
    assert Suggestion.objects.count() >= 70 and suggestions_for(cast.round, alone) == {}
    ended.manifest["bands"][str(themes["damp"].pk)] = {"cut": 0.0}
    ended.save()
    waits = Suggestion.objects.filter(run=ended.run, theme=themes["damp"], note__codings=None).count()
    made = actions.accept_suggestions(cast.femi, cast.round, themes["damp"], seen_run=ended, seen_num=waits)
    assert waits == made.codings.count() > 0
    assert not made.codings.filter(note__in=alone).exists()


def test_only_what_was_decided_unaided_checks_the_suggestions(cast, reader, work):
    """Coders who follow a hint agree with the computer; those rows teach it, and say nothing of how right it is."""
    themes = codebook(cast)
    decide(cast, many(cast, 75), themes)
    decide(cast, many(cast, 75, start=300), themes, aided=True)
    told = suggested(cast, work).manifest
    damp = str(themes["damp"].pk)
    assert (told["decided"], told["unaided"]) == (150, 75) and told["given"][damp] > 40
    assert 20 <= told["bands"][damp]["num_checked"] <= 30
    Coding.objects.update(aided=True)
    assert suggested(cast, work).manifest["bands"] == {}


def test_a_decision_keeps_whether_a_suggestion_could_be_seen(cast):
    themes = codebook(cast)
    before, after, alone = note(cast), note(cast), note(cast, unaided=True)
    actions.decide_note(cast.femi, before, [themes["damp"]])
    run(cast, "suggestions", bands={})
    for one in (after, alone):  # nothing was suggested for either: only for the first does that say anything
        actions.decide_note(cast.femi, one, [themes["damp"]])
    check = blind_check(cast, 4)
    in_check = BlindNote.objects.filter(check_of=check).exclude(note__in=[before, after, alone])[0].note
    actions.decide_note(cast.femi, in_check, [])
    assert {one: one.codings.get().aided for one in (before, after, alone, in_check)} == {
        before: False,
        after: True,
        alone: False,
        in_check: False,
    }


def test_the_first_decision_that_stands_says_whether_it_was_aided(cast):
    themes, one = codebook(cast), note(cast)
    actions.decide_note(cast.femi, one, [themes["damp"]])
    run(cast, "suggestions", bands={})
    second = second_coder(cast)
    actions.decide_note(second, one, [themes["money"]])
    assert decided.unaided(cast.round) == {one.pk}, "what comes later corrects it"
    actions.reopen_note(cast.femi, one)
    assert decided.unaided(cast.round) == set()
    actions.decide_note(cast.femi, one, [themes["damp"]])
    actions.code_note(cast.femi, one, themes["repairs"])
    assert decided.unaided(cast.round) == set(), "nor does what comes after an aided one make it unaided"


def test_what_two_people_chose_blind_is_unaided_once_settled(cast):
    themes = codebook(cast)
    run(cast, "suggestions", bands={})
    check, second = blind_check(cast, 2), second_coder(cast)
    Coding.objects.create(
        note=check.notes.first().note, theme=themes["damp"], by=cast.femi, at=cast.area.now(), aided=True
    )
    for one in check.notes.all():
        for who in (cast.femi, second):
            actions.decide_blind(who, one.note, [themes["damp"]])
    assert decided.unaided(cast.round) == set()
    assert actions.take_over_agreed(cast.femi, check) == 2
    assert decided.unaided(cast.round) == {one.note_id for one in check.notes.all()}


def test_what_was_decided_before_it_was_kept_counts_as_aided_from_the_first_run_on(cast):
    themes = codebook(cast)
    early = note(cast, unaided=True)
    actions.decide_note(cast.femi, early, [themes["damp"]])
    given = suggestion(cast, note(cast, unaided=True), themes["damp"])
    ThemeRun.objects.update(finished_at=cast.area.now())  # as a run writes it
    late = note(cast, unaided=True)
    actions.decide_note(cast.femi, late, [themes["damp"]])
    by_batch = batch(cast, 1).codings.get()
    import_module("listens.sensemaking.migrations.0007_decided_unaided").mark_what_was_aided(apps, None)
    assert not early.codings.get().aided and late.codings.get().aided
    by_batch.refresh_from_db()
    assert not by_batch.aided and not Suggestion.objects.filter(pk=given.pk).exists()


def test_the_page_says_why_nothing_is_suggested_and_where_it_is(cast):
    themes = codebook(cast)
    alone, other = note(cast, unaided=True), note(cast)
    client, page = cast.client("femi"), at(cast, "code_notes", round=cast.round.slug)
    why = "The computer suggests nothing here"

    def html(address):
        return client.get(address).content.decode()

    def shown(address):
        return why in html(address).partition("data-unaided hidden")[0]

    assert not shown(page), "before it suggests anything there is nothing to tell"
    suggestion(cast, other, themes["damp"])
    assert shown(page) and f'value="{alone.pk}"' in html(page)
    assert not shown(f"{page}?aided=1") and f'value="{other.pk}"' in html(f"{page}?aided=1")
    following = at(cast, "next_notes", round=cast.round.slug)
    told = {one["id"]: one["is_unaided"] for one in client.get(following).json()["notes"]}
    assert told == {str(alone.pk): True, str(other.pk): False}


@pytest.fixture
def rare(cast):
    """Damp is suggested for three notes, the likeliest first in the list, and for one that is decided."""
    themes = codebook(cast)
    made = some_notes(cast, 4)
    by = suggestion(cast, made[0], themes["damp"], score=0.95).run
    of = ThemeRun.objects.get(run=by)
    for one, score in zip(made[1:], (0.7, 0.4, 0.99), strict=True):
        suggestion(cast, one, themes["damp"], by=of, score=score)
    suggestion(cast, note(cast), themes["money"], by=of)
    actions.decide_note(cast.femi, made[3], [])
    return made[:3]


def test_looking_for_more_of_one_theme(cast, rare):
    client = cast.client("femi")
    page, following = (at(cast, name, round=cast.round.slug) for name in ("code_notes", "next_notes"))
    html = client.get(f"{page}?theme=damp").content.decode()
    assert f'name="note" value="{rare[0].pk}"' in html and "You are looking for more of “Damp”" in html
    assert f'data-next="{following}?theme=damp"' in html

    def ids(**query):
        return [one["id"] for one in client.get(following, {"theme": "damp", **query}).json()["notes"]]

    assert ids() == [str(one.pk) for one in rare]
    assert ids(after=rare[1].pk) == [str(rare[n].pk) for n in (2, 0, 1)], "what was skipped comes last"
    answer = client.post(f"{page}?theme=damp", {"note": rare[0].pk, "do": "save", "themes": "damp"})
    assert answer["Location"] == f"{page}?theme=damp&after={rare[0].pk}"
    assert ids() == [str(one.pk) for one in rare[1:]]
    assert rare[0].codings.get().aided, "it was sought: it checks nothing"
    for one in rare[1:]:
        actions.decide_note(cast.femi, one, [])
    assert "Nothing more was found" in client.get(f"{page}?theme=damp").content.decode()
    assert client.get(f"{page}?theme=wolves").status_code == 404


def test_what_is_sought_is_never_a_note_of_an_open_blind_check(cast, rare):
    """Whoever is sent there has seen the hint; and what they decide would have counted as unaided."""
    damp = Theme.objects.get(code="damp")
    check = blind_check(cast, 2)
    check.notes.all().delete()  # drawn by chance
    BlindNote.objects.create(check_of=check, note=rare[0], position=9)
    assert [one.pk for one in likeliest(cast.round, damp, num=9)] == [one.pk for one in rare[1:]]
    actions.end_blind_check(cast.femi, check)
    assert likeliest(cast.round, damp) == [rare[0]]


@pytest.mark.parametrize("how", ["beside a suggestion", "together", "alone"])
def test_coding_a_note_to_a_part_makes_nothing_unaided(cast, how):
    money, spoken = codebook(cast)["money"], note(cast)
    if how == "together":
        made = batch(cast, 1)
        spoken, money = made.codings.get().note, made.theme
    else:
        now, aided = cast.area.now(), how != "alone"
        Coding.objects.create(note=spoken, theme=money, by=cast.femi, at=now, aided=aided)
    parts = actions.split_theme(cast.femi, money, [{"name": "Debt"}, {"name": "Bills"}])
    actions.recode_note(cast.femi, spoken, money, parts[:1])
    assert (spoken.pk in decided.unaided(cast.round)) == (how == "alone")


def test_a_wall_makes_nothing_unaided_that_was_decided_beside_a_suggestion(cast):
    themes, (hinted, alone) = codebook(cast), some_notes(cast, 2)
    Coding.objects.create(note=hinted, theme=themes["damp"], by=cast.femi, at=cast.area.now(), aided=True)
    actions.number_notes(cast.femi, cast.round)
    actions.code_wall(cast.femi, cast.round, [1, 2], themes["money"])
    actions.code_wall(cast.femi, cast.round, [1, 2], themes["damp"], act=Coding.Act.REMOVE)
    assert {row.theme for row in Coding.objects.current()} == {themes["money"]}
    assert decided.unaided(cast.round) == {alone.pk}


def test_nobody_looks_with_the_computer_for_a_theme_that_people_keep(cast, rare):
    Theme.objects.filter(code="damp").update(status="people_only")
    following = at(cast, "next_notes", round=cast.round.slug)
    assert cast.client("femi").get(following, {"theme": "damp"}).json()["notes"] == []


def test_the_list_of_themes_leads_to_it(cast, rare):
    page = cast.client("femi").get(at(cast, "suggest_codings", round=cast.round.slug)).content.decode()
    assert "?theme=damp" in page and "One conversation in five is always read without suggestions" in page
    with pytest.raises(Refused):
        actions.accept_suggestions(
            cast.femi,
            cast.round,
            Theme.objects.get(code="money"),
            seen_run=ThemeRun.objects.get(),
            seen_num=1,
        )
