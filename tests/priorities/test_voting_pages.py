"""The pages of a slip: the code, the ballot, the receipt, and the packs that are printed once."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.priorities.actions import close_voting
from listens.priorities.drawn_once import TOKEN
from listens.priorities.models import Ballot, LongList, Share, VotingSlip
from tests.priorities.made import slip_vote, vote
from tests.priorities.test_pages import address

THREE = {"Mill Lane Tenants": 2, "Larkwood Women's Association": 2, "St Brannock's Church": 6}


@pytest.fixture
def voting(cast):
    return slip_vote(cast, THREE)


@pytest.fixture
def page(cast):
    return reverse("ballot", args=[cast.area.slug])


@pytest.fixture
def cast_page(cast):
    return reverse("ballot_cast", args=[cast.area.slug])


def text_of(answer) -> str:
    return answer.content.decode()


def test_from_the_code_to_the_receipt_without_account_session_or_script(voting, page, cast_page):
    _long_list, codes = voting
    phone, code = Client(), codes["Mill Lane Tenants"][0]
    assert "Code on your slip" in text_of(phone.get(page))
    ballot = phone.post(page, {"code": code})
    assert "Mill Lane Tenants" in text_of(ballot) and "Tick 2 to 3" in text_of(ballot)
    receipt = phone.post(cast_page, {"code": code, "choice": ["bus", "damp"]})
    assert receipt.status_code == 200 and re.search(r"2-[0-9a-f]{8}", text_of(receipt))
    assert not [word for word in ("bus", "damp", "Damp", code) if word in text_of(receipt)]
    assert "sessionid" not in phone.cookies
    for answer in (ballot, receipt):
        assert "no-store" in answer["Cache-Control"]
    again = phone.post(page, {"code": code})
    assert "takes its place" in text_of(again) and "checked" not in text_of(again)


def test_a_wrong_ballot_keeps_its_ticks_and_says_what_to_do(voting, page, cast_page):
    _long_list, codes = voting
    answer = Client().post(cast_page, {"code": codes["Mill Lane Tenants"][0], "choice": ["bus"]})
    assert "Tick at least 2" in text_of(answer)
    assert re.findall(r'value="(\w+)" checked', text_of(answer)) == ["bus"]
    assert not Ballot.objects.exists()
    assert Client().get(cast_page).url == page


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "<b>", "\x00", "A" * 500])
def test_a_wrong_code_is_a_page_that_says_what_to_do(voting, page, cast_page, code):
    for answer in (
        Client().post(page, {"code": code}),
        Client().post(cast_page, {"code": code, "choice": "bus"}),
    ):
        assert answer.status_code == 200 and "nhsuk-error-summary" in text_of(answer)
    assert not Ballot.objects.exists()


def test_a_forged_form_is_refused(voting, cast_page):
    _long_list, codes = voting
    phone = Client(enforce_csrf_checks=True)
    answer = phone.post(cast_page, {"code": codes["Mill Lane Tenants"][0], "choice": ["bus", "damp"]})
    assert answer.status_code == 403 and not Ballot.objects.exists()


def test_each_slip_shows_the_proposals_in_an_order_of_its_own(voting, page):
    _long_list, codes = voting
    orders = {
        tuple(
            re.findall(
                r'name="choice" type="checkbox" value="(\w+)"', text_of(Client().post(page, {"code": code}))
            )
        )
        for code in codes["St Brannock's Church"]
    }
    assert len(orders) == 4 and {order[0] for order in orders} == {"damp", "wages", "waits", "bus"}


def test_before_and_after_the_vote_the_page_says_so(cast, page):
    assert "no vote here now" in text_of(Client().get(page))
    long_list, codes = slip_vote(cast, THREE)
    close_voting(cast.amina, long_list)
    for answer in (Client().get(page), Client().post(page, {"code": codes["Mill Lane Tenants"][0]})):
        assert "is closed. No ballot can come in any more" in text_of(answer)
        assert "We do not know this code" not in text_of(answer)


def test_a_phone_asks_the_database_little_and_always_the_same(voting, page, cast_page):
    _long_list, codes = voting
    Client().post(cast_page, {"code": codes["Mill Lane Tenants"][1], "choice": ["bus", "damp"]})
    few = []
    for code in (codes["Mill Lane Tenants"][0], codes["St Brannock's Church"][5]):
        seen = []
        for address_, data in (
            (page, {"code": code}),
            (cast_page, {"code": code, "choice": ["bus", "damp"]}),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert Client().post(address_, data).status_code == 200
            seen.append(len([one for one in queries if "SAVEPOINT" not in one["sql"]]))
        few.append(seen)
    assert few[0] == few[1]
    assert few[0][0] <= 6 and few[0][1] <= 16, few


def test_a_pack_is_printed_once_with_a_cover_sheet_and_its_codes_vote(cast, page, cast_page):
    long_list = vote(cast, until="draft")
    long_list.shares.update(num_delegates=3, if_few="open")
    organiser = cast.client("amina")
    for step in ("lock_vote", "open_vote"):
        organiser.post(address(cast, step))
    share = long_list.shares.first()
    made = text_of(organiser.post(address(cast, "vote_slips"), {"share": str(share.pk), "language": "en-gb"}))
    codes = re.findall(r'class="app-code" dir="ltr">([0-9A-Z]{4}-[0-9A-Z]{4})<', made)
    assert len(codes) == 3 and made.count("<svg") >= 3
    assert f"testserver/{cast.area.slug}/ballot/" in made and "1–3" in made and "Damp and repairs" in made
    again = text_of(
        organiser.post(address(cast, "vote_slips"), {"share": str(share.pk), "language": "en-gb"})
    )
    assert "made already" in again and not [code for code in codes if code in again]
    rest = text_of(organiser.post(address(cast, "vote_slips"), {"language": "en-gb", "large": "on"}))
    assert "4–6" in rest and "app-heard-cards--one" in rest
    assert "1–3" in text_of(organiser.get(address(cast, "vote_slips")))
    for code in codes:
        assert Client().post(cast_page, {"code": code, "choice": ["bus", "damp"]}).status_code == 200
    assert Ballot.objects.filter(is_counted=True, share=share).count() == 3


def test_the_desk_takes_one_slip_back_and_a_lost_pack(cast, voting):
    long_list, _codes = voting
    organiser = cast.client("amina")
    new = text_of(
        organiser.post(
            address(cast, "replace_vote_slip"), {"number": 1, "why": "It was spoiled.", "language": "en-gb"}
        )
    )
    assert "Slip 11" in new and VotingSlip.objects.get(number=1).revoked_at
    wrong = organiser.post(
        address(cast, "replace_vote_slip"), {"number": 1, "why": "Again.", "language": "en-gb"}
    )
    assert "No slip with the number" in text_of(wrong)
    share = Share.objects.get(public_name="Mill Lane Tenants")
    lost = address(cast, "take_back_vote_slips", share=share.pk)
    assert organiser.post(lost, {"why": "The envelope is lost."}).status_code == 302
    assert not VotingSlip.objects.filter(share=share, revoked_at=None).exists()


def test_what_is_locked_is_shown_to_be_read_out_first(cast):
    vote(cast, until="draft", typed_twice=True)
    Share.objects.update(num_delegates=3, why="It was promised.")
    shown = text_of(cast.client("amina").get(address(cast, "lock_vote")))
    for words in (
        "Damp and repairs",
        "2 to 3",
        "3 delegates",
        "It was promised.",
        "the drip",
        "Typed by two",
    ):
        assert words.lower() in shown.lower(), words
    assert "under its own name" not in shown


def test_a_share_is_changed_on_its_page_and_a_late_organisation_needs_a_reason(cast):
    long_list = vote(cast, until="draft")
    organiser, share = cast.client("amina"), long_list.shares.first()
    shown = organiser.get(address(cast, "vote_shares"), {"organisation": str(share.organisation_id)})
    assert re.search(r'name="if_few"[^>]*value="open"[^>]* checked', text_of(shown))
    organiser.post(
        address(cast, "vote_shares"),
        {"organisation": share.organisation_id, "way": "slips", "num_delegates": 7, "size": 1},
    )
    share.refresh_from_db()
    assert (share.num_delegates, share.if_few) == (7, "")
    assert LongList.objects.get().shares.count() == 2


def test_the_first_page_is_drawn_once_for_many_phones_and_each_has_a_token_that_works(cast, page):
    _long_list, codes = slip_vote(cast, {"Mill Lane Tenants": 2, "Two": 1, "Three": 1})
    phones = [Client(enforce_csrf_checks=True) for _each in range(3)]
    answers = [phone.get(page) for phone in phones]
    tokens = [TOKEN.search(answer.content)[1].decode() for answer in answers]
    assert len(set(tokens)) == 3
    assert answers[0].templates and not answers[1].templates, "from memory"
    assert len({TOKEN.sub(b"", answer.content) for answer in answers}) == 1
    code = codes["Mill Lane Tenants"][0]
    for phone, token in zip(phones, tokens, strict=True):
        assert phone.post(page, {"code": code, "csrfmiddlewaretoken": token}).status_code == 200
    assert phones[0].post(page, {"code": code, "csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert b"Sign out" in cast.client("amina").get(page).content, (
        "whoever is signed in has a page of their own"
    )
    assert 'dir="rtl"' in phones[1].get(page, headers={"accept-language": "ar"}).content.decode()
