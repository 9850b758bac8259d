"""The community's verdict: two organisations sign, the owner sees it first, the clock does not give one."""

import datetime as dt

import pytest
from django.urls import reverse

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.pledges import actions
from listens.pledges.history import verify
from listens.pledges.models import Pledge
from tests.cast import TODAY, organisation
from tests.pledges.making import (
    DUE,
    a_community_pledge,
    a_pledge,
    a_verdict,
    fresh,
    move_clock,
    signatures,
)

pytestmark = pytest.mark.django_db
FIRST_DAY = dt.date(2026, 11, 30)  # ten working days after TODAY
DAY = dt.timedelta(days=1)


def test_silence_is_no_verdict_yet(cast):
    pledge = a_pledge(cast)
    assert fresh(pledge).current_verdict() is None
    assert Pledge.objects.with_verdict("", TODAY).get() == pledge


def test_the_owner_has_ten_working_days_before_anybody_else_sees_it(cast):
    pledge = a_pledge(cast)
    verdict = a_verdict(cast, pledge)
    assert verdict.may_publish_from() == FIRST_DAY
    move_clock(cast, FIRST_DAY - DAY)
    with pytest.raises(Refused, match="30 November 2026"):
        actions.publish_verdict(cast.jun, verdict)
    assert [row.kind for row in fresh(pledge).history()] == ["spoken"]
    assert fresh(pledge).current_verdict() is None and fresh(pledge).waiting_verdicts() == [verdict]
    move_clock(cast, FIRST_DAY)
    actions.publish_verdict(cast.jun, verdict)
    assert fresh(pledge).current_verdict() == verdict
    assert [row.kind for row in fresh(pledge).history()] == [
        "spoken",
        "verdict",
        "signed",
        "signed",
        "published",
    ]
    assert Pledge.objects.with_verdict("on_the_way", FIRST_DAY).get() == pledge
    assert not Pledge.objects.with_verdict("on_the_way", FIRST_DAY - DAY).exists()
    with pytest.raises(Refused, match="already"):
        actions.publish_verdict(cast.jun, verdict)


def test_the_reply_stands_beside_it_once(cast):
    pledge = a_pledge(cast)
    verdict = a_verdict(cast, pledge)
    with pytest.raises(Denied):
        actions.reply_to_verdict(cast.jun, verdict, words="x")
    actions.reply_to_verdict(cast.dele, verdict, words="A third opens in May.")
    assert [row.kind for row in fresh(pledge).history()] == ["spoken"]
    with pytest.raises(Refused, match="already"):
        actions.reply_to_verdict(cast.dele, verdict, words="More.")
    move_clock(cast, FIRST_DAY)
    actions.publish_verdict(cast.jun, verdict)
    assert fresh(pledge).current_verdict().reply == "A third opens in May." and verify(pledge) is None


def test_two_people_of_two_organisations_sign(cast):
    pledge = a_pledge(cast)
    jun, bea = signatures(cast)
    amina = (cast.people["amina"], "none")
    for signers, sentence in (
        ([jun], "two organisations"),
        ([bea, amina], "two organisations"),
        ([jun, bea, amina], "signs once"),
        ([jun, (cast.people["bea"], " ")], "interest"),
        ([jun, (cast.people["dele"], "none")], "public body"),
    ):
        with pytest.raises(Refused, match=sentence):
            a_verdict(cast, pledge, signers=signers)
    assert a_verdict(cast, pledge).signers.count() == 2


def test_an_owners_own_people_neither_sign_nor_publish(cast):
    pledge = a_community_pledge(cast)
    with pytest.raises(Refused, match="made this promise"):
        a_verdict(cast, pledge)
    third = organisation(cast.area, "Third")
    cast.people["grace"].organisation = third
    cast.people["grace"].save()
    signers = [(cast.people["jun"], "none"), (cast.people["grace"], "none")]
    with pytest.raises(Refused, match="others judge"):
        actions.give_verdict(cast.amina, pledge, value="kept", words="Yes.", signers=signers)
    verdict = a_verdict(cast, pledge, "kept", signers=signers)
    move_clock(cast, FIRST_DAY)
    with pytest.raises(Refused, match="others judge"):
        actions.publish_verdict(cast.amina, verdict)
    assert actions.publish_verdict(cast.jun, verdict).published_on == FIRST_DAY


