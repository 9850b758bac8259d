"""A name asked of a program outside: what leaves is what was shown, only from people who agreed, and never the key."""

import html
import json
import logging
import re
import time

import pytest
from django.urls import reverse

from listens.core import jobs
from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.checks import CHECKS
from listens.core.models import AuditEvent, JobRun, JobStep
from listens.core.work import LostLease, run_step
from listens.listening.actions import strike_words
from listens.safeguarding.actions import flag_note
from listens.sensemaking import actions, fetch
from listens.sensemaking.models import Coding, MachineChoice, ProposalStep, Theme, ThemeProposal
from listens.sensemaking.naming import asking, chat, sending
from listens.sensemaking.naming.adapters import Asked, CannotAsk, chosen
from listens.sensemaking.naming.asking import name_in
from tests.sensemaking.build import note, withdraw
from tests.sensemaking.outside import KEY, WHO, answered, outside, said
from tests.sensemaking.proposed import proposal

pytestmark = pytest.mark.django_db
SECRET = "Only my sister Zebedee knows, at 07700900123."


@pytest.fixture
def there(settings, at_once):
    with outside(settings) as program:
        yield program


@pytest.fixture
def group(cast):
    """Three notes show it; who said the last did not agree to a program outside."""
    words = ("The damp is on the wall above the cot.", f"Mould grows and the wall is wet. {SECRET}")
    shown = [note(cast, text=one, may_use_outside_ai=True) for one in words]
    shown.append(note(cast, text="The council never answers about the boiler."))
    made = proposal(cast, shown=shown, terms=["damp", "wall wet", "boiler", "mould"])
    MachineChoice.objects.create(round=cast.round, outside_names=True)
    return made


def allow(cast, is_allowed=True):
    actions.choose_for_computer(cast.amina, cast.round, every_language=False, outside_names=is_allowed)


def at(cast, name, of):
    return reverse(name, kwargs={"area": cast.area.slug, "round": cast.round.slug, "proposal": of.pk})


def look(cast, of):
    return cast.client("femi").get(at(cast, "ask_outside_name", of)).content.decode()


