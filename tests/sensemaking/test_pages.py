"""The pages of sense-making over HTTP: what each person sees, and that no page asks more for more rows."""

import json
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from listens.core import events
from listens.core.models import AuditEvent, Event, Grant, Message
from listens.methods.themes.rings import EDGE
from listens.safeguarding.actions import flag_note
from listens.sensemaking.actions import decide_note, park_theme
from listens.sensemaking.models import Coding, Quote, QuoteCheck, Theme
from tests.cast import TODAY
from tests.sensemaking.build import WORDS, codebook, note, notes, quote, theme


def at(cast, name, **more):
    return reverse(name, kwargs={"area": cast.area.slug, **more})


def num_queries(client, address, **more):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address, **more).status_code == 200
    return len(seen)


def test_the_codebook_shows_two_levels_with_their_counts(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast, people=6), [themes["damp"]])
    park_theme(cast.femi, themes["money"])
    page = cast.client("amina").get(at(cast, "codebook"))
    rows = [[str(cell) for cell in row] for row in page.context["table"]["rows"]]
    assert [">1<" in row[1] and ">6<" in row[2] for row in rows] == [True, True, False, False]
    assert "app-part" in rows[1][0] and "(parked)" in rows[3][0]
    assert "Never publish them" in page.content.decode()


def test_the_codebook_of_one_round(cast):
    codebook(cast)
    client = cast.client("femi")
    assert client.get(at(cast, "codebook") + f"?round={cast.round.slug}").status_code == 200
    assert client.get(at(cast, "codebook") + "?round=none").status_code == 404


def test_somebody_of_a_public_body_gets_safe_counts(cast):
    themes = codebook(cast)
    for one in notes(cast, 3):
        decide_note(cast.femi, one, [themes["damp"]])
    exact = cast.client("grace").get(at(cast, "staff_theme", code="damp"))
    safe = cast.client("nia").get(at(cast, "staff_theme", code="damp"))
    assert [number for number, *_ in exact.context["figures"]] == ["3", "3", "3"]
    assert [number for number, *_ in safe.context["figures"]] == ["fewer than 8", "fewer than 8"]
    assert cast.client("pat").get(at(cast, "codebook")).context["numbers"].is_exact is False


def test_a_theme_is_added_changed_and_parked_on_its_pages(cast):
    client = cast.client("femi")
    typed = {"name": "Housing", "code": "housing", "definition": "Homes", "parent": ""}
    assert client.post(at(cast, "add_theme"), typed).status_code == 302
    again = client.post(at(cast, "add_theme"), {**typed, "name": "Homes & rents"})
    assert "is taken" in again.content.decode() and "Homes &amp; rents" in again.content.decode()
    client.post(at(cast, "add_theme"), {"name": "Damp", "code": "damp", "parent": "housing"})
    changed = client.post(at(cast, "change_theme", code="damp"), {"name": "Damp homes", "parent": ""})
    assert changed.status_code == 302 and Theme.objects.get(code="damp").parent is None
    circle = client.post(at(cast, "change_theme", code="damp"), {"name": "Damp", "parent": "damp"})
    assert circle.status_code == 200 and circle.context["form"].errors
    assert "Park “Damp homes”" in client.get(at(cast, "park_theme", code="damp")).content.decode()
    client.post(at(cast, "park_theme", code="damp"))
    assert Theme.objects.get(code="damp").parked_on == TODAY
    client.post(at(cast, "park_theme", code="damp"))
    assert Theme.objects.get(code="damp").parked_on is None


def test_a_codebook_goes_out_and_comes_in(cast):
    themes = codebook(cast)
    quote(cast, note(cast, may_quote=True), themes["damp"])
    note(cast, text="Never in a file")
    client = cast.client("femi")
    for form in ("csv", "json"):
        answer = client.get(at(cast, "download_codebook", form=form))
        assert "attachment" in answer["Content-Disposition"] and b"Never in a file" not in answer.content
        sent = SimpleUploadedFile(f"book.{form}", answer.content)
        back = client.post(at(cast, "import_codebook"), {"file": sent, "how": "all"}, follow=True)
        assert "4 were already here" in back.content.decode()
    assert WORDS in json.loads(answer.content)["themes"][1]["examples"]
    assert client.get(at(cast, "download_codebook", form="xls")).status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"code,name\na b,X\nok,OK\n", "cannot be a code"), (b"PK\x03\x04", "Save as CSV"), (b"{", "not JSON")],
)
def test_a_bad_codebook_changes_nothing_and_says_why(cast, data, words):
    sent = SimpleUploadedFile("book.csv", data)
    page = cast.client("femi").post(at(cast, "import_codebook"), {"file": sent, "how": "all"})
    assert words in page.content.decode() and not Theme.objects.exists()


