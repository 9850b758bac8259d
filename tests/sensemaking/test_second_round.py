"""Round two: themes are sought only where the codebook explains nothing, and a new one says what it came out of."""

import pytest
from django.urls import reverse
from django.utils import timezone

from listens.core import jobs
from listens.core.acting import Refused
from listens.listening.models import Note
from listens.sensemaking import actions
from listens.sensemaking.jobs import DISCOVER
from listens.sensemaking.lineage import lineage
from listens.sensemaking.machine import covered, notes
from listens.sensemaking.models import Coding, Theme, ThemeChange, ThemeEdge, ThemeProposal, ThemeRun
from tests.sensemaking.build import codebook, theme
from tests.sensemaking.many_notes import many
from tests.sensemaking.proposed import proposal
from tests.sensemaking.rounds import next_round
from tests.sensemaking.small_engine import put_in

pytestmark = pytest.mark.django_db
BUSES = "Evening buses never arrive after seven. People walk home along dark roads."
CHILDREN = "Damp and mould grow along bedroom walls. Toddlers cough in nurseries."


@pytest.fixture
def read_before(cast, monkeypatch, at_once):
    """Sixty notes of round one about damp, money and repairs, all coded; round two has those, buses and nurseries."""
    monkeypatch.setattr(notes, "A_PART", 20)
    monkeypatch.setattr(jobs, "KINDS", {DISCOVER: jobs.KINDS[DISCOVER]})
    put_in(monkeypatch)
    themes = codebook(cast)
    many(cast, 60)
    about = {"Damp": "damp", "Wage": "money", "Appo": "repairs"}
    now = timezone.now()
    Coding.objects.bulk_create(
        Coding(note=one, theme=themes[about[one.text[:4]]], by=cast.femi, at=now)
        for one in Note.objects.all()
    )
    next_round(cast)
    many(cast, 40, start=100)
    many(cast, 16, start=200, texts=lambda n: f"{BUSES} Perhaps {chr(97 + n % 26) * 5} matters.")
    return themes


def look(cast, work, among=covered.NEW):
    run = actions.start_finding(cast.femi, cast.round, DISCOVER, among=among)
    work()
    return ThemeRun.objects.get(run=run)


def page_of(cast, name, **more):
    where = reverse(name, kwargs={"area": "south", "round": cast.round.slug, **more})
    return " ".join(cast.client("femi").get(where).content.decode().split())


def test_only_what_no_theme_explains_is_proposed_and_the_page_says_how_much_that_is(cast, read_before, work):
    before = list(Theme.objects.order_by("pk").values_list("pk", "code", "name", "definition"))
    ended = look(cast, work)
    told = ended.manifest
    assert told["explained"] + told["left"] == ended.num_notes == 56
    assert (told["known"], told["quantile"]) == (60, 0.1) and 16 <= told["left"] <= 24
    assert ThemeProposal.objects.exists()
    shown = [each.note.text for one in ThemeProposal.objects.all() for each in one.notes.all()]
    assert {text[:7] for text in shown} == {"Evening"}
    assert list(Theme.objects.order_by("pk").values_list("pk", "code", "name", "definition")) == before
    page = page_of(cast, "find_themes")
    assert f"{told['explained']} notes have a theme already, or are like notes that have one." in page
    assert f"{told['left']} are left: it looked only there." in page
    assert f"{told['left']} are left" in page_of(cast, "proposals")


def test_all_notes_can_still_be_looked_at(cast, read_before, work):
    where = reverse("find_themes", kwargs={"area": "south", "round": cast.round.slug})
    assert "Only among notes that no theme explains" in page_of(cast, "find_themes")
    cast.client("femi").post(where, {"among": "all"})
    work()
    ended = ThemeRun.objects.get()
    assert "among" not in ended.manifest
    starts = {one.note.text[:4] for group in ThemeProposal.objects.all() for one in group.notes.all()}
    assert {"Damp", "Wage", "Even"} <= starts
    cast.client("femi").post(where)
    work()
    assert ThemeRun.objects.newest(cast.round, "proposals").manifest["among"] == "new", (
        "what is asked by itself"
    )


def test_a_note_with_a_theme_is_explained_however_unlike_others_it_is(cast, read_before, work):
    for one in Note.objects.filter(text__startswith="Evening"):
        actions.decide_note(cast.femi, one, [read_before["money"]])
    ended = look(cast, work)
    assert ended.manifest["left"] < covered.FEWEST_LEFT and not ThemeProposal.objects.exists()
    assert "Nothing new seems to come up again and again" in page_of(cast, "find_themes")