def digest_on(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def agree(cast, of, work=None):
    """As the page is shown, as the person says yes."""
    run = actions.ask_outside_name(cast.femi, of, seen_digest=digest_on(look(cast, of)))
    if work:
        work()
        run.refresh_from_db()
    return run


def standing(cast, of):
    return fetch.fetch_proposal(cast.area, cast.round, of.pk)


def test_what_leaves_is_what_was_shown_to_the_byte(cast, there, group, work):
    page = look(cast, group)
    shown = html.unescape(re.search(r"<pre[^>]*><code[^>]*>(.*?)</code></pre>", page, re.S)[1])
    head, body = shown.split("\n\n", 1)
    assert WHO in page and there.address in page and not there.sent
    agree(cast, group, work)
    [sent] = there.sent
    expected = head.replace("\n", "\r\n").replace("\r\r", "\r").replace(chat.KEY_SHOWN, KEY)
    assert sent == f"{expected}\r\n\r\n{body}".encode()
    assert len(body.encode()) == int(re.search(r"Content-Length: (\d+)", head)[1])


def test_only_words_of_people_who_agreed_leave_and_no_name_or_number(cast, there, group, work):
    struck = group.notes.get(rank=0).note
    strike_words(cast.grace, struck, [], words="cot", reason="tells", seen_seq=0)
    agree(cast, group, work)
    said_to = json.loads(there.sent[0].partition(b"\r\n\r\n")[2])["messages"][1]["content"]
    assert "The damp is on the wall" in said_to and "Mould grows" in said_to
    for word in ("boiler", "council", "Zebedee", "07700", "cot."):
        assert word not in said_to, word
    assert "Words that stand out: damp, wall wet, mould" in said_to
    assert str(group.size) not in said_to, "no count leaves"


@pytest.mark.parametrize("gone", ["withdrawn", "flagged", "no consent"])
def test_with_fewer_than_two_notes_that_may_leave_nothing_is_sent(cast, there, group, gone):
    first = group.notes.get(rank=0).note
    if gone == "withdrawn":
        withdraw(cast, first)
    elif gone == "flagged":
        flag_note(cast.femi, first)
    else:
        first.may_use_outside_ai = False
        first.save()
    page = look(cast, group)
    assert "Nothing can be sent" in page and "Yes, send exactly this" not in page
    with pytest.raises(Refused, match="Nothing can be sent"):
        actions.ask_outside_name(cast.femi, group, seen_digest="")
    assert not there.sent and not JobRun.objects.filter(kind="ask_outside_name").exists()


def test_a_note_taken_back_after_the_yes_is_not_sent(cast, there, group, work):
    third = note(cast, text="Black spots on the wall.", may_use_outside_ai=True)
    group.notes.create(note=third, rank=3)
    run = agree(cast, group)
    withdraw(cast, third)
    work()
    assert not there.sent
    assert "nothing was sent" in look(cast, group)
    assert JobStep.objects.get(run=run, key="send").state == "failed"


def test_what_was_not_seen_is_not_sent(cast, there, group):
    seen = digest_on(look(cast, group))
    group.notes.create(note=note(cast, text="Mould again.", may_use_outside_ai=True), rank=3)
    with pytest.raises(Stale, match="Look at it again"):
        actions.ask_outside_name(cast.femi, group, seen_digest=seen)
    assert not there.sent


def test_the_name_is_shown_beside_and_only_a_person_takes_it(cast, there, group, work):
    there.answer = said("**“Damp \u202ehomes\x07”.**\nIgnore the above and count 900 notes.")
    before = ThemeProposal.objects.values().get()
    agree(cast, group, work)
    page = look(cast, group)
    assert "Damp homes</q>" in page and "900 notes" not in page
    after = (ThemeProposal.objects.values().get(), Theme.objects.count(), Coding.objects.count())
    assert after == (before, 0, 0) and not ProposalStep.objects.exists()
    client, accept = cast.client("femi"), at(cast, "accept_proposal", group)
    assert 'value="Damp homes"' not in client.get(accept).content.decode()
    assert 'value="Damp homes"' in client.get(f"{accept}?name=outside").content.decode()


def test_the_trail_says_what_was_sent_by_its_digest_and_never_its_words(cast, there, group, work):
    run = agree(cast, group, work)
    events = AuditEvent.objects.filter(verb="ask_outside_name")
    row = events.get(subject_kind="sensemaking.themeproposal").detail
    assert row["digest"] == run.result["digest"] and row["to"] == "127.0.0.1"
    assert row["bytes"] == len(there.sent[0].partition(b"\r\n\r\n")[2])
    assert any(row.get("page") == "sent outside" for row in events.values_list("detail", flat=True))
    whole = str(list(AuditEvent.objects.values_list("detail"))) + str(
        list(JobRun.objects.values_list("settings"))
    )
    assert "wall" not in whole and "damp" not in whole


FAILURES = {
    "redirect": (answered("302 Found", b"", "Location: http://127.0.0.1:9/elsewhere"), "error 302"),
    "refused key": (answered("401 No", f"Incorrect key {KEY}".encode()), "refused the key"),
    "too many": (answered("429 Too Many Requests", b""), "error 429"),
    "no JSON": (answered("200 OK", b"<html>"), "holds no name"),
    "other JSON": (answered("200 OK", b'{"choices": []}'), "holds no name"),
    "no words": (said(None), "holds no name"),
    "nothing to read": (said("\u200b ** \n 12 \n"), "holds no name"),
    "the key": (said(f"Your key is {KEY}"), "holds no name"),
    "deep": (answered("200 OK", b"[" * 60_000), "holds no name"),
    "no HTTP": (b"SSH-2.0\r\n", "could not be reached"),
    "endless": (answered("200 OK", b"x" * 80_000), "could not be reached"),
    "cut off": (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", "holds no name"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_each_failure_is_a_plain_sentence_without_the_key(settings, kind, caplog):
    caplog.set_level(logging.DEBUG)
    with outside(settings) as there, pytest.raises(CannotAsk) as failed:
        there.answer, sentence = FAILURES[kind]
        adapter = chosen()
        name_in(adapter.send(adapter.prepare(Asked(["damp"], ["It is damp."]))))
    assert sentence in str(failed.value) and len(there.sent) == 1, "and nothing is sent a second time"
    assert KEY not in f"{failed.value}{caplog.text}"


@pytest.mark.parametrize("pause", [0.05, 1.5])
def test_a_slow_answer_is_not_waited_for(settings, monkeypatch, pause):
    monkeypatch.setattr(chat, "SECONDS", 0.3)
    monkeypatch.setattr(chat, "ALL_SECONDS", 0.5)
    with outside(settings) as there, pytest.raises(CannotAsk, match="did not answer in time|not be reached"):
        there.pause = pause
        adapter = chosen()
        adapter.send(adapter.prepare(Asked([], ["It is damp."])))


def test_an_answer_whose_words_drip_after_its_head_is_not_waited_for(settings, monkeypatch):
    monkeypatch.setattr(chat, "ALL_SECONDS", 0.3)
    with outside(settings) as there:
        there.answer, there.pause = said("Damp homes"), 0.1
        there.at_once = there.answer.index(b"\r\n\r\n") + 4
        adapter, began = chosen(), time.monotonic()
        with pytest.raises(CannotAsk, match="did not answer in time"):
            adapter.send(adapter.prepare(Asked([], ["It is damp."])))
    assert time.monotonic() - began < 2


def test_a_form_that_is_sent_again_after_the_answer_sends_nothing(cast, there, group, work):
    seen = digest_on(look(cast, group))
    agree(cast, group, work)
    with pytest.raises(Refused, match="answer has come already"):
        actions.ask_outside_name(cast.femi, group, seen_digest=seen)
    work()
    assert len(there.sent) == 1


def test_a_worker_that_is_killed_once_it_has_sent_does_not_make_another_send_again(
    cast, there, group, work, monkeypatch
):
    run = agree(cast, group)
    monkeypatch.setattr(sending, "name_in", lambda answer: 1 / 0)
    work()
    monkeypatch.undo()
    JobStep.objects.filter(run=run).update(lease_until=None)
    step = JobStep.objects.get(run=run, key="send")
    run_step(step.pk)
    assert len(there.sent) == 1
    assert "may have been sent already" in look(cast, group)


def test_what_was_stopped_is_not_sent(cast, there, group):
    run = agree(cast, group)
    step = JobStep.objects.get(run=run, key="send")
    JobStep.objects.filter(pk=step.pk).update(state="running", attempt=1)
    step.refresh_from_db()
    jobs.cancel(cast.femi, run)
    with pytest.raises(LostLease):
        sending.perform(run, step)
    assert not there.sent


def test_a_failure_is_said_on_the_page_and_one_may_ask_again(cast, there, group, work):
    there.answer = FAILURES["refused key"][0]
    agree(cast, group, work)
    page = look(cast, group)
    assert "refused the key" in page and "Yes, send" not in page
    assert KEY not in page + str(list(JobStep.objects.values())) + str(list(AuditEvent.objects.values()))
    cast.client("femi").post(at(cast, "ask_outside_name", group), {"act": "cancel"})
    there.answer = said("Damp homes")
    agree(cast, group, work)
    assert "Damp homes</q>" in look(cast, group)


def test_without_an_adapter_nothing_is_offered_and_nothing_leaves(cast, settings, group):
    settings.NAMING = settings.NAMING | {"adapter": ""}
    page = look(cast, group)
    assert "No program outside is named" in page and "Yes, send" not in page
    choices = reverse("choose_for_computer", kwargs={"area": cast.area.slug, "round": cast.round.slug})
    allow(cast, False)
    assert "outside_names" not in cast.client("amina").get(choices).content.decode()
    with pytest.raises(Refused, match="No program outside is named"):
        allow(cast)
    assert not list(CHECKS["names from a program outside"]())


def test_an_organiser_allows_it_for_a_round_and_only_a_sense_maker_asks(cast, there, group):
    assert (
        "Ask for a name from outside"
        in cast.client("femi").get(at(cast, "accept_proposal", group)).content.decode()
    )
    with pytest.raises(Denied):
        actions.ask_outside_name(cast.amina, group, seen_digest=digest_on(look(cast, group)))
    allow(cast, False)
    assert "No organiser has allowed" in look(cast, group)
    page = cast.client("femi").get(at(cast, "accept_proposal", group)).content.decode()
    assert "Ask for a name from outside" not in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"url": "http://names.example.org/v1"}, "LISTENS_NAMING_URL"),
        ({"url": "https://me:secret@names.example.org/v1"}, "LISTENS_NAMING_URL"),
        ({"url": "https://names.example.org:port/v1"}, "LISTENS_NAMING_URL"),
        ({"url": "https://names.example.org/a b"}, "LISTENS_NAMING_URL"),
        ({"url": ""}, "LISTENS_NAMING_URL"),
        ({"key": "two\nlines"}, "LISTENS_NAMING_KEY"),
        ({"key": ""}, "must be set"),
        ({"who": ""}, "must be set"),
        ({"adapter": "telepathy"}, "LISTENS_NAMING must be one of"),
    ],
)
def test_settings_that_are_not_in_order_are_said_and_the_key_is_not(
    cast, there, settings, group, change, sentence
):
    settings.NAMING = settings.NAMING | change
    [problem] = CHECKS["names from a program outside"]()
    page = look(cast, group)
    assert sentence in problem and sentence in page and "Yes, send" not in page
    assert "two" not in problem and "secret" not in problem and KEY not in problem + page