def post(client, cast, as_json=True, **fields):
    headers = {"Accept": "application/json"} if as_json else {}
    return client.post(at(cast, "code_notes", round=cast.round.slug), fields, headers=headers)


def test_coding_answers_in_json_when_asked(cast):
    codebook(cast)
    one, two = notes(cast, 2)
    client = cast.client("femi")
    assert post(client, cast, note=one.pk, themes=["damp", "money"]).json() == {"saved": 2}
    assert post(client, cast, note=one.pk, themes=["damp"]).json() == {"saved": 0}
    undone = post(client, cast, do="undo").json()
    assert (undone["note"]["id"], undone["themes"]) == (str(one.pk), ["damp", "money"])
    for fields in (
        {"note": two.pk},
        {"note": "x", "do": "none"},
        {"note": two.pk, "themes": ["none\x00"]},
        {"note": two.pk, "marks": ["damp"]},
        {"note": two.pk, "marks": ["damp:3:1"]},
        {"note": two.pk, "marks": ["none:0:8"]},
        {"note": two.pk, "marks": ["damp:0:8"] * 101},
        {"note": two.pk, "parts": ["0:8"]},
        {"do": "undo"},
        {"do": "undo", "undo": two.pk},
    ):
        answer = post(client, cast, **fields)
        assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert not Coding.objects.current().exists()


def test_coding_refuses_in_json_without_a_redirect(cast):
    one = note(cast)
    assert post(cast.client(""), cast, note=one.pk).status_code == 401
    refused = post(cast.client("pat"), cast, note=one.pk)
    assert refused.status_code == 403 and "role" in refused.json()["detail"]
    assert post(cast.client("esi"), cast, note=one.pk).status_code == 404


def test_the_next_notes_come_with_nothing_that_places_them(cast):
    codebook(cast)
    one = note(cast, language="ar", text="كلام")
    body = cast.client("femi").get(at(cast, "next_notes", round=cast.round.slug)).json()
    assert body["notes"] == [
        {
            "id": str(one.pk),
            "prompt": "What is putting pressure on you and the people you love?",
            "text": "كلام",
            "pieces": [{"start": 0, "end": 4, "words": "كلام", "is_out": False}],
            "parts": [{"at": "0:4", "words": "كلام"}],
            "lang": "ar",
            "dir": "rtl",
            "voice": "Listener's words",
            "may_quote": False,
            "translations": [],
            "suggestions": [],
            "is_unaided": False,
        }
    ]


def test_reading_is_recorded_once_a_batch_and_never_kept_by_the_browser(cast):
    codebook(cast)
    notes(cast, 8)
    client = cast.client("femi")
    answer = client.get(at(cast, "next_notes", round=cast.round.slug))
    [row] = AuditEvent.objects.filter(verb="read_notes")
    assert sorted(row.detail["read"]) == sorted(one["id"] for one in answer.json()["notes"])
    assert len(row.detail["read"]) == 5 and "no-store" in answer["Cache-Control"]
    assert "no-store" in client.get(at(cast, "code_notes", round=cast.round.slug))["Cache-Control"]


def test_outside_its_window_the_page_says_when_and_shows_no_note(cast):
    codebook(cast)
    note(cast)
    cast.round.windows.filter(stage="sensemaking").update(opens_on=TODAY.replace(day=20))
    client = cast.client("femi")
    page = client.get(at(cast, "code_notes", round=cast.round.slug)).content.decode()
    assert "This opens on" in page and "damp is on the wall" not in page
    assert client.get(at(cast, "next_notes", round=cast.round.slug)).status_code == 403
    assert not AuditEvent.objects.filter(verb="read_notes").exists()


def test_an_empty_codebook_and_an_empty_round_say_what_to_do(cast):
    client = cast.client("femi")
    address = at(cast, "code_notes", round=cast.round.slug)
    assert "The codebook is empty" in client.get(address).content.decode()
    codebook(cast)
    assert "No note to code yet" in client.get(address).content.decode()
    decide_note(cast.femi, note(cast), [])
    assert "Every note is coded" in client.get(address).content.decode()
    assert "Undo last" in client.get(address).content.decode()
    bad = "?note=x&after=y&themes=%00"
    assert client.get(address + bad).status_code == 200


