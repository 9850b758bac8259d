"""Progress, changes, measures and closing: what is added, what is refused, what the clock says."""

import datetime as dt

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.listening.models import Moment
from listens.pledges import actions
from listens.pledges.history import verify
from listens.pledges.models import Pledge
from tests.cast import TODAY
from tests.pledges.making import DUE, a_community_pledge, a_pledge, fresh, move_clock

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def numbers(queryset):
    return list(queryset.order_by("number").values_list("number", flat=True))


def test_progress_keeps_its_evidence_and_who_sent_it(cast):
    pledge = a_pledge(cast)
    actions.report_progress(
        cast.dele,
        pledge,
        words="The first room is open.",
        happened_on=TODAY,
        submitter="Dele Fashola",
        evidence=[("Opening hours", "https://example.org/rooms"), ("A visit by two parents", "")],
        seen_seq=1,
    )
    [row] = [row for row in fresh(pledge).history() if row.kind == "progress"]
    assert [piece.title for piece in row.progress.evidence.all()] == [
        "Opening hours",
        "A visit by two parents",
    ]
    assert verify(pledge) is None


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "https://",
        "//example.org",
        "https://a:b@example.org/",
        "x y",
    ],
)
def test_evidence_is_a_web_address_or_none(cast, address):
    pledge = a_pledge(cast)
    with pytest.raises(Refused, match="address"):
        actions.report_progress(
            cast.dele, pledge, words="Done.", happened_on=TODAY, evidence=[("Proof", address)]
        )
    assert fresh(pledge).last_seq == 1


def test_owners_report_for_their_own_promises_only(cast):
    trusts, churchs = a_pledge(cast), a_community_pledge(cast)
    given = {"words": "Done.", "happened_on": TODAY}
    for person, pledge in ((cast.dele, churchs), (cast.bea, trusts), (cast.hana, churchs)):
        with pytest.raises(Denied):
            actions.report_progress(person, pledge, **given)
    assert actions.report_progress(cast.bea, churchs, **given)
    with pytest.raises(Refused, match="not come yet"):
        actions.report_progress(cast.dele, trusts, words="Soon.", happened_on=TODAY + DAY)


def test_writing_on_what_was_seen_before_somebody_else_is_stale(cast):
    pledge = a_pledge(cast)
    actions.report_progress(cast.dele, pledge, words="One.", happened_on=TODAY, seen_seq=1)
    with pytest.raises(Stale):
        actions.report_progress(cast.dele, pledge, words="Two.", happened_on=TODAY, seen_seq=1)
    assert fresh(pledge).last_seq == 2


def test_a_new_date_counts_only_once_accepted(cast):
    pledge, later = a_pledge(cast), DUE + 60 * DAY
    change = actions.ask_for_change(cast.dele, pledge, reason="Builders are late.", due_on=later)
    move_clock(cast, DUE + DAY)
    assert numbers(Pledge.objects.overdue(cast.area.today())) == [1]
    assert fresh(pledge).is_overdue(cast.area.today()) and fresh(pledge).current_due_on() == DUE
    with pytest.raises(Denied):
        actions.accept_change(cast.dele, change)
    actions.accept_change(cast.jun, change)
    assert not Pledge.objects.overdue(cast.area.today()).exists()
    assert fresh(pledge).current_due_on() == later and fresh(pledge).due_on == DUE
    with pytest.raises(Refused, match="answer already"):
        actions.refuse_change(cast.jun, change, reason="Too late.")
    assert numbers(Pledge.objects.overdue(later + DAY)) == [1] and verify(pledge) is None


def test_a_refused_change_leaves_the_first_date(cast):
    pledge = a_pledge(cast)
    change = actions.ask_for_change(cast.dele, pledge, reason="Late.", due_on=DUE + DAY, wording="Maybe.")
    with pytest.raises(Refused, match="waiting"):
        actions.ask_for_change(cast.dele, pledge, reason="Late.", due_on=DUE + DAY)
    with pytest.raises(Refused, match="why"):
        actions.refuse_change(cast.jun, change, reason=" ")
    actions.refuse_change(cast.jun, change, reason="The families were promised June.")
    pledge = fresh(pledge)
    assert (pledge.current_due_on(), pledge.current_wording()) == (DUE, pledge.wording)
    with pytest.raises(Refused, match="new date or a new wording"):
        actions.ask_for_change(cast.dele, pledge, reason="Late.")


def test_the_clock_says_overdue_at_the_end_of_the_day(cast):
    pledge, undated = a_pledge(cast), a_community_pledge(cast, due_on=None)
    assert not Pledge.objects.overdue(DUE).exists() and not fresh(pledge).is_overdue(DUE)
    assert numbers(Pledge.objects.overdue(DUE + DAY)) == [1] and fresh(pledge).is_overdue(DUE + DAY)
    assert not fresh(undated).is_overdue(DUE + 999 * DAY)


def test_closing_needs_a_recorded_meeting_and_both_sides(cast):
    pledge = a_pledge(cast)
    meeting = Moment.objects.create(round=cast.round, kind="taskforce", held_on=TODAY)
    given = {"words": "The rooms are open.", "for_owner": "Dele Fashola", "for_community": "Jun"}
    with pytest.raises(Refused, match="who came"):
        actions.close_pledge(cast.jun, pledge, moment=meeting, **given)
    meeting.who_came = "Twelve people"
    meeting.save()
    with pytest.raises(Denied):
        actions.close_pledge(cast.dele, pledge, moment=meeting, **given)
    with pytest.raises(Refused, match="for the owner"):
        actions.close_pledge(cast.jun, pledge, moment=meeting, **(given | {"for_owner": ""}))
    actions.close_pledge(cast.jun, pledge, moment=meeting, **given)
    assert fresh(pledge).closure().for_community == "Jun" and verify(pledge) is None
    assert not fresh(pledge).is_overdue(DUE + DAY) and not Pledge.objects.overdue(DUE + DAY).exists()
    with pytest.raises(Refused, match="closed"):
        actions.report_progress(cast.dele, pledge, words="More.", happened_on=TODAY)


def test_readings_of_two_definitions_are_two_lines(cast):
    pledge = a_pledge(cast)
    hubs = actions.add_measure(cast.jun, pledge, name="Hubs", target=100, words="Hubs signed up")
    first = hubs.definitions.get()
    actions.add_reading(cast.jun, first, value=56, as_at=TODAY - 9 * DAY, source="Newsletter")
    second = actions.add_definition(cast.jun, hubs, words="Hubs open in the last month")
    actions.add_reading(cast.jun, second, value="54", as_at=TODAY, source="Evaluation", is_at_least=True)
    with pytest.raises(Refused, match="reading for that day"):
        actions.add_reading(cast.jun, second, value=55, as_at=TODAY, source="Evaluation")
    assert [definition.readings.count() for definition in hubs.definitions.all()] == [1, 1]
    assert verify(pledge) is None


@pytest.mark.parametrize("value", ["-1", "many", "NaN", "Infinity", "1.234", "1e30"])
def test_a_reading_is_a_plain_number(cast, value):
    pledge = a_pledge(cast)
    definition = actions.add_measure(cast.jun, pledge, name="Hubs", words="x").definitions.get()
    with pytest.raises(Refused, match=r"number"):
        actions.add_reading(cast.jun, definition, value=value, as_at=TODAY, source="Count")
    with pytest.raises(Denied):
        actions.add_reading(cast.dele, definition, value=1, as_at=TODAY, source="Count")
