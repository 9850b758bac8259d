"""The pages of the codebook that people own: what each shows, and that a thousand themes cost what ten cost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from listens.core.models import AuditEvent
from listens.listening.models import StageWindow
from listens.sensemaking.actions import (
    add_example,
    add_note_example,
    decide_note,
    merge_themes,
    park_theme,
    split_theme,
)
from listens.sensemaking.models import Theme, ThemeChange, ThemeExample
from tests.cast import TODAY
from tests.sensemaking.build import WORDS, codebook, note, notes, quote, theme, withdraw
from tests.sensemaking.test_pages import at, num_queries


def said(answer):
    return " ".join(answer.content.decode().split())


def test_the_codebook_says_what_belongs_and_finds_words_without_a_script(cast):
    themes = codebook(cast)
    Theme.objects.filter(code="damp").update(include="Wet cots", exclude="Leaks: repairs", sign="Da")
    add_example(cast.femi, themes["damp"], "A wet wall")
    client = cast.client("grace")
    page = said(client.get(at(cast, "codebook")))
    assert (
        "Wet cots" in page
        and "Leaks: repairs" in page
        and "The machine may suggest" in page
        and ">Da</span>" in page
    )
    assert '<details class="app-fold">' in page
    assert '<details class="app-fold" open>' in said(client.get(at(cast, "codebook") + "?open=1"))
    found = client.get(at(cast, "codebook") + "?q=COTS%20wet").context["table"]["rows"]
    assert ["Housing" in row[0] for row in found] == [True, False] and ">1<" in found[1][4]
    assert "No theme has these words" in said(client.get(at(cast, "codebook") + "?q=zzz"))


def test_a_thousand_themes_cost_the_queries_of_ten(cast):
    client = cast.client("femi")
    for n in range(10):
        theme(cast, f"t{n}", sign=f"{n:03}")
    pages = [at(cast, name) for name in ("codebook", "add_theme", "codebook_changes")]
    pages += [at(cast, name, code="t1") for name in ("staff_theme", "change_theme", "merge_theme")]
    pages += [at(cast, "download_codebook", form=form) for form in ("csv", "json", "qdc")]
    for address in pages:
        client.get(address)
    few = [num_queries(client, address) for address in pages]
    top = Theme.objects.get(code="t0")
    Theme.objects.bulk_create(
        Theme(
            area=cast.area,
            code=f"u{n}",
            name=f"U {n}",
            parent=top,
            added_on=TODAY,
            position=n + 10,
            sign=f"{n + 10:03}",
        )
        for n in range(990)
    )
    assert [num_queries(client, address) for address in pages] == few


def test_two_people_at_one_theme_lose_nothing_that_either_typed(cast):
    codebook(cast)
    address = at(cast, "change_theme", code="damp")
    form = cast.client("femi").get(address).context["form"]
    seen = form.initial["seen_seq"]
    typed = {"name": "Wet homes", "parent": "", "seen_seq": seen}
    assert cast.client("amina").post(address, typed).status_code == 302
    mine = {"name": "Mould", "include": "Black spots", "parent": "", "seen_seq": seen}
    second = cast.client("femi").post(address, mine)
    page = said(second)
    assert "Somebody changed this while you were writing" in page and "Amina: “Wet homes” was changed" in page
    assert (
        'value="Mould"' in page
        and "Black spots" in page
        and Theme.objects.get(code="damp").name == "Wet homes"
    )
    again = {**mine, "seen_seq": second.context["form"]["seen_seq"].value()}
    assert cast.client("femi").post(address, again).status_code == 302
    assert Theme.objects.get(code="damp").name == "Mould"


def test_a_merge_shows_what_both_have_first_and_is_undone_on_the_page_of_changes(cast):
    themes = codebook(cast)
    both, one = notes(cast, 2)
    decide_note(cast.femi, both, [themes["damp"], themes["money"]])
    decide_note(cast.femi, one, [themes["damp"]])
    client, address = cast.client("femi"), at(cast, "merge_theme", code="damp")
    assert "Choose the theme that stays" in said(client.get(address))
    assert client.get(address + "?into=damp").context["form"].errors
    preview = client.get(address + "?into=money")
    numbers = zip(preview.context["table"]["rows"][0][1:], "2112", strict=True)
    assert all(f">{number}<" in cell for cell, number in numbers)
    assert not ThemeChange.objects.exists()
    done = client.post(address, {"into": "money", "reason": "One thing", "seen_seq": "0"}, follow=True)
    assert "is now part of “Money”" in said(done)
    assert "counts for: <a" in said(client.get(at(cast, "staff_theme", code="damp")))
    page = client.get(at(cast, "codebook_changes") + "?theme=money")
    assert "One thing" in said(page) and [row["may_undo"] for row in page.context["rows"]] == [True]
    assert [
        row["may_undo"] for row in cast.client("grace").get(at(cast, "codebook_changes")).context["rows"]
    ] == [False]
    undone = client.post(at(cast, "undo_theme_change", seq=1), follow=True)
    assert "It was undone" in said(undone)
    assert "already" in said(client.post(at(cast, "undo_theme_change", seq=1), follow=True))
    assert client.post(at(cast, "undo_theme_change", seq=9)).status_code == 404


def test_somebody_of_a_public_body_sees_safe_counts_before_a_merge(cast):
    cast.actors["pat"].grants.update(role="organiser")
    codebook(cast)
    decide_note(cast.femi, note(cast), [Theme.objects.get(code="damp")])
    rows = (
        cast.client("pat").get(at(cast, "merge_theme", code="damp") + "?into=money").context["table"]["rows"]
    )
    assert "fewer than 8" in rows[0][1]


def test_a_theme_is_split_and_its_notes_are_coded_to_the_parts_one_by_one(cast):
    themes = codebook(cast)
    for one in notes(cast, 3):
        decide_note(cast.femi, one, [themes["money"]])
    client = cast.client("femi")
    bad = client.post(at(cast, "split_theme", code="money"), {"parts": "Debt: owing\n"})
    assert "Name 2 to 8 parts" in said(bad) and "Debt: owing" in said(bad)
    client.post(
        at(cast, "split_theme", code="money"), {"parts": "Debt: owing\n\nBills", "reason": "Two things"}
    )
    assert "Notes that wait to be coded to a part: 3" in said(
        client.get(at(cast, "staff_theme", code="money"))
    )
    address = at(cast, "recode_theme", code="money")
    page = client.get(address)
    assert "3 notes wait" in said(page) and [part.code for part in page.context["parts"]] == ["debt", "bills"]
    assert AuditEvent.objects.filter(detail__page="recode money").count() == 1
    pk = page.context["note"]["id"]
    assert "Choose one part" in said(client.post(address, {"note": pk, "do": "save"}, follow=True))
    skipped = client.post(address, {"note": pk, "do": "skip"}, follow=True).context["note"]["id"]
    assert skipped != pk
    left = client.post(address, {"note": pk, "do": "save", "parts": ["debt", "bills"]}, follow=True)
    assert left.context["num_waiting"] == 2
    assert "anew" in said(client.post(address, {"note": pk, "do": "save", "parts": "debt"}, follow=True))
    client.post(address, {"note": skipped, "do": "none"})
    last = client.get(address).context["note"]["id"]
    assert "Every note is coded" in said(
        client.post(address, {"note": last, "do": "save", "parts": "bills"}, follow=True)
    )
    assert "This theme is not split" in said(client.get(at(cast, "recode_theme", code="damp")))


def test_notes_of_a_round_whose_dates_are_over_wait_and_the_page_says_so(cast):
    themes = codebook(cast)
    decide_note(cast.femi, note(cast), [themes["money"]])
    split_theme(cast.femi, themes["money"], [{"name": "Debt"}, {"name": "Bills"}])
    StageWindow.objects.filter(stage="sensemaking").delete()
    page = cast.client("femi").get(at(cast, "recode_theme", code="money"))
    assert "1 note waits: it is of a round whose dates" in said(page) and WORDS[:20] not in said(page)


def test_a_note_is_an_example_and_only_those_see_it_who_may_read_notes(cast):
    themes = codebook(cast)
    one = note(cast)
    decide_note(cast.femi, one, [themes["damp"]])
    client, address = cast.client("femi"), at(cast, "theme_examples", code="damp")
    assert "An example of it" in said(client.get(at(cast, "theme_notes", code="damp")))
    client.post(address, {"text": "A wet  wall", "kind": "example"})
    assert client.post(address, {"text": " \n ", "kind": "counter"}).context["form"].errors
    before = AuditEvent.objects.filter(verb="read_theme_notes").count()
    assert WORDS[:20] in said(client.post(address, {"note": one.pk, "kind": "counter"}, follow=True))
    assert AuditEvent.objects.filter(verb="read_theme_notes").count() == before + 1
    for who, sees in (("femi", True), ("grace", True), ("amina", False), ("nia", False)):
        page = said(cast.client(who).get(at(cast, "staff_theme", code="damp")))
        assert (WORDS[:20] in page, "A wet wall" in page) == (sees, True), who
    assert cast.client("amina").post(address, {"note": one.pk, "kind": "example"}).status_code == 403
    rows = cast.client("amina").get(at(cast, "codebook")).context["table"]["rows"]
    assert ">2<" in rows[1][4]
    withdraw(cast, one)
    assert WORDS[:20] not in said(client.get(address))
    typed = ThemeExample.objects.get(note=None)
    client.post(address, {"off": typed.pk})
    assert "There is no example yet" in said(client.get(address))
    client.post(at(cast, "undo_theme_change", seq=ThemeChange.objects.last().seq))
    assert "A wet wall" in said(client.get(address))
    for posted in ({"off": "x"}, {"note": "x"}, {"off": one.pk}):
        assert client.post(address, posted).status_code == 404


def test_what_the_machine_may_do_is_said_with_its_reason(cast):
    codebook(cast)
    client, address = cast.client("femi"), at(cast, "theme_status", code="damp")
    assert client.post(address, {"status": "may_suggest", "reason": ""}).status_code == 200
    assert (
        client.post(address, {"status": "may_suggest", "reason": "It is right nine times of ten"}).status_code
        == 302
    )
    page = said(cast.client("nia").get(at(cast, "staff_theme", code="damp")))
    assert "The machine may suggest" in page and "nine times of ten" in page
    changes = said(client.get(at(cast, "codebook_changes")))
    assert "<del>The machine may suggest</del>" in changes and "<ins>The machine may suggest</ins>" in changes


def test_a_codebook_of_another_program_is_looked_at_before_it_comes_in(cast):
    codebook(cast)
    client = cast.client("femi")
    out = client.get(at(cast, "download_codebook", form="qdc"))
    assert "attachment" in out["Content-Disposition"] and out["Content-Type"].startswith("application/xml")
    more = out.content.decode().replace(
        "</Codes>",
        '<Code guid="x" name="Bad" isCodable="true"/><Code '
        'guid="00000001-0000-4000-8000-000000000001" name="New" isCodable="true"/></Codes>',
    )
    for how, words, num in (
        ("look", "1 theme would be added", 4),
        ("all", "Nothing was added", 4),
        ("good", "1 theme was added", 5),
    ):
        sent = SimpleUploadedFile("book.qdc", more.encode())
        page = client.post(at(cast, "import_codebook"), {"file": sent, "how": how}, follow=True)
        assert words in said(page) and Theme.objects.count() == num
        assert ("is not a guid" in said(page)) is True


def test_the_mark_stands_wherever_a_theme_is_chosen(cast):
    codebook(cast)
    Theme.objects.filter(code="damp").update(sign="q7")
    one = note(cast, may_quote=True)
    client = cast.client("femi")
    for address in (
        at(cast, "code_notes", round=cast.round.slug),
        at(cast, "propose_quote", note=one.pk),
        at(cast, "merge_theme", code="money"),
    ):
        assert "q7" in said(client.get(address)), address
    assert "q7" in said(cast.client("amina").get(at(cast, "write_proposal", round=cast.round.slug)))


def test_the_public_page_of_a_merged_theme_says_where_it_went(cast):
    themes = codebook(cast)
    merge_themes(cast.femi, themes["damp"], themes["repairs"])
    merge_themes(cast.femi, themes["repairs"], themes["money"])
    page = said(cast.client("").get(reverse("theme", args=[cast.area.slug, "damp"])))
    assert "now counted as part of" in page and reverse("theme", args=[cast.area.slug, "money"]) in page
    assert "now counted" not in said(cast.client("").get(reverse("theme", args=[cast.area.slug, "money"])))


def test_a_quote_of_a_merged_theme_stands_on_the_page_of_the_other(cast):
    themes = codebook(cast)
    quote(cast, note(cast, may_quote=True), themes["damp"])
    merge_themes(cast.femi, themes["damp"], themes["money"])
    for who in ("femi", "amina"):
        assert WORDS[:20] in said(cast.client(who).get(at(cast, "staff_theme", code="money")))
        assert WORDS[:20] not in said(cast.client(who).get(at(cast, "staff_theme", code="damp")))


@pytest.mark.parametrize("kind", ["example", "counter"])
def test_the_same_note_twice_is_one_example(cast, kind):
    themes = codebook(cast)
    one = note(cast)
    for _n in range(2):
        add_note_example(cast.femi, themes["damp"], one, is_counter=kind == "counter")
    assert ThemeExample.objects.count() == 1 and ThemeChange.objects.count() == 1
    park_theme(cast.femi, themes["damp"])
