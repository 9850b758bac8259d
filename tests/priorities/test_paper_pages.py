"""The pages for paper, as two people who type and an organiser use them."""

from __future__ import annotations

from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.priorities.actions import close_voting, enter_totals
from listens.priorities.models import PaperSlip, SlipCount, Totals
from listens.priorities.paper.double_votes import double_votes
from listens.priorities.paper.standing import State
from tests.priorities.papers import by_phone, counted, state, typed, with_sheets, with_slips


def address(cast, name, **more):
    return reverse(name, kwargs={"area": cast.area.slug, "round": cast.round.slug, **more})


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_two_people_type_and_the_second_is_told_nothing_of_the_first(cast):
    long_list, _made = with_slips(cast)
    first, second = cast.client("amina"), cast.client("ivo")
    page = text(first.get(address(cast, "enter_ballot")))
    assert 'name="share"' not in page and "typed by two people" in page
    answer = first.post(address(cast, "enter_ballot"), {"source_id": "1", "typed": "damp bus"}, follow=True)
    assert "Slip 1 is typed. It counts when another person" in text(answer)
    before = text(second.get(address(cast, "enter_ballot")))
    assert "bus damp" not in before and "damp bus" not in before and "Typed once: 1" in before
    answer = second.post(
        address(cast, "enter_ballot"), {"source_id": "1", "typed": "damp, wages"}, follow=True
    )
    assert "typed differently before" in text(answer) and "bus" not in text(answer).split("Or tick")[0]
    paper = PaperSlip.objects.get()
    assert "1 slip or sheet was typed once only, or differs" in text(first.get(address(cast, "close_vote")))
    compared = text(second.get(address(cast, "compare_slips")))
    assert address(cast, "settle_slip", paper=paper.pk) in compared
    page = second.get(address(cast, "settle_slip", paper=paper.pk))
    assert "<strong>bus: The bus</strong>" in text(page) and "damp: Damp and repairs" in text(page)
    refused = second.post(address(cast, "settle_slip", paper=paper.pk), {"seen": 2, "typed": "damp moon"})
    assert "not on the long-list" in text(refused) and 'value="damp moon"' in text(refused)
    done = second.post(address(cast, "settle_slip", paper=paper.pk), {"seen": 2, "ticked": ["damp", "bus"]})
    assert done.status_code == 302 and counted(long_list) == [("paper", ["bus", "damp"])]
    again = text(second.get(address(cast, "compare_slips") + "?number=1", follow=True))
    assert "what was typed is not shown" in again and "ticked" not in again.split("<form")[0]
    assert "Nobody has typed a slip 3" in text(second.get(address(cast, "compare_slips") + "?number=3"))


def test_a_refusal_keeps_what_was_typed_and_one_s_own_is_taken_back(cast):
    with_slips(cast)
    client = cast.client("amina")
    answer = client.post(address(cast, "enter_ballot"), {"source_id": "2", "typed": "damp moon"})
    assert "not on the long-list" in text(answer)
    assert 'value="2"' in text(answer) and 'value="damp moon"' in text(answer)
    both = {"source_id": "2", "typed": "damp bus", "ticked": ["damp", "wages"]}
    assert "not both" in text(client.post(address(cast, "enter_ballot"), both))
    client.post(address(cast, "enter_ballot"), {"source_id": "2", "typed": "damp bus"})
    paper = PaperSlip.objects.get()
    answer = client.post(address(cast, "enter_ballot"), {"take_back": str(paper.pk)}, follow=True)
    assert "is taken back" in text(answer) and state(paper) == State.TAKEN_BACK
    answer = client.post(address(cast, "enter_ballot"), {"take_back": str(paper.pk)}, follow=True)
    assert "nothing of it" in text(answer)
    for wrong in ("x", "\x00", "00000000-0000-0000-0000-000000000000"):
        assert client.post(address(cast, "enter_ballot"), {"take_back": wrong}).status_code == 404


def test_the_organisation_is_asked_and_remembered_where_no_slips_were_printed(cast):
    long_list, _made = with_slips(cast, delegates=0, typed_twice=False)
    client, share = cast.client("amina"), long_list.shares.last()
    answer = client.post(
        address(cast, "enter_ballot"),
        {"source_id": "K1", "share": share.pk, "typed": "damp bus"},
        follow=True,
    )
    assert "Slip K1 is in." in text(answer)
    assert f'<option value="{share.pk}" selected>' in text(answer)


