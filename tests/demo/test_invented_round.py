"""The invented rounds keep the product's own rules, so that the demo shows nothing that the rules forbid."""

import datetime as dt

from listens.demo import facts
from listens.demo.facts.invented import InventedRound
from listens.demo.facts.promises import InventedPledge

INVENTED = facts.invented_round()
ORGANISATIONS = {organisation.slug for organisation in facts.organisations()}
BODIES = {body.slug: body for body in facts.bodies() if body.is_invented}
STAGES = ["listening", "review", "sensemaking", "report_back", "priorities", "voting", "asks", "assembly"]


def working_days(start: dt.date, end: dt.date) -> int:
    """Weekdays after ``start`` up to and with ``end``."""
    days = (start + dt.timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 for day in days)


def common_windows(round_: InventedRound) -> dict[str, tuple[dt.date, dt.date]]:
    return {item.stage: (item.opens, item.closes) for item in round_.windows if not item.organisation}


def test_each_stage_has_one_window_and_they_follow_one_another() -> None:
    for round_ in (INVENTED.earlier, INVENTED.open):
        common = [item.stage for item in round_.windows if not item.organisation]
        assert common == STAGES
        opens = [common_windows(round_)[stage][0] for stage in STAGES]
        assert opens == sorted(opens)
        assert all(item.opens <= item.closes for item in round_.windows)
        assert {item.organisation for item in round_.windows if item.organisation} <= ORGANISATIONS


def test_the_demo_stands_still_while_people_are_being_listened_to() -> None:
    opens, closes = common_windows(INVENTED.open)["listening"]
    assert (opens, closes) == (dt.date(2026, 10, 5), dt.date(2026, 11, 29))
    assert opens < INVENTED.as_at == dt.date(2026, 11, 16) < closes
    assert common_windows(INVENTED.earlier)["assembly"][1] < opens


def test_stages_that_overlap_do_so_on_purpose() -> None:
    windows = common_windows(INVENTED.open)
    assert windows["review"][0] < windows["listening"][1]
    assert windows["sensemaking"][0] < windows["listening"][1]
    assert windows["report_back"][1] < windows["voting"][0], "report-back comes before the vote"


def test_moments_have_a_one_page_agenda_and_a_record_once_held() -> None:
    for round_ in (INVENTED.earlier, INVENTED.open):
        days = [moment.held for moment in round_.moments]
        assert days == sorted(days)
        for moment in round_.moments:
            assert 3 <= len(moment.agenda) <= 12
            assert all(" min: " in line for line in moment.agenda)
            held = moment.held <= INVENTED.as_at
            assert [bool(part) for part in (moment.who_came, moment.decisions, moment.next_step)] == [
                held
            ] * 3


def test_the_open_round_has_every_kind_of_moment_in_the_stage_it_belongs_to() -> None:
    kinds = " ".join(moment.kind for moment in INVENTED.open.moments)
    assert kinds == (
        "commissioning check_in check_in debrief report_back delegates_vote ratifying negotiation assembly "
        "evaluation celebration taskforce"
    )
    windows = common_windows(INVENTED.open)
    belongs = {"report_back": "report_back", "delegates_vote": "voting", "ratifying": "asks",
               "negotiation": "asks", "assembly": "assembly", "check_in": "listening"}  # fmt: skip
    for moment in INVENTED.open.moments:
        if moment.kind in belongs:
            opens, closes = windows[belongs[moment.kind]]
            assert opens <= moment.held <= closes, moment.slug


def test_concerns_are_a_short_plain_list() -> None:
    assert 8 <= len(set(INVENTED.open.concerns)) == len(INVENTED.open.concerns) <= 10
    assert all(len(text) <= 150 for text in INVENTED.open.concerns)


def test_an_issue_that_was_not_put_to_the_vote_has_its_reason() -> None:
    for issue in INVENTED.issues:
        assert (issue.gate == "passed") == (issue.reason == ""), issue.slug
        assert (issue.gate == "passed" and not issue.merged_into) == (issue.popularity > 0), issue.slug
        assert bool(issue.merged_into) == bool(issue.merged_because), issue.slug
    assert len([issue for issue in INVENTED.issues if issue.gate == "passed"]) > INVENTED.seats


