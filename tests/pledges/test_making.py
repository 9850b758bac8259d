"""A promise comes out of a yes, or of a community's own will; its owner confirms it once."""

import datetime as dt

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import Actor
from listens.pledges import actions
from listens.pledges.history import verify
from listens.pledges.models import Pledge
from tests.assembly.making import a_slot, an_answer
from tests.cast import TODAY
from tests.pledges.making import a_community_pledge, a_pledge, fresh

pytestmark = pytest.mark.django_db


def test_a_promise_out_of_a_yes_keeps_where_it_came_from(cast):
    pledge = fresh(a_pledge(cast))
    assert pledge.number == 1 and pledge.ask == pledge.answer.addressee.ask
    assert pledge.lead_owner().office == cast.office
    assert [row.kind for row in pledge.history()] == ["spoken"] and verify(pledge) is None
    assert a_community_pledge(cast).number == 2


def test_without_words_the_answer_is_the_wording(cast):
    assert a_pledge(cast, wording="").wording == "Yes. We will open it by June."


def test_an_ask_alone_finds_its_owners_yes(cast):
    answer = an_answer(cast)
    assert a_pledge(cast, answer=None, ask=answer.addressee.ask).answer == answer


@pytest.mark.parametrize("kind", ["no", "later", "absent"])
def test_only_a_yes_is_a_promise(cast, kind):
    answer = an_answer(cast, kind)
    with pytest.raises(Refused, match="Only a yes"):
        a_pledge(cast, answer=answer)
    with pytest.raises(Refused, match="said yes"):
        a_pledge(cast, answer=None, ask=answer.addressee.ask)


def test_a_corrected_answer_is_no_ground(cast):
    slot = a_slot(cast)
    old = an_answer(cast, slot=slot)
    new = an_answer(cast, "yes_if", slot, condition="If funded", reason="Misheard")
    with pytest.raises(Refused, match="corrected"):
        a_pledge(cast, answer=old)
    assert a_pledge(cast, answer=new).answer == new


def test_the_one_who_answered_must_own_it(cast):
    answer = an_answer(cast)
    with pytest.raises(Refused, match="must be among"):
        a_pledge(cast, answer=answer, owners=[cast.community])
    together = a_pledge(cast, answer=answer, owners=[cast.community, cast.office], co_leads=[])
    assert fresh(together).lead_owner().organisation == cast.community


def test_a_public_body_promises_in_answer_to_an_ask(cast):
    with pytest.raises(Refused, match="comes from its answer"):
        a_pledge(cast, answer=None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"owners": []}, "needs an owner"),
        ({"title": ""}, "title"),
        ({"wording": ""}, "exact words"),
        ({"spoken_on": TODAY + dt.timedelta(days=1)}, "not come yet"),
        ({"due_on": TODAY - dt.timedelta(days=1)}, "between"),
        ({"due_on": dt.date(9999, 12, 31)}, "between"),
    ],
)
def test_what_is_missing_or_impossible_is_refused(cast, change, sentence):
    with pytest.raises(Refused, match=sentence):
        a_community_pledge(cast, **change)
    assert not Pledge.objects.exists()
    assert a_community_pledge(cast).pk


def test_nobody_judges_their_own_organisation(cast):
    with pytest.raises(Refused, match="cannot judge"):
        a_community_pledge(cast, co_leads=[cast.people["bea"]])
    with pytest.raises(Refused, match="public body"):
        a_community_pledge(cast, co_leads=[cast.people["dele"]])


def test_a_scribe_writes_down_no_promise(cast):
    with pytest.raises(Denied):
        actions.make_pledge(
            cast.kwame, cast.area, title="t", wording="w", spoken_on=TODAY, owners=[cast.community]
        )


def test_a_past_promise_without_a_published_lead_has_none(cast):
    pledge = actions.make_pledge(
        Actor.system(),
        cast.area,
        title="t",
        wording="w",
        spoken_on=dt.date(2021, 6, 30),
        spoken_in_words="June 2021",
        owners=[cast.office, cast.community],
        source="Action plan 2021",
        is_lead_known=False,
    )
    assert fresh(pledge).lead_owner() is None and verify(pledge) is None


def test_the_owner_confirms_once_beside_the_untouched_words(cast):
    pledge = a_pledge(cast)
    with pytest.raises(Denied):
        actions.confirm_pledge(cast.jun, pledge, words="No.")
    with pytest.raises(Stale):
        actions.confirm_pledge(cast.dele, pledge, words="We confirm.", seen_seq=0)
    actions.confirm_pledge(cast.dele, pledge, words="We confirm.", route="Trust board", seen_seq=1)
    pledge = fresh(pledge)
    assert pledge.wording == "We will open it by June." and pledge.confirmation().route == "Trust board"
    with pytest.raises(Refused, match="confirmed already"):
        actions.confirm_pledge(cast.dele, pledge, words="Again.")


def test_an_office_has_ten_working_days_to_confirm(cast):
    assert a_pledge(cast).confirmation_due_on() == dt.date(2026, 11, 30)
