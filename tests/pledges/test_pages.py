"""Promises through their pages: both sides' way from spoken to closed, and lists that cost the same at any length."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.core import desk
from listens.listening.models import Moment
from listens.pledges import actions
from listens.pledges.history import verify
from listens.pledges.models import Pledge, Verdict
from tests.assembly.making import an_answer
from tests.cast import TODAY
from tests.pledges.making import DUE, a_community_pledge, a_pledge, a_verdict, fresh, move_clock

pytestmark = pytest.mark.django_db


def address(cast, name, **kwargs):
    return reverse(name, kwargs={"area": cast.area.slug, **kwargs})


def words_of(answer):
    return html.unescape(answer.content.decode())


def count_queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_from_a_spoken_yes_to_a_closed_promise(cast):
    amina, dele, jun = (cast.client(name) for name in ("amina", "dele", "jun"))
    spoken = an_answer(cast)
    page = words_of(amina.get(address(cast, "make_pledge") + f"?answer={spoken.pk}"))
    assert "Yes. We will open it by June." in page
    made = {"answer": spoken.pk, "title": "Open it", "spoken_on": str(TODAY), "due_on": str(DUE)}
    amina.post(address(cast, "make_pledge"), made | {"co_lead_1": cast.people["jun"].pk})
    pledge = fresh(Pledge.objects.get())
    assert pledge.wording == spoken.words and pledge.lead_owner().office == cast.office

    def post(client, page, /, **data):
        answer = client.post(address(cast, page, number=1), data | {"seen_seq": fresh(pledge).last_seq})
        assert answer.status_code == 302, words_of(answer)

    post(dele, "confirm_pledge", words="We confirm.", route="Board", confirmed_on=str(TODAY))
    post(
        dele,
        "report_progress",
        words="One is open.",
        happened_on=str(TODAY),
        submitter="Dele",
        title_1="Hours",
        address_1="https://example.org/hours",
    )
    post(jun, "add_measure", name="Rooms", words="Rooms open", target="3")
    rooms = pledge.measures.get().definitions.get()
    post(jun, "add_reading", definition=rooms.pk, value="1", as_at=str(TODAY), source="Visit")
    post(
        jun,
        "give_verdict",
        value="on_the_way",
        words="One of three.",
        signer_1=cast.people["jun"].pk,
        interests_1="none",
        signer_2=cast.people["bea"].pk,
        interests_2="Her daughter waits",
    )
    verdict = Verdict.objects.get()
    page = words_of(dele.get(address(cast, "my_promises")))
    assert "One of three." in page and "Her daughter waits" in page
    reply = {"words": "Two more in May.", "seen_seq": fresh(pledge).last_seq}
    dele.post(address(cast, "reply_to_verdict", verdict=verdict.pk), reply)
    sign = address(cast, "sign_verdict", verdict=verdict.pk)
    bea = cast.client("bea")
    assert sign in bea.get(address(cast, "desk")).content.decode()
    assert cast.client("hana").get(sign).status_code == 404
    assert "One of three." in words_of(bea.get(sign))
    bea.post(sign, {"seen_seq": fresh(pledge).last_seq})
    publish = address(cast, "publish_verdict", verdict=verdict.pk)
    assert "30 November 2026" in words_of(jun.get(publish))
    move_clock(cast, verdict.may_publish_from())
    jun.post(publish, {"seen_seq": fresh(pledge).last_seq})
    moment = Moment.objects.create(round=cast.round, kind="taskforce", held_on=TODAY, who_came="Twelve")
    post(jun, "close_pledge", moment=moment.pk, words="Done.", for_owner="Dele", for_community="Jun")
    page = words_of(jun.get(address(cast, "pledge", number=1)))
    assert "Two more in May." in page and "Closed" in page and "Report progress" not in page
    assert verify(pledge) is None


def test_a_change_is_asked_for_and_answered(cast):
    pledge = a_pledge(cast)
    later = DUE.replace(year=2027)
    cast.client("dele").post(
        address(cast, "ask_for_change", number=1), {"due_on": str(later), "reason": "Late.", "seen_seq": 1}
    )
    [change] = fresh(pledge).changes()
    url = address(cast, "answer_change", change=change.pk)
    page = words_of(cast.client("jun").post(url, {"decision": "refuse", "seen_seq": 2}))
    assert "why the change is not accepted" in page
    cast.client("jun").post(url, {"decision": "accept", "seen_seq": 2})
    assert fresh(pledge).current_due_on() == later
    page = words_of(cast.client("jun").get(address(cast, "pledge", number=1)))
    assert "first promised for" in page


def test_evidence_without_a_web_address_keeps_what_was_typed(cast):
    a_pledge(cast)
    answer = cast.client("dele").post(
        address(cast, "report_progress", number=1),
        {
            "words": "Open.",
            "happened_on": str(TODAY),
            "submitter": "Dele",
            "seen_seq": 1,
            "title_1": "Proof",
            "address_1": "javascript:alert(1)",
        },
    )
    page = words_of(answer)
    assert "is not a web address" in page and "Proof" in page


def test_deciding_on_what_has_changed_since_is_told(cast):
    pledge = a_pledge(cast)
    actions.report_progress(cast.dele, pledge, words="One.", happened_on=TODAY)
    answer = cast.client("dele").post(
        address(cast, "report_progress", number=1),
        {"words": "Two.", "happened_on": str(TODAY), "submitter": "Dele", "seen_seq": 1},
    )
    assert "Look at it again" in words_of(answer) and fresh(pledge).last_seq == 2


def test_the_register_by_verdict_and_apart_by_the_clock(cast):
    a_pledge(cast, "1", title="Warm rooms")
    kept = a_pledge(cast, "2", title="Kept rooms")
    verdict = a_verdict(cast, kept, "kept")
    move_clock(cast, DUE.replace(year=2027))
    actions.publish_verdict(cast.jun, verdict)
    client, url = cast.client("jun"), address(cast, "pledges")
    for query, shown, hidden in (
        ("?overdue=yes", "Warm rooms", "Kept rooms"),
        ("?verdict=kept", "Kept rooms", "Warm rooms"),
        ("?verdict=none", "Warm rooms", "Kept rooms"),
    ):
        page = words_of(client.get(url + query))
        assert shown in page and hidden not in page
    assert "No promise fits" in words_of(client.get(url + "?verdict=broken"))
    assert client.get(url + "?verdict=%00").status_code == 200


def test_an_office_sees_its_own_and_nobody_elses(cast):
    a_pledge(cast, title="Warm rooms")
    a_community_pledge(cast, title="Ten champions")
    page = words_of(cast.client("dele").get(address(cast, "my_promises")))
    assert "Warm rooms" in page and "Ten champions" not in page
    page = words_of(cast.client("bea").get(address(cast, "my_promises")))
    assert "Ten champions" in page and "Warm rooms" not in page
    assert cast.client("dele").get(address(cast, "pledge", number=2)).status_code == 404
    assert cast.client("dele").get(address(cast, "pledge", number=99)).status_code == 404


def test_lists_cost_the_same_at_any_length(cast):
    def add(reference):
        pledge = a_pledge(cast, reference)
        actions.report_progress(
            cast.dele, pledge, words="x", happened_on=TODAY, evidence=[("a", ""), ("b", "")]
        )
        a_verdict(cast, pledge)

    pages = [("jun", "pledges"), ("dele", "my_promises")]
    clients = {name: cast.client(name) for name, _page in pages}
    add("1")
    urls = [(clients[name], address(cast, page)) for name, page in pages]
    urls.append((clients["jun"], address(cast, "pledge", number=1)))
    before = [count_queries(*one) for one in urls]
    for_public = list_queries(cast)
    for reference in ("2", "3", "4"):
        add(reference)
    assert [count_queries(*one) for one in urls] == before
    assert list_queries(cast) == for_public


def list_queries(cast) -> int:
    """What the public's list asks the database, with all that `Standing` says of each promise."""
    with CaptureQueriesContext(connection) as captured:
        for pledge in Pledge.objects.for_public(cast.area):
            pledge.history(), pledge.current_verdict(), pledge.is_overdue(TODAY), pledge.current_due_on()
            pledge.closure(), pledge.confirmation(), pledge.waiting_verdicts(), str(pledge.lead_owner())
            [str(s.person.organisation) for v in pledge.waiting_verdicts() for s in v.signers.all()]
            [list(d.readings.all()) for m in pledge.measures.all() for d in m.definitions.all()]
            str(pledge.answer.addressee.office), str(pledge.answer.addressee.assembly)
    return len(captured)


def test_the_desk_says_what_waits_for_each_side(cast):
    pledge = a_pledge(cast)
    actions.ask_for_change(cast.dele, pledge, reason="Late.", due_on=DUE)
    verdict = a_verdict(cast, pledge)
    jun = [line.words for _role, lines in desk.lines_by_role(cast.jun, cast.area) for line in lines]
    dele = {line.words: line for _role, lines in desk.lines_by_role(cast.dele, cast.area) for line in lines}
    assert f"Answer the request for a change: {pledge}" in jun and f"Publish the verdict: {pledge}" in jun
    assert dele[f"Reply to the verdict: {pledge}"].due_on == verdict.may_publish_from()
    assert dele["See your promises"].due_on == DUE and dele["See your promises"].decision
