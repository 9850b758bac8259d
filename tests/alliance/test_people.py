"""People of organisations, the roles they get, and the side rule about raw notes."""

import datetime as dt

import pytest
from django.urls import reverse

from listens.alliance.access import not_of_public_body
from listens.alliance.actions import add_person, invite_person, mark_left
from listens.alliance.models import Person
from listens.core import access
from listens.core.acting import Refused
from listens.core.models import Account, Actor, AuditEvent, Grant


def fresh(actor: Actor) -> Actor:
    """The same actor without what it remembered."""
    return Actor.objects.get(pk=actor.pk)


def test_a_person_without_an_account_is_just_named(cast):
    person = add_person(cast.amina, cast.community, name="Ruth Okoro", part="core team")
    assert (person.account, person.name_key) == (None, "ruth okoro")
    with pytest.raises(Refused, match="already has a person"):
        add_person(cast.amina, cast.community, name="RUTH  okoro")


def test_an_invited_lead_may_see_its_own_organisation_only(cast):
    person = invite_person(
        cast.amina, cast.community, name="Ruth Okoro", email="Ruth@Example.org", role="organisation_lead"
    )
    actor = Actor.of_account(person.account)
    assert person.account.email == "ruth@example.org"
    assert access.can(actor, "see_organisation", cast.area, within=[cast.community.pk])
    assert not access.can(actor, "see_organisation", cast.area, within=[cast.second_community.pk])


def test_a_decision_maker_needs_an_office_of_that_body(cast):
    with pytest.raises(Refused, match="Choose the office"):
        invite_person(cast.amina, cast.body, name="Zoe", email="zoe@example.org", role="decision_maker")
    invite_person(
        cast.amina, cast.body, name="Zoe", email="zoe@example.org", role="decision_maker", office=cast.office
    )
    assert Grant.objects.get(actor__account__email="zoe@example.org").scope_id == cast.office.pk
    with pytest.raises(Refused, match="Choose the office"):
        invite_person(
            cast.amina,
            cast.community,
            name="Al",
            email="al@example.org",
            role="decision_maker",
            office=cast.office,
        )


@pytest.mark.parametrize("role", ["reviewer", "sense_maker", "delegate"])
def test_a_public_body_gets_no_role_that_reads_notes_or_votes(cast, role):
    with pytest.raises(Refused):
        invite_person(cast.amina, cast.body, name="Zoe", email="zoe@example.org", role=role)
    assert not Account.objects.filter(email="zoe@example.org").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"role": "reviewer"}, "Give an e-mail"),
        ({"email": "zoe@example.org"}, "Choose what this person may do"),
        ({"email": "zoe@", "role": "reviewer"}, "not complete"),
        ({"email": "zoe@example.org", "role": "listener"}, "make a link"),
        ({"email": "zoe@example.org", "role": "king"}, "no role"),
        ({"email": "hana@example.org", "role": "reviewer"}, "already belongs to a person of Larkwood"),
    ],
)
def test_an_invitation_that_makes_no_sense_leaves_nothing_behind(cast, typed, words):
    before = (Account.objects.count(), Grant.objects.count(), Person.objects.count())
    with pytest.raises(Refused, match=words):
        invite_person(cast.amina, cast.community, name="Zoe", **typed)
    assert (Account.objects.count(), Grant.objects.count(), Person.objects.count()) == before


def test_people_of_a_public_body_read_no_notes_even_with_the_role(cast):
    assert not_of_public_body(cast.grace, cast.area)
    refused = not_of_public_body(cast.pat, cast.area)
    assert not refused and "public body" in refused.reason


def test_an_account_in_no_organisation_or_gone_from_it_reads_no_notes(cast):
    nobody = Actor.of_account(Account.objects.create_user("loose@example.org"))
    assert not not_of_public_body(nobody, cast.area)
    assert not not_of_public_body(cast.esi, cast.area)
    person = cast.people["grace"]
    person.left_on = cast.area.today() - dt.timedelta(days=1)
    person.save()
    assert not not_of_public_body(fresh(cast.grace), cast.area)
    person.left_on = cast.area.today()
    person.save()
    assert not_of_public_body(fresh(cast.grace), cast.area)


def test_a_person_of_a_community_in_one_area_is_nobody_in_another(cast):
    assert not_of_public_body(cast.grace, cast.area)
    assert not not_of_public_body(cast.grace, cast.other_area)


def test_the_form_invites_and_the_page_shows_the_role(cast):
    client = cast.client("amina")
    more = {"area": cast.area.slug, "organisation": cast.community.pk}
    wrong = client.post(reverse("add_person", kwargs=more), {"name": "Ruth", "role": "reviewer"})
    assert "Give an e-mail address too" in wrong.content.decode()
    client.post(
        reverse("add_person", kwargs=more), {"name": "Ruth", "role": "reviewer", "email": "ruth@example.org"}
    )
    page = client.get(reverse("organisation", kwargs=more)).content.decode()
    assert "Ruth" in page and "Reviewer" in page


def test_whoever_left_has_no_role_from_that_moment(cast):
    mark_left(cast.amina, cast.people["grace"])
    grace = fresh(cast.grace)
    assert access.roles_of(grace, cast.area) == frozenset()
    assert cast.client("grace").get(reverse("desk", kwargs={"area": cast.area.slug})).status_code == 403
    mark_left(cast.amina, cast.people["grace"])
    assert AuditEvent.objects.filter(verb="mark_left").count() == 1
    with pytest.raises(access.Denied):
        mark_left(cast.bea, cast.people["femi"])


def test_the_last_organiser_cannot_leave(cast):
    with pytest.raises(Refused, match="last organiser"):
        mark_left(cast.amina, cast.people["amina"])
    cast.people["amina"].refresh_from_db()
    assert cast.people["amina"].left_on is None and not AuditEvent.objects.exists()


def test_the_page_asks_once_more_and_the_name_is_gone_from_the_list(cast):
    client = cast.client("amina")
    address = reverse("mark_left", kwargs={"area": cast.area.slug, "person": cast.people["grace"].pk})
    assert "Has Grace left" in client.get(address).content.decode()
    after = client.post(address, follow=True).content.decode()
    assert "Grace acts no more" in after and ">Grace<" not in after
    mine = reverse("mark_left", kwargs={"area": cast.area.slug, "person": cast.people["amina"].pk})
    assert "last organiser" in client.post(mine).content.decode()


def test_a_safeguarding_lead_may_be_one_of_the_organisation_only(cast):
    def invited(**more):
        return invite_person(cast.amina, cast.community, name="Zoe", email="zoe@example.org", **more)

    with pytest.raises(Refused, match="Untick"):
        invited(role="reviewer", only_here=True)
    person = invited(role="safeguarding_lead", only_here=True)
    grant = Grant.objects.get(actor__account=person.account)
    assert (grant.scope, grant.scope_id) == ("organisation", cast.community.pk)