def test_asks_are_answered_only_by_what_is_invented_and_in_order() -> None:
    issues = {issue.slug for issue in INVENTED.issues if issue.gate == "passed"}
    for ask in INVENTED.asks:
        assert ask.issue in issues
        assert [answer.seq for answer in ask.answers] == list(range(1, len(ask.answers) + 1))
        days = [answer.given for answer in ask.answers]
        assert days == sorted(days)
        for answer in ask.answers:
            if answer.organisation:
                assert answer.organisation in ORGANISATIONS
            else:
                assert answer.office in BODIES[answer.body].offices
            assert (answer.words == "") == (answer.kind in {"absent", "unanswered"}), ask.slug


def test_every_kind_of_answer_is_shown() -> None:
    kinds = {answer.kind for ask in INVENTED.asks for answer in ask.answers}
    assert kinds == {"yes", "yes_if", "no", "later", "declined", "absent", "unanswered"}


def test_pledges_come_from_a_yes_and_are_confirmed_within_ten_working_days() -> None:
    asks = {ask.slug: ask for ask in INVENTED.asks}
    for pledge in INVENTED.pledges:
        answer = asks[pledge.ask].answers[0]
        assert answer.kind in {"yes", "yes_if"}
        assert (answer.body or answer.organisation) == pledge.owners[0]
        assert answer.given == pledge.spoken
        assert set(pledge.owners) <= ORGANISATIONS | set(BODIES)
        assert 0 <= working_days(pledge.spoken, pledge.confirmed) <= 10
        assert pledge.spoken < pledge.due
        days = [pledge.confirmed, *(line.on for line in pledge.progress)]
        assert days == sorted(days)
        assert all(day <= INVENTED.as_at for day in days)
        assert pledge.co_lead_organisation in ORGANISATIONS - set(pledge.owners)


def test_verdicts_keep_the_rules() -> None:
    closing = {moment.slug for moment in INVENTED.earlier.moments if moment.kind == "taskforce"}
    for pledge in INVENTED.pledges:
        for verdict in pledge.verdicts:
            assert len(set(verdict.by)) == 2
            assert set(verdict.by) <= ORGANISATIONS - set(pledge.owners)
            assert working_days(verdict.shown_to_owner, verdict.given) >= 10, pledge.slug
            assert verdict.given <= INVENTED.as_at
            assert (verdict.meeting is not None) == (verdict.kind == "stuck")
            assert (verdict.delegates_agreed is not None) == (verdict.kind == "broken")
            if verdict.delegates_agreed:
                assert verdict.delegates_agreed <= verdict.given
            assert not verdict.closed_at or verdict.closed_at in closing


def test_every_verdict_is_shown_and_so_is_silence_on_a_promise_past_its_date() -> None:
    kinds = {verdict.kind for pledge in INVENTED.pledges for verdict in pledge.verdicts}
    assert kinds == {"kept", "on_the_way", "stuck", "broken", "cannot_tell"}
    silent = [pledge for pledge in INVENTED.pledges if not pledge.verdicts]
    assert {is_overdue(pledge) for pledge in silent} == {True, False}


def is_overdue(pledge: InventedPledge) -> bool:
    return pledge.due_on(INVENTED.as_at) < INVENTED.as_at


def test_a_new_date_counts_only_from_the_day_it_is_accepted() -> None:
    pledge = next(pledge for pledge in INVENTED.pledges if pledge.amendments)
    change = pledge.amendments[0]
    assert change.asked < change.accepted
    assert pledge.due_on(change.accepted - dt.timedelta(days=1)) == pledge.due
    assert pledge.due_on(change.accepted) == change.due > pledge.due


def test_communities_promise_too() -> None:
    assert any(set(pledge.owners) <= ORGANISATIONS for pledge in INVENTED.pledges)