def test_before_enough_is_coded_it_says_so(cast, monkeypatch):
    put_in(monkeypatch)
    many(cast, 40)
    with pytest.raises(Refused, match="Code at least 50 notes"):
        actions.start_finding(cast.femi, cast.round, DISCOVER, among=covered.NEW)
    assert "no theme explains" not in page_of(cast, "find_themes")


def test_a_group_near_a_theme_says_that_it_may_be_split_from_it(cast, read_before, work):
    many(cast, 20, start=300, texts=lambda n: f"{CHILDREN} Perhaps {chr(97 + n % 26) * 6} matters.")
    look(cast, work)
    near = {
        one.notes.first().note.text[:4]: one.near and one.near.code for one in ThemeProposal.objects.all()
    }
    assert near == {"Damp": "damp", "Even": None}
    assert "May be split from “Damp”: most notes like these have that theme." in page_of(cast, "proposals")


def accepted(cast, near, how):
    found = proposal(cast, near=near)
    where = reverse(
        "accept_proposal", kwargs={"area": "south", "round": cast.round.slug, "proposal": found.pk}
    )
    client = cast.client("femi")
    page = client.get(where).content.decode()
    assert "How does it stand to “Damp”?" in page
    typed = {"do": "new", "seq": 0, "name": "Nurseries", "code": "nurseries", "definition": "Damp nurseries"}
    assert client.post(where, typed | {"parent": "", "how": how}).status_code == 302
    return found, Theme.objects.get(code="nurseries")


def test_what_was_a_part_gets_an_edge_and_the_old_theme_goes_on(cast):
    themes = codebook(cast)
    found, new = accepted(cast, themes["damp"], "part")
    edge = ThemeEdge.objects.get()
    assert (edge.kind, edge.theme, edge.into) == ("branched", themes["damp"], new)
    assert {new, themes["damp"]} <= set(Theme.objects.in_use()), "both can be chosen"
    assert not lineage(cast.area).merged and not lineage(cast.area).split
    page = cast.client("femi").get(reverse("codebook_changes", args=["south"])).content.decode()
    assert "A part of “Damp” became a theme of its own: “Nurseries”." in page
    actions.undo_proposal(cast.femi, found, seen_seq=1)
    new.refresh_from_db()
    assert new.parked_on and not ThemeEdge.objects.live().exists()


def test_what_takes_the_place_gets_what_was_coded_to_the_old_one_and_gives_it_back(cast):
    themes = codebook(cast)
    [one] = many(cast, 1)
    actions.decide_note(cast.femi, one, [themes["damp"]])
    found, new = accepted(cast, themes["damp"], "instead")
    assert lineage(cast.area).stands(themes["damp"].pk) == new.pk
    assert Coding.objects.get().theme == themes["damp"], "no coding is rewritten"
    actions.undo_proposal(cast.femi, found, seen_seq=1)
    assert not lineage(cast.area).merged


def test_beside_it_leaves_no_edge_and_a_parked_theme_gives_no_part(cast):
    themes = codebook(cast)
    accepted(cast, themes["damp"], "")
    assert not ThemeEdge.objects.exists()
    actions.park_theme(cast.femi, themes["money"])
    with pytest.raises(Refused, match="parked"):
        actions.branch_theme(cast.femi, themes["money"], themes["damp"])
    with pytest.raises(Refused, match="of itself"):
        actions.branch_theme(cast.femi, themes["damp"], themes["damp"])


def test_words_made_clearer_are_kept_as_such_and_others_are_a_change_of_meaning(cast):
    themes = codebook(cast)
    where = reverse("change_theme", args=["south", "damp"])
    client = cast.client("femi")
    typed = {"name": "Damp", "definition": "Wet walls and mould", "parent": "housing", "keeps_meaning": "on"}
    assert "only the words are clearer" not in client.get(where).content.decode(), (
        "nothing is coded to it yet"
    )
    [one] = many(cast, 1)
    actions.decide_note(cast.femi, one, [themes["damp"]])
    assert "only the words are clearer" in client.get(where).content.decode()
    client.post(where, typed)
    client.post(where, typed | {"definition": "All that is wet", "keeps_meaning": ""})
    client.post(where, typed | {"name": "Wet", "definition": "All that is wet", "keeps_meaning": "on"})
    assert list(ThemeChange.objects.values_list("keeps_meaning", flat=True)) == [True, False, False]
    assert theme(cast, "new").changes.count() == 0