def test_a_person_who_has_left_signs_nothing(cast):
    pledge = a_pledge(cast)
    cast.people["bea"].left_on = TODAY - DAY
    cast.people["bea"].save()
    with pytest.raises(Refused, match="has left"):
        a_verdict(cast, pledge)


def test_stuck_calls_a_meeting(cast):
    pledge = a_pledge(cast)
    with pytest.raises(Refused, match="meeting"):
        a_verdict(cast, pledge, "stuck", meeting_on=None)
    assert a_verdict(cast, pledge, "stuck").meeting_on == TODAY + 7 * DAY


def test_broken_needs_the_delegates(cast):
    verdict = a_verdict(cast, a_pledge(cast), "broken")
    move_clock(cast, FIRST_DAY)
    with pytest.raises(Refused, match="delegates"):
        actions.publish_verdict(cast.jun, verdict)
    with pytest.raises(Refused, match="not come yet"):
        actions.publish_verdict(cast.jun, verdict, agreed_by_delegates_on=FIRST_DAY + DAY)
    assert actions.publish_verdict(cast.jun, verdict, agreed_by_delegates_on=FIRST_DAY - DAY).published_on


def test_a_newer_verdict_overtakes_the_one_that_waits(cast):
    pledge = a_pledge(cast)
    old, new = a_verdict(cast, pledge), a_verdict(cast, pledge, "kept")
    local = a_verdict(cast, pledge, "stuck", scope="Lambeth")
    move_clock(cast, FIRST_DAY)
    with pytest.raises(Refused, match="newer"):
        actions.publish_verdict(cast.jun, old)
    actions.publish_verdict(cast.jun, new)
    actions.publish_verdict(cast.jun, local)
    pledge = fresh(pledge)
    assert (pledge.current_verdict().value, pledge.current_verdict(scope="Lambeth").value) == (
        "kept",
        "stuck",
    )


def test_nothing_is_published_in_a_pause_before_an_election(cast):
    verdict = a_verdict(cast, a_pledge(cast))
    with pytest.raises(Denied):
        actions.pause_verdicts(cast.jun, cast.area, starts=FIRST_DAY, ends=FIRST_DAY, reason="Vote")
    actions.pause_verdicts(cast.amina, cast.area, starts=FIRST_DAY, ends=FIRST_DAY, reason="Borough vote")
    move_clock(cast, FIRST_DAY)
    with pytest.raises(Refused, match="Borough vote"):
        actions.publish_verdict(cast.jun, verdict)
    move_clock(cast, FIRST_DAY + DAY)
    assert actions.publish_verdict(cast.jun, verdict).published_on


def test_kept_is_never_overdue_and_anything_else_is(cast):
    pledge = a_pledge(cast)
    moving, kept = a_verdict(cast, pledge), None
    move_clock(cast, DUE + DAY)
    actions.publish_verdict(cast.jun, moving)
    assert fresh(pledge).is_overdue(DUE + DAY)
    kept = a_verdict(cast, pledge, "kept")
    later = kept.may_publish_from()
    move_clock(cast, later)
    actions.publish_verdict(cast.jun, kept)
    assert not fresh(pledge).is_overdue(later) and not Pledge.objects.overdue(later).exists()
    assert fresh(pledge).is_overdue(later - DAY) and Pledge.objects.overdue(later - DAY).exists()


