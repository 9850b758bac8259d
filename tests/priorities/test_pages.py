"""The pages of the vote, walked as an organiser walks them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.priorities.actions import add_share, decide_gate, write_proposal
from listens.priorities.models import LongList, Proposal, Share
from listens.sensemaking.actions import add_theme
from tests.cast import organisation
from tests.priorities.made import listened, vote
from tests.priorities.test_votes import MAPPING, PB


def address(cast, name, **more):
    return reverse(name, kwargs={"area": cast.area.slug, "round": cast.round.slug, **more})


def test_from_a_theme_to_the_result_through_the_pages(cast):
    organiser = cast.client("amina")
    theme = add_theme(cast.femi, cast.area, code="homes", name="Homes")
    listened(cast)
    for reference, title in (("damp", "Damp"), ("bus", "The bus"), ("wages", "Wages")):
        answer = organiser.post(
            address(cast, "write_proposal"),
            {"reference": reference, "title": title, "decided_by": "The council", "themes": [str(theme.pk)]},
        )
        assert answer.status_code == 302
        made = Proposal.objects.get(reference=reference)
        organiser.post(answer.url, {"outcome": "on", "reason": "Heard widely."})
        assert made.gate_decisions.count() == 1
    settings = {
        "num_seats": 1,
        "min_ticks": 1,
        "max_ticks": 2,
        "rule": "drip",
        "scheme": "organisation",
        "seed": 4,
    }
    assert organiser.post(address(cast, "vote_settings"), settings).status_code == 302
    for step in ("add_all_shares", "lock_vote", "open_vote"):
        assert organiser.get(address(cast, step)).status_code == 200
        Share.objects.update(if_few="open")
        assert organiser.post(address(cast, step)).status_code == 302
    long_list = LongList.objects.get()
    for number, share in enumerate(long_list.shares.all()):
        answer = organiser.post(
            address(cast, "enter_ballot"), {"source_id": number, "share": share.pk, "typed": "damp bus"}
        )
        assert answer.status_code == 302
    for step in ("close_vote", "count_vote"):
        assert organiser.post(address(cast, step)).status_code == 302
    page = organiser.get(address(cast, "vote_result")).content.decode()
    for name in ("round_result", "round_ballots", "round_result_file", "round_log", "count_vote"):
        assert address(cast, name) in page
    assert "Damp" in organiser.get(address(cast, "round_result")).content.decode()


def test_a_refusal_keeps_what_was_typed(cast):
    vote(cast)
    answer = cast.client("amina").post(
        address(cast, "enter_ballot"),
        {"source_id": "77", "share": LongList.objects.get().shares.first().pk, "typed": "damp moon"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "not on the long-list" in page and 'value="77"' in page and "damp moon" in page


def test_a_file_is_checked_before_it_is_kept(cast):
    long_list = vote(cast)
    organiser = cast.client("amina")
    mapping = "\n".join(f"{name}={ours}" for name, ours in MAPPING.items())
    for what, kept in (("check", 0), ("good", 2)):
        file = SimpleUploadedFile("hall.pb", PB.encode())
        page = organiser.post(address(cast, "ballot_file"), {"file": file, "mapping": mapping, "what": what})
        assert page.status_code == 200
        assert long_list.ballots.count() == kept
    rubbish = SimpleUploadedFile("x.pb", b"PK\x03\x04")
    page = organiser.post(address(cast, "ballot_file"), {"file": rubbish, "what": "good"})
    assert "spreadsheet file" in page.content.decode()


@pytest.mark.parametrize("name", ["vote", "vote_shares"])
def test_queries_do_not_grow_with_rows(cast, name):
    long_list = vote(cast, until="draft")
    organiser = cast.client("amina")
    organiser.get(address(cast, name))

    def num_queries() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert organiser.get(address(cast, name)).status_code == 200
        return len(queries)

    few = num_queries()
    for number in range(12):
        made = write_proposal(cast.amina, cast.round, reference=f"more{number}", title=f"More {number}")
        decide_gate(cast.amina, made, outcome="parked", reason="For the count of queries.")
        add_share(cast.amina, long_list, organisation(cast.area, f"More {number}"), why="It asked.")
    assert num_queries() == few
