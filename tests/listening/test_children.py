"""Children: off by default; in group sessions only, never by link alone; no note leads to who was there."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from listens.alliance.actions import record_clearance
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.area_settings import change_area
from listens.core.areas import readiness_gaps, record_readiness
from listens.core.models import AuditEvent, Contact
from listens.listening.actions import receive_contact, receive_conversations, withdraw_by_slip
from listens.listening.children.actions import call_off, record_consent, start_session, type_in_session
from listens.listening.children.rules import gaps
from listens.listening.models import ChildrenSession, Conversation, Note
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, envelope, holder_of, item, note, phone
from tests.listening.sessions import IN_A_YEAR, THURSDAY, a_session, ready, turn_on


def said(cast: Cast, **more):
    whole = {"channel": "children", "round": "autumn", "organisation": str(cast.community.pk)}
    return item(**whole | {"held_on": THURSDAY.isoformat(), "people_heard": 5} | more)


def send(cast: Cast, actor, **more):
    [result] = receive_conversations(actor, cast.area, envelope(said(cast, **more)))
    return result


def values_of(row) -> set[str]:
    """What tells one row from others: ids and days."""
    values = {getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {str(value) for value in values if isinstance(value, (uuid.UUID, dt.date))}


class TestTheSetting:
    def test_it_is_off_and_turns_on_only_when_the_readiness_list_says_so(self, cast: Cast) -> None:
        assert not cast.area.listens_to_children
        with pytest.raises(Refused, match="assessment that covers children.*lead for children"):
            change_area(cast.amina, cast.area, listens_to_children=True)
        record_readiness(cast.amina, cast.area, "children-assessment", "Folder")
        with pytest.raises(Refused, match="lead for children"):
            change_area(cast.amina, cast.area, listens_to_children=True)
        record_readiness(cast.amina, cast.area, "children-lead", "Folder")
        assert change_area(cast.amina, cast.area, listens_to_children=True).listens_to_children

    def test_a_round_needs_neither_while_it_is_off(self, cast: Cast) -> None:
        before = len(readiness_gaps(cast.area))
        cast.area.listens_to_children = True
        assert len(readiness_gaps(cast.area)) == before + 2

    def test_the_list_shows_both_and_the_form_refuses_in_words(self, cast: Cast) -> None:
        client = cast.client("amina")
        page = client.get(reverse("readiness", kwargs={"area": "south"})).content.decode()
        assert "covers children" in page and "Safeguarding lead for children" in page
        address = reverse("area_settings", kwargs={"area": "south"})
        typed = {**client.get(address).context["form"].initial, "listens_to_children": "on"}
        assert "record in the readiness list" in client.post(address, typed).content.decode()

    def test_off_means_that_nothing_is_made(self, cast: Cast) -> None:
        turn_on(cast)
        session = ready(cast)
        cast.area.listens_to_children = False
        cast.area.save()
        session = ChildrenSession.objects.get(pk=session.pk)
        with pytest.raises(Refused, match="does not listen to children"):
            a_session(cast)
        with pytest.raises(Refused, match="does not listen to children"):
            record_consent(cast.bea, session, kind="host", means="paper", on=THURSDAY)
        with pytest.raises(Refused, match="does not listen to children"):
            type_in_session(cast.bea, session, said(cast))
        assert "does not listen to children" in send(cast, cast.amina)["problems"][0]
        assert not Conversation.objects.exists()


class TestStarting:
    def test_two_different_cleared_adults_of_the_host_are_named(self, cast: Cast) -> None:
        turn_on(cast)
        bea, amina = cast.people["bea"], cast.people["amina"]
        with pytest.raises(Refused, match="two different adults"):
            a_session(cast, second_adult=bea)
        with pytest.raises(Refused, match="Amina is not cleared"):
            a_session(cast, second_adult=amina)
        jun = cast.people["jun"]  # of another organisation
        record_clearance(cast.amina, jun, seen_on=TODAY, runs_until=IN_A_YEAR)
        with pytest.raises(Refused, match="Jun is not cleared by the host"):
            a_session(cast, second_adult=jun)
        with pytest.raises(Refused, match="Bea is not cleared"):
            a_session(cast, held_on=IN_A_YEAR + dt.timedelta(days=1))
        with pytest.raises(Refused, match="before it is held"):
            a_session(cast, held_on=TODAY)
        assert a_session(cast).organisation == cast.community

    def test_only_the_host_and_organisers_start_one(self, cast: Cast) -> None:
        turn_on(cast)
        for actor in (cast.grace, cast.hana, holder_of(a_link(cast)[0])):
            with pytest.raises(Denied):
                start_session(
                    actor,
                    cast.round,
                    cast.community,
                    held_on=THURSDAY,
                    first_adult=cast.people["bea"],
                    second_adult=cast.people["grace"],
                )

    def test_a_clearance_has_days_that_can_be(self, cast: Cast) -> None:
        for seen_on, until in ((TODAY + dt.timedelta(days=1), IN_A_YEAR), (TODAY, dt.date(2031, 1, 1))):
            with pytest.raises(Refused):
                record_clearance(cast.amina, cast.people["bea"], seen_on=seen_on, runs_until=until)
        with pytest.raises(Denied):
            record_clearance(cast.bea, cast.people["bea"], seen_on=TODAY, runs_until=IN_A_YEAR)

    def test_it_is_ready_when_host_and_parents_have_agreed(self, cast: Cast) -> None:
        turn_on(cast)
        session = a_session(cast)
        assert len(gaps(session)) == 2
        record_consent(cast.bea, session, kind="host", means="paper", on=THURSDAY)
        record_consent(cast.bea, session, kind="parents", means="form", on=THURSDAY, num=2)
        assert gaps(ChildrenSession.objects.get()) == ["The parents' consent for 3 children at least"]
        with pytest.raises(Refused, match="Consent comes before"):
            record_consent(
                cast.bea, session, kind="parents", means="form", on=THURSDAY + dt.timedelta(days=1), num=5
            )
        record_consent(cast.bea, session, kind="parents", means="form", on=THURSDAY, num=5)
        assert gaps(ChildrenSession.objects.get()) == []


class TestWhatWasSaid:
    def test_it_is_kept_without_day_ward_session_or_adults(self, cast: Cast) -> None:
        turn_on(cast)
        session = ready(cast)
        notes = [note(may_quote=True, may_evaluate=True, may_use_outside_ai=True)]
        type_in_session(cast.bea, session, said(cast, notes=notes, ward=cast.ward.code, people_heard=6))
        kept = Conversation.objects.get()
        assert (kept.channel, kept.people_heard, kept.ward, kept.link) == ("children", 6, None, None)
        assert kept.held_on == TODAY != THURSDAY  # the Monday
        only = Note.objects.get()
        assert (only.may_quote, only.may_evaluate, only.may_use_outside_ai) == (True, False, False)
        row = AuditEvent.objects.get(verb="type_in_children")
        assert str(session.pk) not in f"{row.subject_id} {row.detail}"

    def test_no_value_of_a_session_stands_with_the_words(self, cast: Cast) -> None:
        turn_on(cast)
        session = ready(cast)
        type_in_session(cast.bea, session, said(cast, ward=cast.ward.code))
        shared = {cast.area.pk, cast.round.pk, cast.community.pk}
        of_session = {value for one in (session, *session.consents.all()) for value in values_of(one)}
        with_words = {
            value for one in (Conversation.objects.get(), Note.objects.get()) for value in values_of(one)
        }
        assert of_session & with_words == {str(one) for one in shared}

    def test_a_link_is_refused_at_the_endpoint(self, cast: Cast) -> None:
        turn_on(cast)
        ready(cast)
        client = phone(cast)
        answer = client.post(
            reverse("api_conversations", kwargs={"area": "south"}),
            envelope(said(cast), item()),
            content_type="application/json",
        ).json()
        assert [one["outcome"] for one in answer["results"]] == ["invalid", "created"]
        assert "link alone" in answer["results"][0]["problems"][0]
        assert Conversation.objects.get().channel == "one-to-one"

    def test_an_account_is_refused_without_a_ready_session_of_that_day(self, cast: Cast) -> None:
        turn_on(cast)
        assert "no session with children" in send(cast, cast.amina)["problems"][0]
        session = ready(cast, num=5)
        for more in ({"held_on": TODAY.isoformat()}, {"organisation": str(cast.second_community.pk)}):
            assert "no session with children" in send(cast, cast.amina, **more)["problems"][0]
        for heard in (1, 6, True, "5"):
            assert "how many children" in send(cast, cast.amina, people_heard=heard)["problems"][0]
        call_off(cast.bea, session)
        assert send(cast, cast.amina)["outcome"] == "invalid"
        ready(cast)
        assert send(cast, cast.amina)["outcome"] == "created"

    def test_no_contact_details_come_with_it(self, cast: Cast) -> None:
        turn_on(cast)
        ready(cast)
        result = send(cast, cast.amina, phone="07700 900123")
        assert result["outcome"] == "invalid" and "under 16" in result["problems"][0]
        sent = {"schema_version": 1, "client_id": str(uuid.uuid4()), "name": "Amal", "uses": ["told"]}
        sent |= {"round": "autumn", "phone": "07700 900123", "channel": "children"}
        for actor in (cast.amina, holder_of(a_link(cast)[0])):
            result = receive_contact(actor, cast.area, sent)
            assert result["outcome"] == "invalid" and "under 16" in result["problems"][0]
        assert not Contact.objects.exists()


class TestPages:
    def test_the_capture_page_says_what_to_do_when_a_child_speaks(self, cast: Cast) -> None:
        client = phone(cast)
        page = client.get("/south/listen/").content.decode()
        assert "Do not listen to children with your link alone." in page
        assert "South Listens does not listen to children. Questions? Ask St Brannock&#x27;s." in page
        assert 'value="children"' not in page
        turn_on(cast)
        assert "group sessions only" in client.get("/south/listen/").content.decode()

    def test_from_starting_to_typing_in(self, cast: Cast) -> None:
        turn_on(cast)
        client = cast.client("bea")
        start = reverse("start_children_session", kwargs={"area": "south", "round": "autumn"})
        day = THURSDAY.isoformat()
        bea, grace = cast.people["bea"].pk, cast.people["grace"].pk
        wrong = client.post(start, {"held_on": day, "first_adult": bea, "second_adult": bea})
        assert "two different adults" in wrong.content.decode()
        made = client.post(start, {"held_on": day, "first_adult": bea, "second_adult": grace}, follow=True)
        session = ChildrenSession.objects.get()
        assert "Missing" in made.content.decode()
        at = {"area": "south", "session": session.pk}
        consent = reverse("record_children_consent", kwargs=at)
        without = client.post(consent, {"kind": "parents", "means": "form", "on": day})
        assert "for how many children" in without.content.decode()
        for typed in ({"kind": "host", "num": ""}, {"kind": "parents", "num": "4"}):
            assert client.post(consent, {**typed, "means": "paper", "on": day}).status_code == 302
        typed = {"client_id": uuid.uuid4(), "people_heard": "4", "language": "en"}
        typed |= {"note-1-0-text": "The park is locked.", "note-1-0-may_quote": "on"}
        address = reverse("type_in_children", kwargs=at)
        none = client.post(address, typed | {"note-1-0-text": " "})
        assert none.content.decode().count("There is a problem") == 1
        assert "Write at least one note" in none.content.decode()
        assert "typing error" in client.post(address, typed | {"slip": "ABCDE"}).content.decode()
        code = client.get(reverse("children_card", kwargs=at)).context["slip"]
        for _again in range(2):
            assert client.post(address, typed | {"slip": code}).status_code == 302
        assert Note.objects.get().text == "The park is locked."
        assert withdraw_by_slip(cast.area, code) == 1

    def test_turned_off_later_who_was_there_can_still_be_looked_up(self, cast: Cast) -> None:
        turn_on(cast)
        session = ready(cast)
        cast.area.listens_to_children = False
        cast.area.save()
        client = cast.client("leila")
        page = client.get(reverse("children_session", kwargs={"area": "south", "session": session.pk}))
        assert "Bea" in page.content.decode() and "Write down consent" not in page.content.decode()

    def test_the_list_of_people_says_who_is_cleared_where_it_matters(self, cast: Cast) -> None:
        client = cast.client("amina")
        address = reverse("organisation", kwargs={"area": "south", "organisation": cast.community.pk})
        assert "May be with children" not in client.get(address).content.decode()
        turn_on(cast)
        page = client.get(address).content.decode()
        assert "May be with children" in page and page.count("Not cleared") > 0
        check = reverse("record_clearance", kwargs={"area": "south", "person": cast.people["femi"].pk})
        typed = {"seen_on": TODAY.isoformat(), "runs_until": IN_A_YEAR.isoformat()}
        assert client.post(check, typed).status_code == 302
        assert client.get(address).content.decode().count("Not cleared") == page.count("Not cleared") - 1
