"""Offers to help: followed up within 14 days or owed; a name is read only by opening it, which is recorded."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from listens.core import access
from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent, Contact, ContactUse
from listens.listening import offer_fetch
from listens.listening.actions import follow_up_offer, open_offer, receive_contact
from listens.listening.models import Offer, OfferFollowUp
from tests.browser import check_page, picture, sign_in
from tests.cast import TODAY, Cast
from tests.listening.phones import a_link, holder_of

MONDAY = TODAY  # the cast's day is a Monday
RUNG = {"outcome": "done", "way": "phone", "on": TODAY, "seen_seq": 0}


def an_offer(cast: Cast, weeks_ago: int = 0, **more) -> Offer:
    made = str(uuid.uuid4())
    payload = {
        "schema_version": 1,
        "client_id": made,
        "name": "Ruth Okafor",
        "phone": "07700 900123",
        "uses": ["offer"],
        "offers": [{"kind": "host", "concern": str(cast.round.concerns.get().pk)}],
        **more,
    }
    result = receive_contact(holder_of(a_link(cast)[0]), cast.area, payload)
    assert result["outcome"] == "created", result
    Contact.objects.filter(client_id=made).update(week=MONDAY - dt.timedelta(weeks=weeks_ago))
    return Offer.objects.get(contact__client_id=made)


def page(cast: Cast, offer: Offer, name: str = "offer") -> str:
    return reverse(name, args=["south", offer.pk])


class TestOwed:
    @pytest.mark.parametrize(("weeks_ago", "is_owed"), [(0, False), (2, False), (3, True), (9, True)])
    def test_an_offer_is_owed_when_its_14_days_are_over(self, cast: Cast, weeks_ago, is_owed) -> None:
        an_offer(cast, weeks_ago)
        [one] = offer_fetch.offers_of(cast.round)
        assert one.is_owed is is_owed and offer_fetch.num_owed(cast.round) == is_owed
        assert one.due_on == MONDAY - dt.timedelta(weeks=weeks_ago) + dt.timedelta(days=20)

    def test_what_was_followed_up_is_owed_no_more(self, cast: Cast) -> None:
        follow_up_offer(cast.amina, an_offer(cast, 5), **RUNG)
        later = an_offer(cast, 4)
        assert offer_fetch.num_owed(cast.round) == 1
        assert [one.offer for one in offer_fetch.offers_of(cast.round)][0] == later
        assert offer_fetch.rounds_with_open_offers(cast.area) == [(cast.round, 1)]

    def test_whoever_said_stop_is_owed_no_call(self, cast: Cast) -> None:
        stopped, withdrawn = an_offer(cast, 5), an_offer(cast, 5)
        Contact.objects.filter(pk=stopped.contact_id).update(unsubscribed_on=TODAY)
        ContactUse.objects.filter(contact=withdrawn.contact_id).update(withdrawn_on=TODAY)
        assert offer_fetch.num_owed(cast.round) == 0 and offer_fetch.offers_of(cast.round) == []
        for one in (stopped, withdrawn):
            with pytest.raises(Refused, match="asked us to stop"):
                open_offer(cast.amina, Offer.objects.get(pk=one.pk))
            assert cast.client("amina").get(page(cast, one)).status_code == 404

    def test_a_hundred_cost_what_one_costs(self, cast: Cast, django_assert_num_queries) -> None:
        for _number in range(7):
            follow_up_offer(cast.amina, an_offer(cast, 3), **RUNG)
        with django_assert_num_queries(3):
            offer_fetch.offers_of(cast.round)


class TestFollowingUp:
    def test_each_is_appended(self, cast: Cast) -> None:
        offer = an_offer(cast)
        follow_up_offer(cast.amina, offer, **RUNG)
        follow_up_offer(cast.amina, offer, outcome="not_wanted", way="met", on=TODAY, seen_seq=1)
        assert list(OfferFollowUp.objects.values_list("seq", "outcome")) == [(1, "done"), (2, "not_wanted")]
        with pytest.raises(Stale):
            follow_up_offer(cast.amina, offer, **RUNG)

    @pytest.mark.parametrize(
        "more",
        [
            {"outcome": "later"},
            {"way": "pigeon"},
            {"on": TODAY + dt.timedelta(days=1)},
            {"on": MONDAY - dt.timedelta(days=1)},
        ],
    )
    def test_what_cannot_be_is_refused(self, cast: Cast, more) -> None:
        with pytest.raises(Refused):
            follow_up_offer(cast.amina, an_offer(cast), **{**RUNG, **more})

    def test_only_an_organiser(self, cast: Cast) -> None:
        offer = an_offer(cast)
        for actor in (cast.bea, cast.grace, cast.esi):
            with pytest.raises(access.Denied):
                follow_up_offer(actor, offer, **RUNG)

    def test_the_trail_holds_no_name(self, cast: Cast) -> None:
        follow_up_offer(cast.amina, an_offer(cast), **RUNG)
        assert AuditEvent.objects.get(verb="follow_up_offer").detail == {"outcome": "done", "way": "phone"}


class TestPages:
    def test_no_name_shows_before_somebody_opens_it(self, cast: Cast) -> None:
        offer, client = an_offer(cast, 3), cast.client("amina")
        for address in (reverse("offers", args=["south", "autumn"]), page(cast, offer)):
            text = client.get(address).content.decode()
            assert "host a meeting" in text and "Ruth" not in text and "900123" not in text
        assert not AuditEvent.objects.filter(verb="open_contact").exists()
        said = client.post(page(cast, offer, "open_offer"))
        assert "Ruth Okafor" in said.content.decode() and "no-store" in said["Cache-Control"]
        row = AuditEvent.objects.get(verb="open_contact")
        assert row.actor == cast.amina and row.detail == {"why": "an offer to help"}
        assert client.get(page(cast, offer, "open_offer")).status_code == 405

    def test_what_came_of_it_is_written_down(self, cast: Cast) -> None:
        offer, client = an_offer(cast, 3), cast.client("amina")
        assert "1 offer is owed" in client.get(reverse("offers", args=["south", "autumn"])).content.decode()
        typed = {**RUNG, "on": TODAY.isoformat(), "seen_seq": "0"}
        assert "Error" in client.post(page(cast, offer), {**typed, "way": ""}).content.decode()
        assert client.post(page(cast, offer), typed).status_code == 302
        listed = client.get(reverse("offers", args=["south", "autumn"])).content.decode()
        assert "We got in touch" in listed and "Owed" not in listed

    def test_the_desk_says_how_many_are_owed(self, cast: Cast) -> None:
        desk = reverse("desk", args=["south"])
        assert "offered to help" not in cast.client("amina").get(desk).content.decode()
        an_offer(cast, 3)
        assert "1 offer is owed an answer." in cast.client("amina").get(desk).content.decode()
        assert "offered to help" not in cast.client("bea").get(desk).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_an_organiser_follows_up_in_a_browser(cast: Cast, new_page, locale) -> None:
    offer = an_offer(cast, 3)
    an_offer(cast, 0)
    desk = new_page(locale=locale)
    sign_in(desk, cast.amina)
    desk.goto(reverse("offers", args=["south", "autumn"]))
    check_page(desk)
    picture(desk, f"offers-{locale}")
    desk.goto(page(cast, offer))
    check_page(desk)
    desk.locator(f"form[action='{page(cast, offer, 'open_offer')}'] button").click()
    desk.get_by_text("Ruth Okafor").wait_for()
    check_page(desk)
    picture(desk, f"offer-{locale}")
    desk.locator("input[name=outcome][value=done]").check()
    desk.locator("input[name=way][value=phone]").check()
    desk.locator(".app-form button[type=submit]").click()
    desk.wait_for_url("**/rounds/autumn/offers/")
    assert OfferFollowUp.objects.get().offer == offer