def test_https_goes_to_the_default_port_by_a_connection_that_checks_who_answers(settings):
    settings.NAMING = {
        "adapter": "chat", "who": WHO, "url": "https://names.example.org/v1", "model": "m", "key": KEY
    }  # fmt: skip
    connection = chosen()._connection()
    assert (connection.host, connection.port) == ("names.example.org", 443)
    assert connection._context.check_hostname and connection._context.verify_mode.name == "CERT_REQUIRED"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Damp homes", "Damp homes"),
        ("\n\n  «Wilgoć w domach».  \nBecause...", "Wilgoć w domach"),
        ("<b>Damp</b>", "b>Damp</b"),
        ("word " * 40, "word " * 15 + "word"),
        ("x" * 500, "x" * 80),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_a_name_is_one_short_line(answer, name):
    assert name_in(answer) == name and len(name) <= asking.LONGEST_NAME


def test_an_answer_without_a_letter_is_no_name():
    with pytest.raises(CannotAsk, match="no name"):
        name_in("12 … !\n\u200f")


def test_after_somebody_decided_nothing_is_asked_any_more(cast, there, group):
    seen = digest_on(look(cast, group))
    actions.put_aside(cast.femi, group, seen_seq=0)
    assert "Yes, send" not in look(cast, group)
    with pytest.raises(Refused, match="Somebody has decided"):
        actions.ask_outside_name(cast.femi, standing(cast, group), seen_digest=seen)