def test_a_slip_that_voted_twice_is_settled_without_its_ticks(cast):
    long_list, made = with_slips(cast, typed_twice=False)
    by_phone(cast, made[0], "damp bus")
    paper = typed(long_list, cast.ivo, 1, "damp wages")
    client = cast.client("amina")
    page = text(client.get(address(cast, "double_votes")))
    assert "Those by phone would" not in text(client.get(address(cast, "close_vote")))
    assert "The one by phone would" in text(client.get(address(cast, "close_vote")))
    assert "Slip 1" in page and not any(word in page for word in ("damp", "wages", "Wages", "The bus"))
    [found] = double_votes(long_list)
    given = {"seen": found.seq, "place": found.place, "stands": "paper", "reason": "Handed in later."}
    where = address(cast, "settle_double_vote", paper=paper.pk)
    assert "Damp" not in text(client.get(where))
    assert "There is a problem" in text(client.post(where, given | {"reason": ""}))
    assert client.post(where, given).status_code == 302
    assert counted(long_list) == [("paper", ["damp", "wages"])]
    assert client.get(where).status_code == 404


def test_a_lead_types_its_own_sheet_and_sees_no_other(cast):
    long_list = with_sheets(cast)
    church = long_list.shares.get(way="sheet")
    lead = cast.client("bea")
    assert church.public_name in text(lead.get(address(cast, "vote_sheets")))
    assert "Sheets of organisations" in text(lead.get(address(cast, "vote")))
    where = address(cast, "type_sheet", share=church.pk)
    assert "under the organisation's own name" in text(lead.get(where))
    assert "the least is 2" in text(lead.post(where, {"ticked": ["damp"]}))
    assert "Typed once" in text(lead.post(where, {"ticked": ["damp", "bus"]}, follow=True))
    assert "is taken back" in text(lead.post(where, {"take_back": "1"}, follow=True))
    lead.post(where, {"ticked": ["damp", "bus"]})
    assert cast.client("hana").get(where).status_code == 404
    assert "It is in." in text(cast.client("ivo").post(where, {"ticked": ["bus", "damp"]}, follow=True))
    assert counted(long_list) == [("sheet", ["bus", "damp"])]
    printed = text(lead.get(address(cast, "print_vote_sheets")))
    assert church.public_name in printed and "Who decided" in printed


def test_totals_are_typed_and_corrected(cast):
    long_list, _made = with_slips(cast)
    share, client = long_list.shares.first(), cast.client("amina")
    given = {"label": "Table 4", "share": share.pk, "num_people": 6}
    answer = client.post(address(cast, "enter_totals"), given | {"ticks_0": 7})
    assert "Each can tick it once" in text(answer) and 'value="7"' in text(answer)
    answer = client.post(address(cast, "enter_totals"), given | {"ticks_0": 6, "ticks_1": 5}, follow=True)
    assert "11 ticks of 6 people" in text(answer)
    kept = Totals.objects.get()
    page = text(client.get(f"{address(cast, 'enter_totals')}?totals={kept.pk}"))
    assert 'value="Table 4"' in page and 'value="5"' in page
    assert client.get(address(cast, "enter_totals") + "?totals=x").status_code == 200
    assert "Totals of one table" in text(client.get(address(cast, "hand_count")))


def test_the_slips_are_reconciled_while_open_and_after_the_close(cast):
    long_list, made = with_slips(cast, typed_twice=False)
    typed(long_list, cast.ivo, 1, "damp wages")
    by_phone(cast, made[1], "damp bus")
    client = cast.client("ivo")
    page = text(client.get(address(cast, "reconcile_votes")))
    assert "The slips left over are not counted." in page
    given = {"box_0": 1, "unused_0": 0, "box_1": "", "unused_1": "three"}
    assert "Enter a whole number" in text(client.post(address(cast, "reconcile_votes"), given))
    answer = client.post(address(cast, "reconcile_votes"), given | {"unused_1": 3}, follow=True)
    assert "1 slip was neither used nor handed back" in text(answer) and "It adds up." in text(answer)
    assert SlipCount.objects.count() == 2
    close_voting(cast.amina, long_list)
    page = text(client.get(address(cast, "reconcile_votes")))
    assert "As the close found it" in page and "damp" not in page


def test_queries_do_not_grow_with_the_pile(cast):
    long_list, made = with_slips(cast, delegates=8)
    client = cast.client("amina")

    def num_queries(name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(cast, name)).status_code == 200
        return len(queries)

    def some(numbers) -> None:
        for number in numbers:
            by_phone(cast, made[number - 1], "damp bus")
            typed(long_list, cast.amina, number, "damp wages")
            typed(long_list, cast.ivo, number, "damp wages" if number % 2 else "damp waits")
            typed(long_list, cast.amina, number + 8, "damp wages")

    pages = ("enter_ballot", "compare_slips", "double_votes", "reconcile_votes")
    some([1, 2])
    few = [num_queries(name) for name in pages]
    some([3, 4, 5, 6])
    assert [num_queries(name) for name in pages] == few


def test_a_table_s_totals_are_in_the_notice_while_open(cast):
    long_list, _made = with_slips(cast)
    enter_totals(
        cast.amina,
        long_list,
        label="Table 4",
        num_people=6,
        ticks={"damp": 6},
        share=long_list.shares.first(),
    )
    page = text(cast.client("amina").get(address(cast, "reconcile_votes")))
    assert "Counted in part from totals: Table 4" in page
