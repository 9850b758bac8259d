"""A report comes in once, sealed with keys of its own; it is opened by few, and every opening shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import serializers
from django.db import connection

from listens.core import access, keyfile, letterbox, sealing
from listens.core.acting import Refused, Stale
from listens.core.models import Actor, AuditEvent
from listens.listening.actions import revoke_link
from listens.listening.models import Conversation
from listens.safeguarding.actions import answer_alarm, open_report, receive_report, reports
from listens.safeguarding.models import Alarm, AlarmStep, RiskReport
from tests.cast import Cast
from tests.listening.phones import a_link, holder_of, phone
from tests.safeguarding.build import WORDS, own_lead, report, sent

pytestmark = pytest.mark.django_db
API = "/south/api/v1/risk-reports/"


def post(client, payload: Any):
    return client.post(API, payload, content_type="application/json")


def whole_database() -> bytes:
    """Every value of every table, as text and as bytes."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row]
    return b"\n".join(found)


class TestComingIn:
    def test_the_same_again_is_a_duplicate_and_other_words_a_conflict(self, cast: Cast) -> None:
        client, one = phone(cast), report()
        outcomes = [post(client, payload).json()["outcome"] for payload in (one, one, {**one, "done": "x"})]
        assert outcomes == ["created", "duplicate", "conflict"]
        assert RiskReport.objects.count() == Alarm.objects.count() == 1
        assert open_report(cast.leila, RiskReport.objects.get())["done"] == one["done"]

    def test_another_link_cannot_find_out_what_is_there_by_sending_it_again(self, cast: Cast) -> None:
        one = report()
        post(phone(cast), one)
        assert post(phone(cast), one).json()["outcome"] == "conflict"

    def test_it_may_be_a_letter_and_a_letter_of_another_link_is_not_taken(self, cast: Cast) -> None:
        link, one = a_link(cast)[0], report()
        bound = f"{cast.area.slug} {one['client_id']}"
        letter = {
            "client_id": one["client_id"],
            "sealed": letterbox.seal_letter(cast.area, json.dumps(one).encode(), bound),
        }
        assert post(phone(cast, a_link(cast)[0]), {**letter, "link": str(link.pk)}).status_code == 409
        assert post(phone(cast, link), {**letter, "link": str(link.pk)}).json()["outcome"] == "created"
        assert post(phone(cast, link), one).json()["outcome"] == "duplicate"
        assert post(phone(cast, link), letter | {"sealed": {"key": "0"}}).json()["outcome"] == "invalid"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"client_id": "x"},
            {"who": 7},
            {"where": "\x00"},
            {"done": "half \ud800"},
            {"what_happened": "x" * 10_001},
            dict.fromkeys(("what_happened", "who", "where", "done", "reach_me"), ""),
        ],
    )
    def test_what_cannot_be_kept_is_invalid_with_a_sentence(self, cast: Cast, wrong) -> None:
        answer = receive_report(holder_of(a_link(cast)[0]), cast.area, report(**wrong))
        assert answer["outcome"] == "invalid" and answer["problems"]
        assert not RiskReport.objects.exists()

    def test_whatever_says_anything_is_kept(self, cast: Cast) -> None:
        assert sent(cast, what_happened="", who="", done="", reach_me="", in_danger="perhaps")

    def test_another_version_and_no_json_are_refused_whole(self, cast: Cast) -> None:
        assert post(phone(cast), report(schema_version=9)).status_code == 400
        assert phone(cast).post(API, "{", content_type="application/json").status_code == 400

    def test_a_link_taken_back_and_an_account_send_nothing(self, cast: Cast) -> None:
        link = a_link(cast)[0]
        revoke_link(cast.amina, link)
        assert post(phone(cast, link), report()).status_code == 403
        for who in ("amina", "leila"):
            with pytest.raises(access.Denied):
                receive_report(cast.actors[who], cast.area, report())

    def test_two_requests_of_one_phone_at_once_keep_one(self, cast: Cast, monkeypatch) -> None:
        """The second looks before the first has written: the database refuses it, and it looks again."""
        link, one = a_link(cast)[0], report()
        kept, calls = reports._keep, []

        def beaten(*args: Any) -> str:
            calls.append(args)
            if len(calls) == 1:
                kept(*args)
                monkeypatch.setattr(RiskReport.objects, "filter", lambda **_: RiskReport.objects.none())
                try:
                    return kept(*args)
                finally:
                    monkeypatch.undo()
            return kept(*args)

        monkeypatch.setattr(reports, "_keep", beaten)
        assert receive_report(holder_of(link), cast.area, one)["outcome"] == "duplicate"
        assert RiskReport.objects.count() == Alarm.objects.count() == 1


