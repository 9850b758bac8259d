"""Staff set up a second factor before they see anything; others, and the demonstration, are let in by their code."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def signed_in(actor):
    client = Client()
    client.force_login(actor.account)
    return client


def sent_to_set_one_up(client):
    answer = client.get("/")
    return answer.status_code == 302 and answer["Location"] == reverse("mfa_activate_totp")


@pytest.mark.parametrize("who", ["amina", "grace", "femi", "leila", "mehmet", "nia", "ivo"])
def test_staff_without_one_are_sent_to_set_it_up(cast, who):
    assert sent_to_set_one_up(signed_in(cast.actors[who]))


@pytest.mark.parametrize("who", ["bea", "dele", "hana", "jun"])
def test_others_are_not(cast, who):
    assert not sent_to_set_one_up(signed_in(cast.actors[who]))


def test_staff_with_one_are_let_in(cast):
    Authenticator.objects.create(user=cast.amina.account, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert not sent_to_set_one_up(signed_in(cast.amina))


def test_the_demonstration_lets_invented_people_in(cast, settings):
    settings.DEMO = True
    assert not sent_to_set_one_up(signed_in(cast.amina))


def test_a_role_given_while_signed_in_counts_from_the_next_sign_in(cast):
    client = signed_in(cast.bea)
    assert not sent_to_set_one_up(client)
    cast.bea.grants.create(area=cast.area, role="organiser")
    assert sent_to_set_one_up(signed_in(cast.bea))
