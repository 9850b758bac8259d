"""The pages of proposals: written from a theme, read, merged, told and talked about."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.core.models import Release
from listens.listening.models import Round
from listens.priorities.actions import (
    decide_gate,
    merge_proposals,
    say_of_proposal,
    write_proposal,
)
from listens.priorities.models import Contribution, KeptApart, Proposal, ProposalMerge, ReasonSeen
from listens.priorities.writing import filled_in
from tests.cast import TODAY, Cast, organisation
from tests.priorities.made import proposals
from tests.priorities.test_proposals import parked
from tests.public.build import conversations, quote, theme


def page(cast: Cast, name: str, where: str, **args) -> str:
    answer = cast.client(name).get(reverse(where, kwargs={"area": cast.area.slug, **args}))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def of_round(cast: Cast, name: str, where: str) -> str:
    return page(cast, name, where, round=cast.round.slug)


def released(cast: Cast, code: str, value: int | None) -> None:
    figure = {"value": value, "definition": "Conversations", "source": "Records", "kind": "people"}
    estimated = {"of_hundred": [15, 12, 19], "name": code, "state": "given"}
    Release.objects.create(
        area=cast.area,
        seq=1,
        as_at=TODAY,
        made_at=cast.area.now(),
        made_by=cast.amina,
        figures={f"round:autumn:theme:{code}:conversations": figure},
        estimates={"autumn": {"worked_out_on": "2026-11-10", "themes": {code: estimated}}},
    )


def test_a_proposal_starts_from_a_theme_with_its_words_and_no_quote(cast):
    of = theme(cast.area, "homes", "Homes")
    of.definition = "Damp, repairs and rent."
    of.save()
    [note] = conversations(cast, 1, of, may_quote=True)
    quote(cast, note, of)
    filled = filled_in(cast.round, "homes")
    assert filled == {
        "reference": "1",
        "title": "Homes",
        "summary": "Damp, repairs and rent.",
        "themes": [str(of.pk)],
    }
    write_proposal(cast.amina, cast.round, reference="1", title="One")
    assert filled_in(cast.round, "no-such-theme") == {"reference": "2"}
    listed = of_round(cast, "amina", "from_themes")
    assert "proposals/add/?theme=homes" in listed
    form = cast.client("amina").get(
        reverse("write_proposal", args=[cast.area.slug, cast.round.slug]) + "?theme=homes"
    )
    assert 'value="Homes"' in form.content.decode()
    assert "add/?theme=homes" in page(cast, "amina", "staff_theme", code="homes")
    assert "add/?theme=homes" not in page(cast, "femi", "staff_theme", code="homes")


def test_a_delegate_reads_published_figures_and_an_organiser_live_ones_too(cast):
    made = proposals(cast)["damp"]
    of = made.themes.get()
    conversations(cast, 9, of)
    released(cast, of.code, 20)
    theirs, ours = (page(cast, name, "proposal", proposal=made.pk) for name in ("hana", "amina"))
    for shown in (theirs, ours):
        assert 'data-number="people"' in shown and ">20</data>" in shown
        assert ">15</data>" in shown and "12" in shown
    assert "Live" not in theirs and "/heard/all/" in theirs
    assert "Live: 9 conversations" in ours and "/themes/" in ours


def test_a_hidden_figure_is_not_given_away_and_paper_has_no_live_count(cast):
    made = proposals(cast)["damp"]
    conversations(cast, 9, made.themes.get())
    released(cast, made.themes.get().code, None)
    for name in ("long_list", "discussion_sheet"):
        text = of_round(cast, "amina", name)
        assert "is not shown" in text
        assert "Live" not in text and "9 conversations" not in text


def test_the_long_list_is_in_the_order_of_references_without_what_was_merged_or_parked(cast):
    made = {}
    of = theme(cast.area, "homes")
    for reference in ("10", "2", "1", "3"):
        made[reference] = write_proposal(
            cast.amina,
            cast.round,
            reference=reference,
            title=f"Title {reference}.",
            decided_by="The council",
            themes=[of],
            organisations=[cast.community],
        )
        decide_gate(cast.amina, made[reference], outcome="on", reason="Heard widely.")
    merge_proposals(cast.amina, made["3"], made["1"], reason="The same.")
    decide_gate(cast.amina, made["2"], outcome="parked", reason="Not now.")
    say_of_proposal(cast.bea, made["10"], cast.community, kind="for", words="Yes please")
    text = of_round(cast, "hana", "long_list")
    assert re.findall(r"Title \d+\.</a>", text) == ["Title 1.</a>", "Title 10.</a>"]
    assert "Title 3." in text and "St Brannock" in text
    sheet = of_round(cast, "hana", "discussion_sheet")
    assert "Title 10." in sheet and "What worries us" in sheet
    assert "Yes please" not in sheet, "a sheet is left on tables"


def test_a_private_reason_is_on_no_page_of_others(cast):
    decision = parked(cast, is_public=False)
    for name, sees in (("amina", True), ("bea", True), ("hana", False), ("ivo", False)):
        for where, args in (
            ("proposal", {"proposal": decision.proposal_id}),
            ("vote", {"round": cast.round.slug}),
        ):
            assert ("decided in 2019" in page(cast, name, where, **args)) is sees, (name, where)
    assert "decided in 2019" not in page(cast, "", "round", round=cast.round.slug)


def test_an_organisation_reads_first_and_says_that_it_has_seen(cast):
    decision = parked(cast)
    where = reverse("own_proposals", args=[cast.area.slug, cast.community.pk])
    lead = cast.client("bea")
    text = lead.get(where).content.decode()
    assert "decided in 2019" in text and "We have seen this" in text
    assert lead.post(where, {"decision": decision.pk}).status_code == 302
    assert ReasonSeen.objects.get().by == cast.bea
    text = lead.get(where).content.decode()
    assert "We have seen this" not in text and "Everybody may read" in text
    assert cast.client("hana").get(where).status_code == 404
    assert lead.post(where, {"decision": "\x00"}).status_code == 404


def test_an_organiser_writes_down_who_was_told_and_a_mistake_keeps_what_was_typed(cast):
    decision = parked(cast)
    client = cast.client("amina")
    where = reverse("record_told", args=[cast.area.slug, decision.proposal_id])
    answer = client.post(where, {"organisation": cast.community.pk, "whom": ""})
    assert answer.status_code == 200 and "Whom you told" in answer.content.decode()
    assert client.post(where, {"organisation": cast.community.pk, "whom": "their lead"}).status_code == 302
    assert ReasonSeen.objects.get().whom == "their lead"


def test_a_pair_is_merged_undone_and_kept_apart_through_the_pages(cast):
    made = proposals(cast)
    client = cast.client("amina")
    same = reverse("same_proposals", args=[cast.area.slug, cast.round.slug])
    assert client.get(same).content.decode().count("Keep ") == 6
    merge = reverse("merge_proposal", args=[cast.area.slug, made["wages"].pk])
    assert 'name="into"' in client.get(f"{merge}?into={made['damp'].pk}").content.decode()
    refused = client.post(merge, {"into": made["damp"].pk, "reason": ""})
    assert refused.status_code == 200 and not ProposalMerge.objects.exists()
    answer = client.post(merge, {"into": made["damp"].pk, "reason": "Both are about money."}, follow=True)
    text = answer.content.decode()
    assert "With it count" in text and "Both are about money." in text
    gone = page(cast, "hana", "proposal", proposal=made["wages"].pk)
    assert "now part of another proposal" in gone and "Both are about money." in gone
    undo = reverse("undo_merge", args=[cast.area.slug, made["wages"].pk])
    assert client.get(undo).status_code == 200
    text = client.post(undo, {"reason": "Not the same."}, follow=True).content.decode()
    assert "stands by itself again" in text and "With it count" not in text
    assert client.post(same, {"one": made["bus"].pk, "other": made["damp"].pk}).status_code == 302
    assert KeptApart.objects.count() == 1
    assert client.get(same).content.decode().count("Keep ") == 5
    assert client.post(same, {"one": made["bus"].pk, "other": "x"}).status_code == 404


def test_a_delegate_says_it_takes_it_back_and_an_organiser_hides(cast):
    made = proposals(cast)["damp"]
    delegate, organiser = cast.client("hana"), cast.client("amina")
    where = reverse("say_of_proposal", args=[cast.area.slug, made.pk])
    typed = {"organisation": cast.second_community.pk, "kind": "question", "words": "Who pays?"}
    long = delegate.post(where, typed | {"words": "y" * 501})
    assert long.status_code == 200 and "yyy" in long.content.decode()
    assert delegate.post(where, typed).status_code == 302
    assert organiser.post(where, typed).status_code == 403
    row = Contribution.objects.get()
    back, hide = (reverse(name, args=[cast.area.slug, row.pk]) for name in ("take_back_said", "hide_said"))
    assert cast.client("bea").get(back).status_code == 404
    text = page(cast, "bea", "proposal", proposal=made.pk)
    assert "Who pays?" in text and "Larkwood" in text and "Hana" not in text
    assert organiser.post(hide, {"reason": "It names somebody."}).status_code == 302
    assert "Who pays?" not in page(cast, "bea", "proposal", proposal=made.pk)
    assert "It names somebody." in page(cast, "hana", "proposal", proposal=made.pk)
    assert delegate.get(back).status_code == 200
    assert delegate.post(back).status_code == 302
    assert delegate.get(back).status_code == 404


PAGES = [
    "vote",
    "long_list",
    "discussion_sheet",
    "from_themes",
    "same_proposals",
    "proposal",
    "own_proposals",
]


def test_queries_do_not_grow_with_rows(cast):
    first = parked(cast)
    more(cast, 0, 3)
    clients = {name: cast.client(name) for name in ("amina", "bea")}
    of = {"proposal": {"proposal": first.proposal_id}, "own_proposals": {"organisation": cast.community.pk}}

    def num_queries(name: str) -> int:
        where = reverse(name, kwargs={"area": cast.area.slug, **of.get(name, {"round": cast.round.slug})})
        with CaptureQueriesContext(connection) as queries:
            answer = clients["bea" if name == "own_proposals" else "amina"].get(where)
        assert answer.status_code == 200
        return len(queries)

    num_queries("vote")
    few = {name: num_queries(name) for name in PAGES}
    more(cast, 3, 9)
    assert {name: num_queries(name) for name in PAGES} == few


def more(cast: Cast, start: int, end: int) -> None:
    first = Proposal.objects.get(reference="B")
    for number in range(start, end):
        made = write_proposal(
            cast.amina,
            cast.round,
            reference=f"{number}",
            title=f"More {number}",
            decided_by="The council",
            themes=[theme(cast.area, f"t{number}"), first.themes.get()],
            organisations=[cast.community, organisation(cast.area, f"Group {number}")],
        )
        decide_gate(cast.amina, made, outcome="on", reason="Heard widely.", is_public=True)
        part = write_proposal(cast.amina, cast.round, reference=f"p{number}", title=f"Part {number}")
        merge_proposals(cast.amina, part, first, reason="The same.")
        say_of_proposal(cast.bea, made, cast.community, kind="for", words=f"Words {number}")
        Contribution.objects.create(
            proposal=first,
            organisation=cast.community,
            kind="for",
            words="More",
            by=cast.bea,
            at=cast.area.now(),
        )


def test_an_empty_round_has_pages_that_say_what_comes(cast):
    Round.objects.filter(pk=cast.round.pk).update(name="Empty round")
    for name, says in (
        ("long_list", "Nothing is on the list yet"),
        ("discussion_sheet", "Nothing is on the list yet"),
        ("from_themes", "No theme yet"),
        ("same_proposals", "No two look alike"),
    ):
        assert says in of_round(cast, "amina", name)
    assert "No proposal of yours yet" in page(cast, "bea", "own_proposals", organisation=cast.community.pk)