def test_a_call_for_help_reaches_the_leads_once_and_carries_no_words(
    cast, django_capture_on_commit_callbacks
):
    one = note(cast)
    flag_note(cast.femi, one)
    for _twice in range(2):
        events.deliver_due()
    message = Message.objects.get()
    assert "may be at risk" in message.subject and "16" in message.body and "damp" not in message.body
    Grant.objects.filter(role="safeguarding_lead").delete()
    page = cast.client("grace").post(at(cast, "flag_note", round=cast.round.slug, note=one.pk))
    assert "NOT SENT: RING NOW" in page.content.decode()
    assert Event.objects.filter(name="note_flagged").count() == 2


def test_an_organisations_own_lead_is_told_first(cast):
    from listens.safeguarding.leads import leads_for

    Grant.objects.create(
        actor=cast.jun,
        area=cast.area,
        role="safeguarding_lead",
        scope="organisation",
        scope_id=cast.community.pk,
    )
    assert [lead.name for lead in leads_for(note(cast))] == ["Jun", "Leila"]
    assert [lead.name for lead in leads_for(note(cast, organisation=cast.second_community))] == ["Leila"]


def test_notes_behind_a_theme_are_for_those_who_read_notes(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast, text="<b>bold</b> words"), [themes["damp"]])
    page = cast.client("grace").get(at(cast, "theme_notes", code="housing"))
    assert "&lt;b&gt;bold" in page.content.decode() and len(page.context["cards"]) == 1
    assert AuditEvent.objects.get(verb="read_theme_notes").detail["page"] == "behind"
    for who, status in (("amina", 403), ("nia", 403), ("pat", 403), ("bea", 403), ("esi", 403)):
        assert cast.client(who).get(at(cast, "theme_notes", code="housing")).status_code == status


def test_quotes_that_did_not_pass_are_only_for_those_who_read_notes(cast):
    themes = codebook(cast)
    quote(cast, note(cast, may_quote=True, text="Not checked yet"), themes["damp"], is_checked=False)
    quote(cast, note(cast, may_quote=True, text="Checked twice"), themes["damp"])
    readers = cast.client("grace").get(at(cast, "staff_theme", code="damp")).content.decode()
    assert "Not checked yet" in readers and "Two people who did not propose it" in readers
    others = cast.client("nia").get(at(cast, "staff_theme", code="damp")).content.decode()
    assert "Checked twice" in others and "Not checked yet" not in others


def test_quotes_do_not_count_what_is_hidden_from_who_reads_them(cast):
    """Three quotes beside "fewer than five" told an evaluator that there were three; the file of the codebook too."""
    themes = codebook(cast)
    for n, code in enumerate(("damp", "damp", "damp", "repairs")):
        one = note(cast, may_quote=True, text=f"Words {n}")
        Coding.objects.create(note=one, theme=themes[code], by=cast.femi, at=timezone.now())
        quote(cast, one, themes[code])
    for code in ("damp", "housing"):
        page = cast.client("nia").get(at(cast, "staff_theme", code=code)).content.decode()
        assert page.count("<blockquote") == 1, code
    codebook_file = cast.client("amina").get(at(cast, "download_codebook", form="json")).json()
    for key in ("examples", "quotes"):  # one of each theme
        assert sum(len(theme[key]) for theme in codebook_file["themes"]) == 2


def test_a_quote_is_proposed_and_checked_on_its_pages(cast):
    codebook(cast)
    one = note(cast, may_quote=True)
    femi, grace = cast.client("femi"), cast.client("grace")
    address = at(cast, "propose_quote", note=one.pk)
    typed = {"words": "nobody comes when we ring", "theme": "damp", "said_by": "A Somali mother"}
    wrong = femi.post(address, typed).content.decode()
    assert "Take “somali” out" in wrong and "A Somali mother" in wrong
    assert "not in the note just so" in femi.post(address, {**typed, "words": "no one"}).content.decode()
    assert femi.post(address, {**typed, "said_by": "A mother"}).status_code == 302
    made = Quote.objects.get()
    assert made.words == "nobody comes when we ring"
    queue = grace.get(at(cast, "check_quotes"))
    assert queue["Location"] == at(cast, "check_quote", quote=made.pk)
    page = grace.get(queue["Location"]).content.decode()
    assert "Could anybody tell who said this?" in page and "above the cot" not in page
    assert grace.post(queue["Location"], {}).status_code == 200
    assert "few words" in grace.post(queue["Location"], {"outcome": "unsafe"}).content.decode()
    assert grace.post(queue["Location"], {"outcome": "safe", "is_of_that_community": "on"}).status_code == 302
    assert QuoteCheck.objects.get().is_of_that_community
    assert "No quote waits" in grace.get(at(cast, "check_quotes")).content.decode()
    assert "No quote waits" in femi.get(at(cast, "check_quotes")).content.decode()


