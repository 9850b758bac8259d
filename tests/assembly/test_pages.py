"""Asks and answers through their pages: what was typed comes back with the reason, lists cost the same."""

import datetime as dt
import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listens.assembly.models import Answer, Ask, Transcript
from listens.listening.models import StageWindow
from tests.assembly.making import WINNABLE, a_ratified_ask, a_slot, an_answer, an_ask, an_assembly
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


def address(cast, name, **kwargs):
    return reverse(name, kwargs={"area": cast.area.slug, **kwargs})


def words_of(answer):
    return html.unescape(answer.content.decode())


def count_queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_from_a_draft_to_a_settled_answer(cast):
    amina, ivo, kwame = (cast.client(name) for name in ("amina", "ivo", "kwame"))
    ask = {"reference": "3.1", "title": "Warm rooms", "wording": "Will you open them?", **WINNABLE}
    amina.post(address(cast, "cut_ask", round=cast.round.slug), ask)
    ask = Ask.objects.get()
    amina.post(address(cast, "address_ask", ask=ask.pk), {"office": cast.office.pk})
    ratify = {"state": "ratified", "num_for": 30, "num_against": 1, "seen_seq": 1}
    amina.post(address(cast, "decide_ask", ask=ask.pk), ratify)
    assert "30 for, 1 against." in words_of(amina.get(address(cast, "ask", ask=ask.pk)))
    assembly = an_assembly(cast)
    put = address(cast, "put_on_order", assembly=assembly.pk, ask=ask.pk)
    assert "3.1 Warm rooms" in words_of(ivo.get(address(cast, "assembly", assembly=assembly.pk)))
    ivo.post(put)
    slot = assembly.addressees.get()
    said = {"kind": "yes_if", "words": "Yes, if funded.", "condition": "Funding", "speaker": "Dele Fashola"}
    kwame.post(address(cast, "take_down", slot=slot.pk), said)
    transcript = Transcript.objects.get()
    page = words_of(ivo.get(address(cast, "settle_answer", slot=slot.pk) + f"?from={transcript.pk}"))
    assert "Taken down by" in page and f'value="{transcript.pk}"' in page
    settled = said | {
        "witness": "Hana",
        "answered_on": str(TODAY),
        "transcript": transcript.pk,
        "seen_seq": 0,
    }
    ivo.post(address(cast, "settle_answer", slot=slot.pk), settled)
    answer = Answer.objects.get()
    assert (answer.kind, answer.transcript, answer.witness) == ("yes_if", transcript, "Hana")
    page = words_of(kwame.get(address(cast, "assembly", assembly=assembly.pk)))
    assert "Yes, if funded." in page and "Hana" in page and "Take down the answer" not in page


def test_a_rule_that_refuses_gives_back_what_was_typed(cast):
    slot = a_slot(cast)
    answer = cast.client("kwame").post(
        address(cast, "take_down", slot=slot.pk), {"kind": "yes_if", "words": "Ja, wenn – “ja”"}
    )
    page = words_of(answer)
    assert answer.status_code == 200 and "yes, if what?" in page and "Ja, wenn – “ja”" in page
    assert not Transcript.objects.exists()


def test_a_button_that_is_refused_says_why(cast):
    slot = a_slot(cast)
    an_answer(cast, slot=slot)
    answer = cast.client("ivo").post(address(cast, "take_off", slot=slot.pk), follow=True)
    assert "It stays on the running order." in words_of(answer)


def test_outside_its_window_the_page_says_when_instead_of_a_form(cast):
    window = StageWindow.objects.get(round=cast.round, stage="asks")
    window.closes_on = TODAY - dt.timedelta(days=1)
    window.save()
    url = address(cast, "cut_ask", round=cast.round.slug)
    page = words_of(cast.client("amina").get(url))
    assert "This closed on" in page and 'name="wording"' not in page
    ask = {"reference": "1", "title": "t", "wording": "w"}
    assert cast.client("amina").post(url, ask).status_code == 403 and not Ask.objects.exists()


def test_a_scribe_does_not_see_what_another_took_down(cast):
    slot = a_slot(cast)
    cast.client("ivo").post(address(cast, "take_down", slot=slot.pk), {"kind": "no", "words": "Never ever."})
    assert "Never ever." not in words_of(cast.client("kwame").get(address(cast, "take_down", slot=slot.pk)))
    assert "Never ever." in words_of(cast.client("ivo").get(address(cast, "settle_answer", slot=slot.pk)))


def test_another_areas_ask_is_a_missing_page(cast):
    ask = an_ask(cast)
    url = reverse("ask", kwargs={"area": "north", "ask": ask.pk})
    assert cast.client("esi").get(url).status_code == 404
    assert cast.client("esi").get(address(cast, "ask", ask=ask.pk)).status_code == 404


def test_lists_cost_the_same_at_any_length(cast):
    client, assembly = cast.client("ivo"), an_assembly(cast)
    urls = [
        address(cast, "asks"),
        address(cast, "assemblies"),
        address(cast, "assembly", assembly=assembly.pk),
    ]
    an_answer(cast, slot=a_slot(cast, "1"))
    a_ratified_ask(cast, "2")
    before = [count_queries(client, url) for url in urls]
    for reference in ("3", "4", "5"):
        an_answer(cast, slot=a_slot(cast, reference))
        a_ratified_ask(cast, f"{reference}b")
    assert [count_queries(client, url) for url in urls] == before
