"""The pages about what the computer proposes and suggests, over HTTP."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.core.models import AuditEvent, Heartbeat, JobRun
from listens.listening.actions import strike_words
from listens.listening.models import Note
from listens.methods.themes.rings import EDGE
from listens.sensemaking.actions import merge_themes
from listens.sensemaking.machine import installed
from listens.sensemaking.models import Coding, CodingBatch, ProposalStep, Theme, ThemeProposal, ThemeRun
from tests.sensemaking.build import WORDS, blind_check, codebook, note, notes, withdraw
from tests.sensemaking.many_notes import many
from tests.sensemaking.proposed import batch, proposal, run, suggestion
from tests.sensemaking.small_engine import put_in

pytestmark = pytest.mark.django_db


def at(cast, name, **more):
    return reverse(name, kwargs={"area": cast.area.slug, "round": cast.round.slug, **more})


def text(answer):
    return " ".join(answer.content.decode().split())


def num_queries(client, address, **more):
    client.get(address, **more)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address, **more).status_code == 200
    return len(seen)


def test_without_the_extra_the_page_says_so_and_offers_no_start(cast, monkeypatch):
    monkeypatch.setattr(installed.model, "is_installed", lambda: False)
    codebook(cast)
    one = note(cast)
    client = cast.client("femi")
    for name in ("find_themes", "suggest_codings"):
        page = text(client.get(at(cast, name)))
        assert "not installed" in page and ">Start<" not in page
        assert "not installed" in text(client.post(at(cast, name), follow=True))
    assert not JobRun.objects.exists()
    assert client.post(at(cast, "code_notes"), {"note": one.pk, "themes": ["damp"]}).status_code == 302
    assert Coding.objects.count() == 1, "coding by hand works"


def test_it_is_started_watched_and_stopped_on_its_page(cast, at_once, monkeypatch):
    put_in(monkeypatch)
    many(cast, 40)
    client = cast.client("femi")
    page = text(client.get(at(cast, "find_themes")))
    assert "40 notes of this round can be read" in page and "Start" in page and "last time" not in page
    started = text(client.post(at(cast, "find_themes"), follow=True))
    assert "It was started" in started and "<progress" in started and "no worker is running" in started
    assert "Stop this" in started and "It finds which words are no names" in started
    stopped = text(client.post(at(cast, "find_themes"), {"act": "cancel"}, follow=True))
    assert "It was stopped" in stopped and "<progress" not in stopped
    assert not ThemeRun.objects.exists()


def test_few_notes_are_refused_on_the_page(cast, monkeypatch):
    put_in(monkeypatch)
    page = text(cast.client("femi").post(at(cast, "find_themes"), follow=True))
    assert "Read them yourselves" in page


def test_after_a_run_the_page_says_what_was_read_and_left_out(cast):
    ended = run(cast, "proposals", proposals=0, left_out={"so": 7, "ta": 2})
    ThemeRun.objects.filter(pk=ended.pk).update(num_left_out=9)
    page = text(cast.client("femi").get(at(cast, "find_themes")))
    assert "100 notes were read" in page and "9 notes were left out" in page and "Somali 7, Tamil 2" in page
    assert "It found no group of notes" in page


def test_a_proposal_is_shown_in_words_with_its_notes_and_reading_is_recorded(cast):
    middle, other = note(cast, text="It is wet"), note(cast, text="Call Zebedee about it")
    strike_words(cast.grace, other, [], words="Zebedee", reason="names", seen_seq=0)
    proposal(cast, shown=[middle, other], is_solid=False, stability=0.6)
    page = text(cast.client("femi").get(at(cast, "proposals")))
    assert "24 notes are like this" in page and "Tentative" in page and "damp, mould, cot" in page
    assert "It is wet" in page and "Zebedee" not in page and "[name taken out]" in page
    read = AuditEvent.objects.get(verb="read_proposals").detail
    assert set(read["read"]) == {str(middle.pk), str(other.pk)}


def test_a_note_that_was_taken_back_is_not_shown(cast):
    gone = note(cast, text="Gone words")
    proposal(cast, shown=[gone])
    withdraw(cast, gone)
    page = text(cast.client("femi").get(at(cast, "proposals")))
    assert "Gone words" not in page and "were taken back" in page


def test_a_proposal_becomes_a_theme_only_with_a_definition_and_can_be_undone(cast):
    one = proposal(cast)
    client, address = cast.client("femi"), at(cast, "accept_proposal", proposal=one.pk)
    typed = {
        "do": "new",
        "seq": 0,
        "name": "Damp homes",
        "code": "damp-homes",
        "definition": "",
        "parent": "",
    }
    assert client.post(address, typed).status_code == 200 and not Theme.objects.exists()
    typed["definition"] = "Wet walls and mould"
    assert client.post(address, typed).status_code == 302
    theme = Theme.objects.get()
    assert (theme.name, theme.definition) == ("Damp homes", "Wet walls and mould")
    assert "damp-homes" in text(client.get(at(cast, "proposals") + "?state=accepted"))
    late = client.post(at(cast, "decide_proposal", proposal=one.pk), {"do": "undo", "seq": 0}, follow=True)
    assert "Somebody else decided" in text(late)
    client.post(at(cast, "decide_proposal", proposal=one.pk), {"do": "undo", "seq": 1})
    theme.refresh_from_db()
    assert theme.parked_on and [step.state for step in one.steps.all()] == ["accepted", "proposed"]
    assert "damp, mould, cot" in text(client.get(at(cast, "proposals")))


def test_undoing_leaves_a_theme_that_notes_have(cast):
    one = proposal(cast)
    client = cast.client("femi")
    client.post(
        at(cast, "accept_proposal", proposal=one.pk),
        {"do": "new", "seq": 0, "name": "Damp", "code": "damp", "definition": "Wet"},
    )
    client.post(at(cast, "code_notes"), {"note": note(cast).pk, "themes": ["damp"]})
    client.post(at(cast, "decide_proposal", proposal=one.pk), {"do": "undo", "seq": 1})
    assert Theme.objects.get().parked_on is None


def test_a_proposal_is_accepted_into_a_theme_or_put_aside(cast):
    codebook(cast)
    ended = run(cast, "proposals", proposals=2)
    one, two = (proposal(cast, ended, key=key) for key in "ab")
    client = cast.client("femi")
    address = at(cast, "accept_proposal", proposal=one.pk)
    assert client.post(address, {"do": "into", "seq": 0, "theme": ""}).status_code == 200
    client.post(address, {"do": "into", "seq": 0, "theme": "damp"})
    client.post(at(cast, "decide_proposal", proposal=two.pk), {"do": "aside", "seq": 0})
    steps = {
        step.proposal: (step.state, step.theme and step.theme.code) for step in ProposalStep.objects.all()
    }
    assert steps == {one: ("accepted", "damp"), two: ("put_aside", None)}
    assert "No group of notes stands like that" in text(client.get(at(cast, "proposals")))
    assert "Somebody has decided" in text(client.get(address))
    assert client.get(at(cast, "proposals") + "?state=x").status_code == 404
    run(cast, "proposals", proposals=0)
    assert client.get(address).status_code == 404, "another run stands now"


def test_the_coding_page_shows_suggestions_with_their_reason_and_ticks_nothing(cast):
    codebook(cast)
    of = note(cast)
    first = suggestion(cast, of)
    suggestion(
        cast, of, Theme.objects.get(code="money"), by=ThemeRun.objects.get(), rank=2, start=0, end=len(WORDS)
    )
    client = cast.client("femi")
    page = text(client.get(at(cast, "code_notes")))
    assert "The computer suggests" in page and "The damp is on the wall above the cot," in page
    assert " checked" not in page.split("app-coding__switch")[0]
    headers = {"Accept": "application/json"}
    card = client.get(at(cast, "next_notes"), headers=headers).json()["notes"][0]
    assert [one["code"] for one in card["suggestions"]] == ["damp", "money"]
    assert [one["reason"] for one in card["suggestions"]] == [WORDS.split("\n")[0], ""]
    first.theme.parked_on = cast.area.today()
    first.theme.save()
    card = client.get(at(cast, "next_notes"), headers=headers).json()["notes"][0]
    assert [one["code"] for one in card["suggestions"]] == ["money"]


def test_words_taken_out_since_are_no_reason(cast):
    of = note(cast)
    suggestion(cast, of)
    strike_words(cast.grace, of, [(4, 8)], reason="names", seen_seq=0)
    page = text(cast.client("femi").get(at(cast, "code_notes")))
    assert "The computer suggests" in page and "data-reason" not in page


def test_a_theme_kept_for_people_or_merged_since_is_not_shown(cast):
    themes = codebook(cast)
    suggestion(cast, about=themes["damp"])
    client = cast.client("femi")
    assert 'data-code="damp"' in text(client.get(at(cast, "code_notes")))
    Theme.objects.filter(code="damp").update(status="people_only")
    assert 'data-code="damp"' not in text(client.get(at(cast, "code_notes")))
    Theme.objects.filter(code="damp").update(status="may_suggest")
    merge_themes(cast.femi, themes["damp"], themes["repairs"])
    assert 'data-code="damp"' not in text(client.get(at(cast, "code_notes")))


def test_suggestions_are_accepted_together_on_a_page_that_says_how_often_they_were_right(cast):
    first = suggestion(cast)
    by = ThemeRun.objects.get()
    suggestion(cast, by=by)
    client = cast.client("femi")
    listed = text(client.get(at(cast, "suggest_codings")))
    assert (
        "Suggested for 2 notes" in listed
        and "people checked without seeing them, 39 were right: 98% (between 87% and 100%)" in listed
    )
    address = at(cast, "accept_suggestions", code="damp")
    assert "Give “Damp” to 2 notes?" in text(client.get(address))
    answer = client.post(address, {"run": by.pk, "num": 2}, follow=True)
    assert "2 notes have the theme" in text(answer) and "Take it back" in text(answer)
    made = CodingBatch.objects.get()
    assert set(made.codings.values_list("theme", flat=True)) == {first.theme.pk}
    back = client.post(at(cast, "undo_suggestions", batch=made.pk), follow=True)
    assert "taken off 2 notes" in text(back) and "(taken back)" in text(back)


@pytest.mark.parametrize("typed", [{}, {"run": "x", "num": "9"}, {"num": "9" * 30}, {"num": "-1"}])
def test_accepting_without_what_was_seen_changes_nothing(cast, typed):
    suggestion(cast)
    typed = {"run": ThemeRun.objects.get().pk} | typed
    answer = cast.client("femi").post(at(cast, "accept_suggestions", code="damp"), typed, follow=True)
    assert "other suggestions now" in text(answer) and not Coding.objects.exists()


def test_a_theme_without_a_band_offers_nothing_to_accept_together(cast):
    by = run(cast, "suggestions", decided=60, bands={})
    suggestion(cast, by=by)
    client = cast.client("femi")
    assert "Decide note by note" in text(client.get(at(cast, "suggest_codings")))
    assert client.get(at(cast, "accept_suggestions", code="damp")).status_code == 404


def test_no_page_asks_more_for_more_rows(cast):
    client = cast.client("femi")
    ended = run(cast, "proposals", proposals=9)
    proposal(cast, ended, key="first", shown=notes(cast, 2))
    by = ThemeRun.objects.get(run=suggestion(cast).run)
    batch(cast, 1)
    notes(cast, 9)  # more than one page of the ring
    headers = {"Accept": "application/json"}
    pages = [
        at(cast, name) for name in ("proposals", "suggest_codings", "find_themes", "code_notes", "next_notes")
    ]
    beginning = f"?after={EDGE}"  # of the ring on which these notes stand: no part of it is asked for in vain
    pages[-2:] = [page + beginning for page in pages[-2:]]
    before = [num_queries(client, page, headers=headers) for page in pages]
    for n in range(4):
        part = proposal(cast, ended, key=f"more-{n}", shown=notes(cast, 4), level=1)
        ThemeProposal.objects.filter(pk=part.pk).update(parent=ThemeProposal.objects.get(key="first"))
        suggestion(cast, by=by)
    assert [num_queries(client, page, headers=headers) for page in pages] == before


def test_the_codebook_leads_there_for_those_who_may(cast):
    codebook(cast)
    address = reverse("codebook", kwargs={"area": cast.area.slug})
    links = [f'href="{at(cast, name)}"' for name in ("find_themes", "choose_for_computer")]
    assert [link in text(cast.client("femi").get(address)) for link in links] == [True, False]
    assert [link in text(cast.client("amina").get(address)) for link in links] == [False, True]
    assert not Heartbeat.objects.exists()


def test_a_blind_check_shows_no_suggestion(cast):
    blind_check(cast)
    for one in Note.objects.all():
        suggestion(cast, one, by=ThemeRun.objects.first())
    page = text(cast.client("femi").get(at(cast, "code_blind")))
    assert "What is this note about?" in page and "data-note" in page
    assert 'data-code="damp"' not in page
