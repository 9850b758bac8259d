"""Whoever may see the page of the vote can follow every link that it, and what it leads to, shows them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from listens.priorities.actions import count_ballots
from tests.cast import Cast
from tests.journeys.browsing import Page
from tests.priorities.made import slip_vote, vote

pytestmark = pytest.mark.django_db
START = "/south/rounds/autumn/vote/"
WITHIN = (START, "/south/rounds/autumn/long-list/", "/south/proposals/", "/south/ballot/")
SIZES = {"Mill Lane Tenants": 2, "Larkwood Women's Association": 1, "St Brannock's Church": 6}


def followed(client: Client, start: str) -> dict[str, int]:
    """{address: status} of every page that can be reached from there without typing an address."""
    found: dict[str, int] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        found[address] = answer.status_code
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        links = (re.split("[?#]", link)[0] for _words, link in Page(answer.content.decode(), address).links)
        waiting += {link for link in links if link.startswith(WITHIN)} - found.keys() - set(waiting)
    return found


@pytest.mark.parametrize("until", ["draft", "open", "counted"])
def test_no_link_leads_to_a_page_that_is_refused(cast: Cast, until: str) -> None:
    if until == "open":
        slip_vote(cast, SIZES)
    else:
        long_list = vote(cast, until="closed" if until == "counted" else until)
        if until == "counted":
            count_ballots(cast.amina, long_list)
    for who in ("amina", "ivo", "bea", "hana"):
        found = followed(cast.client(who), START)
        assert len(found) > 3
        assert {address: status for address, status in found.items() if status not in (200, 302)} == {}, who
