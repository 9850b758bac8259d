"""An ask is cut, tested, addressed and ratified; every rule refuses with a sentence."""

import datetime as dt

import pytest

from listens.assembly import actions
from listens.assembly.models import AskStep
from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent
from listens.listening.models import StageWindow
from tests.assembly.making import WINNABLE, a_ratified_ask, an_answer, an_ask, an_assembly
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


def test_a_new_ask_is_a_draft_with_one_audit_row(cast):
    ask = an_ask(cast)
    assert ask.state == AskStep.State.DRAFT and ask.can_be_won
    assert AuditEvent.objects.filter(verb="cut_ask", subject_id=str(ask.pk)).count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"wording": "  "}, "exact words"),
        ({"title": "x" * 151}, "Shorten"),
        ({"wording": "a\x00b"}, "NUL"),
        ({"reference": ""}, "reference"),
    ],
)
def test_what_is_missing_or_unfit_is_refused(cast, change, sentence):
    with pytest.raises(Refused, match=sentence):
        an_ask(cast, **change)


def test_two_asks_never_share_a_reference(cast):
    an_ask(cast)
    with pytest.raises(Refused, match=r"3\.1"):
        an_ask(cast)


def test_asks_are_cut_in_their_window_only(cast):
    window = StageWindow.objects.get(round=cast.round, stage="asks")
    window.closes_on = TODAY - dt.timedelta(days=1)
    window.save()
    with pytest.raises(Denied, match="closed"):
        an_ask(cast)
    assert actions.cut_ask(
        cast.amina, cast.round, proposal=None, reference="1", title="t", wording="w", on=window.closes_on
    )


def test_a_scribe_cuts_no_ask(cast):
    with pytest.raises(Denied):
        actions.cut_ask(cast.kwame, cast.round, proposal=None, reference="1", title="t", wording="w")


@pytest.mark.parametrize("failing", list(WINNABLE))
def test_an_ask_that_fails_one_test_is_not_ratified(cast, failing):
    ask = an_ask(cast, **{failing: False})
    actions.address_ask(cast.amina, ask, cast.office)
    with pytest.raises(Refused, match="cannot be won"):
        actions.decide_ask(cast.amina, ask, state="ratified", num_for=10, num_against=0)
    assert ask.steps.count() == 1


def test_an_ask_of_nobody_is_not_ratified(cast):
    ask = an_ask(cast)
    with pytest.raises(Refused, match="Nobody is asked"):
        actions.decide_ask(cast.amina, ask, state="ratified", num_for=10, num_against=0)


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        ({"num_for": 3, "num_against": 3}, "More delegates"),
        ({"num_for": 3}, "both"),
        ({"num_for": -1, "num_against": -2}, "0 or more"),
        ({}, "how it was agreed"),
    ],
)
def test_ratifying_needs_a_count_or_how_it_was_agreed(cast, votes, sentence):
    ask = an_ask(cast)
    actions.address_ask(cast.amina, ask, cast.office)
    with pytest.raises(Refused, match=sentence):
        actions.decide_ask(cast.amina, ask, state="ratified", **votes)
    step = actions.decide_ask(cast.amina, ask, state="ratified", reason="By hands, nobody against.")
    assert step.num_for is None and ask.is_ratified


def test_a_ratified_ask_is_changed_only_after_it_is_sent_back(cast):
    ask = a_ratified_ask(cast)
    change = {"proposal": None, "reference": "3.1", "title": "t", "wording": "w", **WINNABLE}
    with pytest.raises(Refused, match="send it back"):
        actions.edit_ask(cast.amina, ask, **change)
    with pytest.raises(Refused, match="reason"):
        actions.decide_ask(cast.amina, ask, state="rework")
    actions.decide_ask(cast.amina, ask, state="rework", reason="Name the month.")
    assert actions.edit_ask(cast.amina, ask, **change).wording == "w"


def test_who_is_asked_is_part_of_what_was_ratified(cast):
    ask = a_ratified_ask(cast)
    from listens.alliance.models import Office

    other = Office.objects.create(area=cast.area, organisation=cast.body, title="Chair", title_key="chair")
    with pytest.raises(Refused, match="send it back"):
        actions.address_ask(cast.amina, ask, other)
    with pytest.raises(Refused, match="send it back"):
        actions.stop_addressing(cast.amina, ask.addressees.get())


def test_a_decision_on_what_changed_meanwhile_is_stale(cast):
    ask = a_ratified_ask(cast)
    with pytest.raises(Stale):
        actions.decide_ask(cast.amina, ask, state="held", reason="Wait.", seen_seq=1)
    assert actions.decide_ask(cast.amina, ask, state="held", reason="Wait.", seen_seq=2).seq == 3


def test_an_answered_ask_is_decided_no_more(cast):
    answer = an_answer(cast)
    with pytest.raises(Refused, match="answered"):
        actions.decide_ask(cast.amina, answer.addressee.ask, state="held", reason="Too late.")


def test_the_running_order_takes_ratified_asks_once(cast):
    assembly, draft = an_assembly(cast), an_ask(cast, "9")
    actions.address_ask(cast.amina, draft, cast.office)
    with pytest.raises(Refused, match="ratify"):
        actions.put_on_running_order(cast.ivo, assembly, draft)
    ratified = a_ratified_ask(cast, "1")
    first = actions.put_on_running_order(cast.ivo, assembly, ratified)
    again = actions.put_on_running_order(cast.ivo, assembly, ratified)
    assert [slot.pk for slot in first] == [slot.pk for slot in again]
    assert assembly.addressees.count() == 1 and first[0].position == 1


def test_slots_change_places_and_come_off(cast):
    assembly = an_assembly(cast)
    for reference in ("1", "2"):
        actions.put_on_running_order(cast.ivo, assembly, a_ratified_ask(cast, reference))
    one, two = assembly.addressees.for_running_order()
    actions.move_up(cast.ivo, two)
    assert [slot.ask.reference for slot in assembly.addressees.for_running_order()] == ["2", "1"]
    actions.take_off_running_order(cast.ivo, one)
    assert assembly.addressees.count() == 1 and one.ask.addressees.count() == 1


def test_a_count_of_people_needs_its_definition(cast):
    assembly = an_assembly(cast)
    with pytest.raises(Refused, match="what was counted"):
        actions.record_attendance(cast.ivo, assembly, num_attended=400, definition="", source="Door sheet")
    with pytest.raises(Refused, match="where the number comes from"):
        actions.record_attendance(cast.ivo, assembly, num_attended=400, definition="At the doors", source=" ")
    recorded = actions.record_attendance(
        cast.ivo,
        assembly,
        num_attended=400,
        definition="People counted at the doors",
        source="Door sheet",
        is_at_least=True,
    )
    assert recorded.num_attended == 400 and recorded.attended_is_at_least
    with pytest.raises(Denied):
        actions.record_attendance(cast.kwame, assembly, num_attended=1, definition="x", source="x")