class TestSealed:
    def test_no_word_of_it_is_in_the_database(self, cast: Cast) -> None:
        one = sent(cast)
        answer_alarm(cast.leila, one.alarm, state="acknowledged", words="Rang Quillon", seen_seq=0)
        dump = whole_database()
        assert b"St Brannock" in dump
        for words in (WORDS, "Zephyrine", "Ibex", "07700 900321", "Quillon", "stayed"):
            assert words.encode() not in dump
        assert "Zephyrine" not in serializers.serialize("json", RiskReport.objects.all())

    def test_the_contact_stores_keys_do_not_open_it(self, cast: Cast) -> None:
        one = sent(cast)
        with pytest.raises(sealing.CannotOpen):
            sealing.open_sealed(cast.area, one.sealed)
        contact = sealing.seal(cast.area, b"details")
        with pytest.raises(sealing.CannotOpen):
            sealing.open_sealed(cast.area, contact, reports.PURPOSE)
        assert "sealing:reports" in keyfile.read(cast.area)

    def test_nothing_in_the_database_leads_from_it_to_the_link(self, cast: Cast) -> None:
        link = a_link(cast)[0]
        before = AuditEvent.objects.count()
        one = sent(cast, link)
        rows = AuditEvent.objects.order_by("seq")[before:]
        assert all(row.actor.is_system and str(link.pk) not in str(row.detail) for row in rows)
        values = [str(getattr(row, f.attname)) for row in (one, one.alarm) for f in row._meta.concrete_fields]
        assert not {str(link.pk), link.secret_digest} & set(values)
        assert not Conversation.objects.exists()


class TestOpening:
    def test_only_safeguarding_leads_open_it_and_each_opening_shows(self, cast: Cast) -> None:
        one = sent(cast)
        for who in set(cast.actors) - {"leila"}:
            with pytest.raises(access.Denied):
                open_report(cast.actors[who], one)
        jun = own_lead(cast)
        assert open_report(jun, one)["what_happened"] == WORDS
        page = cast.client("leila").get(f"/south/safeguarding/{one.alarm_id}/").content.decode()
        assert WORDS in page and "Who looked" in page
        assert list(one.readings.values_list("by", flat=True)) == [jun.pk, cast.leila.pk]
        assert AuditEvent.objects.filter(verb="open_risk_report", subject_id=str(one.alarm_id)).count() == 2
        assert "Jun" in page and "Leila" in page

    def test_an_organisations_own_lead_opens_its_own_only(self, cast: Cast) -> None:
        theirs = sent(cast, a_link(cast, cast.second_community)[0])
        mine = sent(cast)
        own_lead(cast)
        client = cast.client("jun")
        assert client.get(f"/south/safeguarding/{theirs.alarm_id}/").status_code == 404
        listed = client.get("/south/safeguarding/").content.decode()
        assert str(mine.alarm_id) in listed and str(theirs.alarm_id) not in listed
        with pytest.raises(access.Denied):
            open_report(Actor.objects.get(pk=cast.jun.pk), theirs)
        assert not theirs.readings.exists()

    def test_the_list_shows_no_word_of_it_and_records_no_opening(self, cast: Cast) -> None:
        one = sent(cast)
        page = cast.client("leila").get("/south/safeguarding/").content.decode()
        assert "Zephyrine" not in page and "Nobody has answered" in page
        assert not one.readings.exists()


