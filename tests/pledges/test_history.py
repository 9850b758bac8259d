"""The chained history of a promise: whatever is changed, cut or slipped in behind the actions' back is found."""

import pytest
from django.db import transaction
from django.urls import reverse

from listens.alliance.models import Office, Organisation, Person
from listens.assembly.models import Answer, Ask
from listens.core import chain, checks, retention
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import Actor, ChainEntry, ChainHead, Erasure
from listens.pledges import actions
from listens.pledges.history import chain_of, verify
from listens.pledges.models import (
    Amendment,
    CoLead,
    Evidence,
    Pledge,
    PledgeOwner,
    PledgeRow,
    Progress,
    Reading,
    Verdict,
    VerdictSigner,
)
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
    assert verify(pledge) is None and pledge.rows.count() == 13
    assert ChainEntry.objects.filter(chain=chain_of(pledge)).count() == 13
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
    PledgeRow.objects.filter(pledge=pledge, seq=13).delete()
    ChainEntry.objects.filter(chain=chain_of(pledge), seq=13).delete()


def slip_a_row_in(pledge):
    PledgeRow.objects.create(
        pledge=pledge,
        seq=14,
        kind="reply",
        content={"of": 8},
        salt="s",
        by=pledge.rows.first().by,
        at=pledge.rows.first().at,
    )


def redate_an_entry(pledge):
    ChainEntry.objects.filter(chain=chain_of(pledge), seq=5).update(digest=chain.digest("x", "y"))


def swap_the_owner(pledge):
    PledgeOwner.objects.update(organisation=another(pledge))


def swap_the_owners_office(pledge):
    there = pledge.owners.get().office
    other = Office.objects.create(area=there.area, organisation=there.organisation, title="x", title_key="x")
    PledgeOwner.objects.update(office=other)


def swap_a_signer(pledge):
    VerdictSigner.objects.filter(person__name="Jun").update(organisation=another(pledge))


def swap_a_signers_person(pledge):
    VerdictSigner.objects.filter(person__name="Jun").update(person=Person.objects.get(name="Hana"))


def swap_a_co_lead(pledge):
    CoLead.objects.update(person=Person.objects.get(name="Hana"))


def slip_a_co_lead_in(pledge):
    CoLead.objects.create(pledge=pledge, person=Person.objects.get(name="Hana"))


def rewrite_the_answer(pledge):
    Answer.objects.update(words="Perhaps, one day.")


def rewrite_who_said_it(pledge):
    Answer.objects.update(speaker="Somebody else")


def swap_who_settled_it(pledge):
    Answer.objects.update(settled_by=Actor.objects.get(account__name="Hana"))


def rewrite_the_ask(pledge):
    Ask.objects.update(wording="Will you think about it?")


def swap_who_wrote_it(pledge):
    PledgeRow.objects.filter(kind="progress").update(by=Actor.objects.get(account__name="Hana"))


def swap_who_accepted(pledge):
    Amendment.objects.update(accepted_by=Actor.objects.get(account__name="Hana"))


def change_a_verdict_and_empty_its_salt(pledge):
    Verdict.objects.update(value="kept", words="All is well.")
    PledgeRow.objects.filter(pledge=pledge, kind="verdict").update(salt="")


def empty_a_verdicts_row(pledge):
    Verdict.objects.update(value="kept")
    PledgeRow.objects.filter(pledge=pledge, kind="verdict").update(salt="", content={})


def empty_a_row_and_delete_its_record(pledge):
    Progress.objects.all().delete()
    PledgeRow.objects.filter(pledge=pledge, kind="progress").update(salt="", content={})


def empty_a_reply(pledge):
    Verdict.objects.update(reply="", replied_on=None)
    PledgeRow.objects.filter(pledge=pledge, kind="reply").update(salt="", content={})


def sign_on_paper_unseen(pledge):
    VerdictSigner.objects.filter(person__name="Jun").update(is_on_paper=True)


def unsign(pledge):
    VerdictSigner.objects.filter(person__name="Jun").update(signed_on=None)


def say_the_owner_wrote_it(pledge):
    PledgeRow.objects.filter(pledge=pledge, kind="progress").update(is_for_owner=True)


def another(pledge):
    return Organisation.objects.create(area=pledge.area, name="Elsewhere", side="community", kind="faith")


TAMPERINGS = [
    sign_on_paper_unseen,
    unsign,
    say_the_owner_wrote_it,
    swap_the_owner,
    swap_the_owners_office,
    swap_a_signer,
    swap_a_signers_person,
    swap_a_co_lead,
    slip_a_co_lead_in,
    rewrite_the_answer,
    rewrite_who_said_it,
    swap_who_settled_it,
    rewrite_the_ask,
    swap_who_wrote_it,
    swap_who_accepted,
    change_a_verdict_and_empty_its_salt,
    empty_a_verdicts_row,
    empty_a_row_and_delete_its_record,
    empty_a_reply,
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


def test_every_tampering_is_found(pledge):
    """One promise for all of them, put back after each: to make it takes longer than to look at it."""
    assert verify(pledge) is None
    unseen = []
    for tamper in TAMPERINGS:
        with transaction.atomic():
            tamper(pledge)
            if verify(pledge) is None or len(list(checks.CHECKS["history of every promise"]())) != 1:
                unseen.append(tamper.__name__)
            transaction.set_rollback(True)
        assert verify(Pledge.objects.get()) is None, f"{tamper.__name__} was not put back"
    assert unseen == []


@pytest.mark.parametrize("tamper", [None, swap_the_owner, rewrite_the_answer, empty_a_verdicts_row])
def test_the_public_page_compares_what_it_shows_with_the_seal(cast, pledge, tamper):
    if tamper:
        tamper(pledge)
    page = cast.client("").get(reverse("promise", args=[cast.area.slug, pledge.number])).content.decode()
    assert ("does not match its seal" in page) == bool(tamper)
    assert ("cannot be changed unseen" in page) != bool(tamper)


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


def test_an_erased_report_leaves_a_tombstone_and_the_chain_holds(cast, pledge):
    row = pledge.rows.get(kind="progress")
    with pytest.raises(Denied):
        actions.erase_report(cast.jun, row, reason="It names a child.")
    actions.erase_report(cast.amina, row, reason="It names a child.")
    row.refresh_from_db()
    assert (row.content, row.salt) == ({}, "") and not Progress.objects.exists()
    assert verify(pledge) is None
    with pytest.raises(Refused, match="Only a report"):
        actions.erase_report(cast.amina, pledge.rows.get(kind="verdict"), reason="x")
    page = cast.client("").get(reverse("promise", args=[cast.area.slug, pledge.number])).content.decode()
    assert "was erased" in page and "cannot be changed unseen" in page
    Erasure.objects.all().delete()
    assert verify(pledge).problem == "the row is empty, and nobody erased it"


def test_an_erased_report_that_a_restore_brought_back_is_erased_again(cast, pledge):
    row = pledge.rows.get(kind="progress")
    before, report = (row.content, row.salt), Progress.objects.get()
    actions.erase_report(cast.amina, row, reason="It names a child.")
    PledgeRow.objects.filter(pk=row.pk).update(content=before[0], salt=before[1])
    report.save(force_insert=True)
    assert retention.replay() >= 1 and verify(pledge) is None and not Progress.objects.exists()


def test_the_chain_holds_digests_only(pledge):
    head = ChainHead.objects.get(chain=chain_of(pledge))
    assert len(head.link) == 64 and head.seq == 13
    assert all(len(entry.digest) == 64 for entry in ChainEntry.objects.filter(chain=chain_of(pledge)))