def test_a_quote_that_is_settled_leaves_the_queue(cast):
    themes = codebook(cast)
    Grant.objects.create(actor=cast.hana, area=cast.area, role="reviewer")
    checked = quote(cast, note(cast, may_quote=True), themes["damp"])
    client = cast.client("hana")
    assert "No quote waits" in client.get(at(cast, "check_quotes")).content.decode()
    checked.checks.update(is_of_that_community=False)
    assert client.get(at(cast, "check_quotes")).status_code == 302
    checked.checks.filter(by=cast.grace).update(outcome="unsafe")
    assert client.get(at(cast, "check_quotes")).status_code == 200


def test_a_note_that_is_not_to_be_quoted_has_no_form(cast):
    codebook(cast)
    page = cast.client("femi").get(at(cast, "propose_quote", note=note(cast).pk)).content.decode()
    assert "not to be quoted" in page and "<textarea" not in page


def test_a_lead_sees_large_enough_counts_and_gated_quotes_without_ward_language_or_date(cast):
    themes = codebook(cast)
    for one in notes(cast, 5):
        decide_note(cast.femi, one, [themes["damp"]])
    for one in notes(cast, 4):
        decide_note(cast.femi, one, [themes["money"]])
    far = note(cast, organisation=cast.second_community, may_quote=True, text="From elsewhere")
    quote(cast, far, themes["damp"])
    quote(cast, note(cast, may_quote=True, text="Waits"), themes["damp"], is_checked=False)
    address = at(cast, "own_themes", organisation=cast.community.pk)
    page = cast.client("bea").get(address)
    shown = {one.count.theme.code: one.count.num_conversations for one in page.context["own"].themes}
    assert shown == {"damp": 5, "housing": 5}
    content = page.content.decode()
    assert "From elsewhere" in content and "Waits" not in content and "Money" not in content
    for word in ("Stockwell", "2026", "English"):
        assert word not in content.split("<main")[1].split("</main")[0]
    assert cast.client("jun").get(address).status_code == 404


def test_a_lead_of_few_conversations_sees_no_count(cast):
    themes = codebook(cast)
    for one in notes(cast, 4):
        decide_note(cast.femi, one, [themes["damp"]])
    page = cast.client("bea").get(at(cast, "own_themes", organisation=cast.community.pk)).content.decode()
    assert "Too few conversations" in page and "Damp" not in page


@pytest.mark.parametrize(
    "name", ["codebook", "staff_theme", "theme_notes", "code_notes", "quotes", "own_themes"]
)
def test_no_page_asks_more_for_more_rows(cast, name, monkeypatch):
    monkeypatch.setattr(
        "listens.sensemaking.uncoded.places_of", lambda actor, round: (UUID(int=0), EDGE)
    )  # no way round
    themes = codebook(cast)
    who, more = {
        "codebook": ("femi", {}),
        "staff_theme": ("grace", {"code": "housing"}),
        "theme_notes": ("grace", {"code": "housing"}),
        "code_notes": ("femi", {"round": cast.round.slug}),
        "quotes": ("grace", {}),
        "own_themes": ("bea", {"organisation": cast.community.pk}),
    }[name]
    client, address = cast.client(who), at(cast, name, **more)

    def grow(num, start):
        for n in range(num):
            part = theme(cast, f"part-{start}-{n}", themes["housing"])
            for one in notes(cast, 6, may_quote=True):
                decide_note(cast.femi, one, [part, themes["housing"]])
            quote(cast, one, themes["housing"])
            note(cast)

    grow(1, "a")
    num_queries(client, address)
    few = num_queries(client, address)
    grow(3, "b")
    assert num_queries(client, address) == few


def test_the_desk_leads_to_the_work(cast):
    codebook(cast)
    quote(cast, note(cast, may_quote=True), Theme.objects.get(code="damp"), is_checked=False)
    desk = at(cast, "desk")
    femi, grace = (
        cast.client("femi").get(desk).content.decode(),
        cast.client("grace").get(desk).content.decode(),
    )
    assert "Code the notes of Autumn round" in femi and "1 waits for you" not in femi
    assert "Check quotes" in grace and "1 waits for you" in grace
    assert "See the themes of St Brannock" in cast.client("bea").get(desk).content.decode()
