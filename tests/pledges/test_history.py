"""The chained history of a promise: whatever is changed, cut or slipped in behind the actions' back is found."""

import pytest

from listens.core import chain, checks
from listens.core.models import ChainEntry, ChainHead
from listens.pledges import actions
from listens.pledges.history import chain_of, verify
from listens.pledges.models import Evidence, Pledge, PledgeOwner, PledgeRow, Progress, Reading, Verdict
from tests.cast import TODAY
from tests.pledges.making import DUE, a_pledge, a_verdict, move_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge(cast):
    """A promise with one row of nearly every kind."""
    pledge = a_pledge(cast)
    actions.confirm_pledge(cast.dele, pledge, words="Yes.", route="Board")
    actions.report_progress(
        cast.dele, pledge, words="Open.", happened_on=TODAY, evidence=[("Page", "https://example.org/")]
    )
    change = actions.ask_for_change(cast.dele, pledge, reason="Late.", due_on=DUE.replace(year=2027))
    actions.accept_change(cast.jun, change)
    measure = actions.add_measure(cast.jun, pledge, name="Rooms", words="Rooms open")
    actions.add_reading(cast.jun, measure.definitions.get(), value=2, as_at=TODAY, source="Visit")
    verdict = a_verdict(cast, pledge)
    actions.reply_to_verdict(cast.dele, verdict, words="Thank you.")
    move_clock(cast, verdict.may_publish_from())
    actions.publish_verdict(cast.jun, verdict)
    return pledge


def test_an_honest_history_holds(pledge):
    assert verify(pledge) is None and pledge.rows.count() == 11
    assert ChainEntry.objects.filter(chain=chain_of(pledge)).count() == 11
    assert list(checks.CHECKS["history of every promise"]()) == []


def rewrite_a_row(pledge):
    PledgeRow.objects.filter(pledge=pledge, seq=3).update(content={"words": "Closed."})


def rewrite_progress(pledge):
    Progress.objects.update(words="Everything is open.")


def rewrite_evidence(pledge):
    Evidence.objects.update(address="https://example.com/")


def rewrite_the_wording(pledge):
    Pledge.objects.update(wording="We will try.")


def move_the_first_date(pledge):
    Pledge.objects.update(due_on=DUE.replace(year=2030))


def change_a_verdict(pledge):
    Verdict.objects.update(value="kept")


def change_a_reply(pledge):
    Verdict.objects.update(reply="They agree with us.")


def publish_earlier(pledge):
    Verdict.objects.update(published_on=TODAY)


def change_a_reading(pledge):
    Reading.objects.update(value=200)


def take_the_lead_away(pledge):
    PledgeOwner.objects.update(is_lead=False)


def delete_progress(pledge):
    Progress.objects.all().delete()


def cut_a_row_out(pledge):
    PledgeRow.objects.filter(pledge=pledge, seq=3).delete()


def cut_the_end_off(pledge):
    PledgeRow.objects.filter(pledge=pledge, seq=11).delete()
    ChainEntry.objects.filter(chain=chain_of(pledge), seq=11).delete()


def slip_a_row_in(pledge):
    PledgeRow.objects.create(
        pledge=pledge,
        seq=12,
        kind="reply",
        content={"of": 8},
        salt="s",
        by=pledge.rows.first().by,
        at=pledge.rows.first().at,
    )


def redate_an_entry(pledge):
    ChainEntry.objects.filter(chain=chain_of(pledge), seq=5).update(digest=chain.digest("x", "y"))


TAMPERINGS = [
    rewrite_a_row,
    rewrite_progress,
    rewrite_evidence,
    rewrite_the_wording,
    move_the_first_date,
    change_a_verdict,
    change_a_reply,
    publish_earlier,
    change_a_reading,
    take_the_lead_away,
    delete_progress,
    cut_a_row_out,
    cut_the_end_off,
    slip_a_row_in,
    redate_an_entry,
]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_found(pledge, tamper):
    assert verify(pledge) is None
    tamper(pledge)
    assert verify(pledge) is not None
    assert len(list(checks.CHECKS["history of every promise"]())) == 1


def test_a_mark_without_its_row_is_found(cast):
    pledge = a_pledge(cast)
    a_verdict(cast, pledge)
    assert verify(pledge) is None
    Verdict.objects.update(published_on=TODAY)
    assert verify(pledge).problem == "something was marked without a row of its own"


def test_a_renamed_organisation_is_no_tampering(cast, pledge):
    cast.body.name = "Riverside and Hillside Trust"
    cast.body.save()
    assert verify(pledge) is None


def test_erasing_a_row_leaves_a_tombstone_and_the_chain_holds(pledge):
    PledgeRow.objects.filter(pledge=pledge, seq=3).update(content={}, salt="")
    assert verify(pledge) is None


def test_the_chain_holds_digests_only(pledge):
    head = ChainHead.objects.get(chain=chain_of(pledge))
    assert len(head.link) == 64 and head.seq == 11
    assert all(len(entry.digest) == 64 for entry in ChainEntry.objects.filter(chain=chain_of(pledge)))