def test_who_may_give_one(cast):
    pledge = a_pledge(cast)
    for person in (cast.dele, cast.hana, cast.ivo, cast.esi):
        with pytest.raises(Denied):
            actions.give_verdict(person, pledge, value="kept", words="x", signers=signatures(cast))
    with pytest.raises(Refused, match="Choose a verdict"):
        a_verdict(cast, pledge, "splendid")


def test_each_signs_from_their_own_account_before_it_is_published(cast):
    pledge = a_pledge(cast)
    verdict = actions.give_verdict(cast.jun, pledge, value="kept", words="Yes.", signers=signatures(cast))
    assert [signer.person.name for signer in verdict.unsigned()] == ["Bea"], "Jun signed by giving it"
    move_clock(cast, FIRST_DAY)
    with pytest.raises(Refused, match="St Brannock"):
        actions.publish_verdict(cast.jun, verdict)
    with pytest.raises(Refused, match="Only the people who are named"):
        actions.sign_verdict(cast.amina, verdict)
    with pytest.raises(Refused, match="already"):
        actions.sign_verdict(cast.jun, verdict)
    actions.sign_verdict(cast.bea, verdict)
    assert actions.publish_verdict(cast.jun, verdict).published_on == FIRST_DAY and verify(pledge) is None
    assert "signed on paper" not in public_page(cast, pledge)


def test_signatures_on_paper_are_recorded_by_an_organiser_and_said_so(cast):
    pledge = a_pledge(cast)
    verdict = actions.give_verdict(cast.jun, pledge, value="kept", words="Yes.", signers=signatures(cast))
    with pytest.raises(Denied):
        actions.record_signatures(cast.jun, verdict, signed_on=TODAY)
    with pytest.raises(Refused, match="not come yet"):
        actions.record_signatures(cast.amina, verdict, signed_on=TODAY + DAY)
    actions.record_signatures(cast.amina, verdict, signed_on=TODAY)
    with pytest.raises(Refused, match="already"):
        actions.record_signatures(cast.amina, verdict, signed_on=TODAY)
    move_clock(cast, FIRST_DAY)
    actions.publish_verdict(cast.jun, verdict)
    assert public_page(cast, pledge).count("signed on paper") == 1 and verify(pledge) is None


def test_nobody_acts_for_both_sides_of_one_promise(cast):
    pledge, other = a_pledge(cast), a_pledge(cast, "9.9")
    verdict = a_verdict(cast, pledge)
    actions.report_progress(cast.amina, pledge, words="Two open.", happened_on=TODAY)
    actions.reply_to_verdict(cast.amina, verdict, words="Thanks.")
    move_clock(cast, FIRST_DAY)
    for act in (
        lambda: actions.publish_verdict(cast.amina, verdict),
        lambda: a_verdict_by(cast.amina, pledge, signatures(cast)),
    ):
        with pytest.raises(Refused, match="acted for the owner"):
            act()
    assert a_verdict_by(cast.amina, other, signatures(cast)), "another promise is another matter"
    with pytest.raises(Refused, match="acted for the community side"):
        actions.report_progress(cast.amina, other, words="Open.", happened_on=TODAY)
    page = cast.client("amina").get(reverse("publish_verdict", args=["south", verdict.pk])).content.decode()
    assert "You have acted for the owner" in page


def test_what_somebody_else_writes_for_the_owner_says_so(cast):
    pledge = a_pledge(cast)
    actions.report_progress(cast.dele, pledge, words="One room.", happened_on=TODAY)
    assert "Written down for" not in public_page(cast, pledge)
    actions.confirm_pledge(cast.amina, pledge, words="Yes.", route="Board")
    words = "Written down for Chief executive, Riverside Partnership Trust by the alliance"
    assert public_page(cast, pledge).count(words) == 1 and verify(pledge) is None


def a_verdict_by(actor, pledge, signers):
    return actions.give_verdict(actor, pledge, value="on_the_way", words="x", signers=signers)


def public_page(cast, pledge):
    return cast.client("").get(reverse("promise", args=["south", pledge.number])).content.decode()