class TestAnswering:
    def test_received_answered_and_closed_are_appended_and_the_listener_sees_them(self, cast: Cast) -> None:
        link = a_link(cast)[0]
        one = sent(cast, link)
        mine, other = phone(cast, link), phone(cast)
        where = f"{API}{one.client_id}/"
        assert mine.get(where).json()["state"] == "received"
        assert "Nobody has read it yet" in mine.get(where).json()["words"]
        assert other.get(where).status_code == 404
        lead = cast.client("leila")
        page = f"/south/safeguarding/{one.alarm_id}/"
        answer = {"state": "acknowledged", "words": "Rang the listener", "seen_seq": 0}
        assert lead.post(page, answer).status_code == 302
        told = mine.get(where).json()
        assert told["state"] == "acknowledged" and "Read by the safeguarding lead at" in told["words"]
        assert "Rang the listener" not in str(told)
        assert "Somebody else answered meanwhile" in lead.post(page, answer).content.decode()
        lead.post(page, {"state": "closed", "words": "Safe with her sister", "seen_seq": 1})
        assert "dealt with since" in mine.get(f"/south/listen/at-risk/{one.client_id}/").content.decode()
        assert [step.seq for step in AlarmStep.objects.order_by("seq")] == [1, 2]
        shown = lead.get(page).content.decode()
        assert "Rang the listener" in shown and "Safe with her sister" in shown

    @pytest.mark.parametrize(
        ("answer", "why"),
        [
            ({"state": "closed"}, "Say first"),
            ({"state": "gone"}, "Choose whether"),
            ({"words": "  "}, "in a few words"),
            ({"words": "\x00"}, "NUL"),
            ({"seen_seq": 1}, "meanwhile"),
        ],
    )
    def test_an_answer_that_cannot_be_is_refused(self, cast: Cast, answer, why) -> None:
        one = sent(cast)
        with pytest.raises(Refused, match=why):
            answer_alarm(
                cast.leila, one.alarm, **{"state": "acknowledged", "words": "Rang", "seen_seq": 0, **answer}
            )
        assert not AlarmStep.objects.exists()

    def test_what_is_closed_stays_closed_and_only_leads_answer(self, cast: Cast) -> None:
        alarm = sent(cast).alarm
        with pytest.raises(access.Denied):
            answer_alarm(cast.amina, alarm, state="acknowledged", words="x", seen_seq=0)
        answer_alarm(cast.leila, alarm, state="acknowledged", words="x", seen_seq=0)
        answer_alarm(cast.leila, alarm, state="acknowledged", words="and more", seen_seq=1)
        answer_alarm(cast.leila, alarm, state="closed", words="x", seen_seq=2)
        with pytest.raises(Refused, match="closed already"):
            answer_alarm(cast.leila, alarm, state="acknowledged", words="x", seen_seq=3)
        with pytest.raises(Stale):
            answer_alarm(cast.leila, alarm, state="closed", words="x", seen_seq=2)


class TestThePlainForm:
    def test_it_works_without_a_script_and_says_not_sent_until_it_is(self, cast: Cast) -> None:
        client = phone(cast)
        page = client.get("/south/listen/at-risk/")
        typed = {
            "client_id": str(page.context["form"]["client_id"].value()),
            "in_danger": "yes",
            "what_happened": WORDS,
        }
        again = client.post("/south/listen/at-risk/", typed)
        text = again.content.decode()
        assert again.status_code == 200 and "NOT SENT: RING NOW" in text and WORDS in text
        assert 'id="unsent" role="alert">' in text
        done = client.post("/south/listen/at-risk/", {**typed, "reach_me": "07700 900321"}, follow=True)
        assert "Nobody has read it yet" in done.content.decode()
        assert open_report(cast.leila, RiskReport.objects.get())["in_danger"] is True
        assert "Nobody has read it yet" in client.get("/south/listen/at-risk/").content.decode()

    def test_what_was_added_after_the_first_arrived_goes_as_a_report_of_its_own(self, cast: Cast) -> None:
        client = phone(cast)
        typed = {**report(), "in_danger": "no"}
        assert client.post("/south/listen/at-risk/", typed).status_code == 302
        again = client.post("/south/listen/at-risk/", {**typed, "done": "Rang her sister"})
        assert "An earlier version of this report arrived" in again.content.decode()
        new_id = again.context["form"]["client_id"].value()
        assert new_id != typed["client_id"]
        sent_too = {**typed, "done": "Rang her sister", "client_id": new_id}
        assert client.post("/south/listen/at-risk/", sent_too).status_code == 302
        assert RiskReport.objects.count() == 2
