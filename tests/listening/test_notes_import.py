"""Notes from files: a finding for each bad place, the same file twice changes nothing, one audit row."""

from __future__ import annotations

import datetime as dt

import pytest

from listens.core import access
from listens.core.importers import IMPORTERS, ImportOptions
from listens.core.models import AuditEvent, ImportBatch
from listens.core.tables import UnreadableTable, read_table
from listens.listening.actions import accept_file, import_notes, review_conversation, withdraw_note
from listens.listening.models import Conversation, Note
from listens.listening.note_rows import NEEDED, OPTIONAL
from listens.listening.retention import delete_withdrawn
from tests.cast import TODAY, Cast

GOOD = """source_id,conversation,prompt,text,people_heard,organisation,ward,held_on,language,may_quote
a1,t1,1,The damp never goes.,7,St Brannock's Church,E05014117,2026-11-10,en,yes
a2,t1,2,Nobody answers.,7,St Brannock's Church,stockwell EAST,2026-11-10,en,
a3,,,The damp never goes.,,,,10/11/2026,so,no
"""


def table(content: str | bytes, source: str = "notes.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return read_table(data, needed=NEEDED, optional=OPTIONAL, source=source)


def bring(cast: Cast, content: str | bytes, source: str = "notes.csv", **how):
    return import_notes(cast.amina, cast.round, table(content, source), **how)


def test_good_rows_become_notes_of_conversations(cast: Cast) -> None:
    outcome = bring(cast, GOOD)
    assert (outcome.num_added, outcome.findings) == (3, [])
    talk = Conversation.objects.get(people_heard=7)
    assert (talk.organisation, talk.ward, talk.held_on) == (cast.community, cast.ward, dt.date(2026, 11, 10))
    assert [note.text for note in talk.notes.all()] == ["The damp never goes.", "Nobody answers."]
    assert talk.notes.first().may_quote and talk.channel == "imported" and not talk.reviews.exists()
    other = Conversation.objects.get(people_heard=1)
    assert other.language == "so" and other.notes.get().source == "notes.csv"
    assert Note.objects.filter(text="The damp never goes.").count() == 2  # identical texts are separate notes
    assert not Note.objects.counted().exists()


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    bring(cast, GOOD)
    before = (AuditEvent.objects.count(), ImportBatch.objects.count(), Note.objects.count())
    again = bring(cast, GOOD)
    assert (again.num_added, again.num_unchanged, again.findings) == (0, 3, [])
    assert (AuditEvent.objects.count(), ImportBatch.objects.count(), Note.objects.count()) == before


@pytest.mark.parametrize("content", [GOOD, "text\nThe damp never goes.\nNobody answers.\n"])
def test_what_was_taken_back_does_not_come_in_again(cast: Cast, content: str) -> None:
    """Not even when a month has passed and the note is erased."""
    bring(cast, content)
    num = Note.objects.count()
    withdraw_note(cast.grace, Note.objects.filter(text="The damp never goes.").first(), "phone")
    delete_withdrawn(cast.area, TODAY + dt.timedelta(days=31))
    assert Note.objects.count() == num - 1
    again = bring(cast, content)
    assert (again.num_added, again.num_unchanged, again.findings) == (0, num, [])
    assert Note.objects.count() == num - 1


def test_one_audit_row_a_batch(cast: Cast) -> None:
    before = AuditEvent.objects.count()
    bring(cast, GOOD)
    [row] = AuditEvent.objects.order_by("seq")[before:]
    assert row.verb == "import_notes" and row.detail == {"rows": 3, "added": 3}


def test_without_ids_the_content_of_the_file_and_the_row_tell(cast: Cast) -> None:
    content = "text\nOne thing.\nOne thing.\n"
    assert bring(cast, content).num_added == 2
    assert bring(cast, content, source="renamed.csv").num_unchanged == 2
    assert bring(cast, content + "Another.\n").num_added == 3  # another file: its rows are its own
    assert Note.objects.count() == 5


def test_a_known_id_with_other_content_is_a_finding(cast: Cast) -> None:
    bring(cast, GOOD)
    changed = bring(cast, GOOD.replace("Nobody answers.", "Somebody answers."))
    [finding] = changed.findings
    assert (finding.row, finding.column) == (3, "source_id") and "other content" in finding.problem
    assert Note.objects.filter(text="Nobody answers.").exists()


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("text", "", "no text"),
        ("text", "x" * 10_001, "10001 characters"),
        ("text", "a\x00b", "NUL"),
        ("ward", "E05099999", "no ward"),
        ("organisation", "Nobody's", "no organisation"),
        ("prompt", "Why?", "not a question"),
        ("people_heard", "-4", "cannot be right"),
        ("people_heard", "many", "whole number"),
        ("people_heard", "9" * 5000, "whole number"),
        ("held_on", "31/02/2026", "not a date"),
        ("held_on", "2027-01-01", "still to come"),
        ("language", "English!", "language code"),
        ("may_quote", "perhaps", "neither yes nor no"),
        ("source_id", "i" * 121, "longer than"),
    ],
)
def test_a_bad_place_is_a_finding_and_good_rows_are_kept(cast: Cast, column, value, words) -> None:
    columns = ["source_id", "text", *([column] if column not in ("source_id", "text") else [])]
    bad = {"source_id": "bad", "text": "Fine.", column: value}
    good = dict.fromkeys(columns, "") | {"source_id": "good", "text": "Good."}
    rows = [",".join(f'"{row[name]}"' for name in columns) for row in (bad, good)]
    outcome = bring(cast, "\n".join([",".join(columns), *rows]))
    [finding] = outcome.findings
    assert (finding.row, finding.column) == (2, column) and words in finding.problem
    assert outcome.num_added == 1 and Note.objects.get().text == "Good."


def test_two_wards_of_one_name_need_the_code(cast: Cast) -> None:
    from listens.places.models import Place

    Place.objects.create(
        area=cast.area, kind="ward", code="E05000001", name="Stockwell East", name_key="stockwell east"
    )
    outcome = bring(cast, "text,ward\nA.,Stockwell East\nB.,E05000001\n")
    assert "More than one" in outcome.findings[0].problem and outcome.num_added == 1


def test_all_or_nothing_and_dry_run_keep_nothing(cast: Cast) -> None:
    bad = GOOD + "a4,,,,,,,,,\n"
    assert bring(cast, bad, dry_run=True).num_added == 3 and not Note.objects.exists()
    outcome = bring(cast, bad, all_or_nothing=True)
    assert outcome.num_added == 0 and outcome.notes and not Note.objects.exists()


def test_a_bom_cp1252_and_semicolons_are_forgiven(cast: Cast) -> None:
    bring(cast, "\ufefftext;language\nCafé;fr\n")
    bring(cast, "text;language\nCafé;fr\n".encode("cp1252"))
    assert list(Note.objects.values_list("text", flat=True)) == ["Café", "Café"]


@pytest.mark.parametrize("content", [b"", b"words\nno text column\n", b"PK\x03\x04zip", b"\xff\xfe\x00"])
def test_an_unreadable_file_is_one_sentence(cast: Cast, content: bytes) -> None:
    with pytest.raises(UnreadableTable, match=r"\.$"):
        bring(cast, content)


def test_a_conversation_already_accepted_does_not_grow_unseen(cast: Cast) -> None:
    bring(cast, GOOD)
    accept_file(cast.grace, cast.round, "notes.csv")
    bring(cast, GOOD + "a9,t1,,More of it.,7,,,,,\n")
    talk = Conversation.objects.with_state().get(people_heard=7)
    assert talk.state == "attention" and talk.notes.count() == 3


def test_accepting_a_file_is_one_audit_row_and_leaves_what_somebody_looked_at(cast: Cast) -> None:
    bring(cast, GOOD)
    first = Conversation.objects.get(people_heard=7)
    review_conversation(cast.grace, first, state="set_aside", reason="A test.", seen_seq=0)
    before = AuditEvent.objects.count()
    assert accept_file(cast.amina, cast.round, "notes.csv") == 1
    assert AuditEvent.objects.count() == before + 1
    assert accept_file(cast.amina, cast.round, "notes.csv") == 0
    assert Note.objects.counted().count() == 1


def test_only_an_organiser_brings_notes_in(cast: Cast) -> None:
    with pytest.raises(access.Denied):
        import_notes(cast.bea, cast.round, table(GOOD))


def test_queries_do_not_grow_with_the_rows(cast: Cast, django_assert_max_num_queries) -> None:
    rows = "".join(f"n{n},Note {n}.,2026-11-{1 + n % 15:02d}\n" for n in range(900))
    with django_assert_max_num_queries(70):  # a database takes some dozens of rows at once
        bring(cast, "source_id,text,held_on\n" + rows)


def test_dates_outside_the_round_are_said(cast: Cast) -> None:
    outcome = bring(cast, "text,held_on\nOld.,2025-01-01\nNew.,2026-11-01\n")
    assert outcome.num_added == 2 and outcome.notes[0].startswith("1 conversations")


def test_the_command_finds_it_with_columns_mapped(cast: Cast, tmp_path) -> None:
    file = tmp_path / "comments.csv"
    file.write_text("row_index,feedback\n0,Nothing.\n1,Cold.\n")
    options = ImportOptions(round="autumn", mapping={"feedback": "text", "row_index": "source_id"})
    outcome = IMPORTERS["notes"].run(cast.amina, cast.area, file, options)
    assert outcome.num_added == 2 and Note.objects.filter(source="comments.csv", source_id="0").exists()


def test_the_page_checks_first_and_keeps_on_the_word(cast: Cast) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse

    client = cast.client("amina")
    address = reverse("import_notes", kwargs={"area": "south", "round": "autumn"})
    sent = SimpleUploadedFile("notes.csv", (GOOD + "a4,,,,,,,,,\n").encode())
    checked = client.post(address, {"file": sent})
    page = checked.content.decode()
    assert "There is no text." in page and not Note.objects.exists()
    client.post(address, {"waiting": str(checked.context["waiting"].pk)})
    assert Note.objects.count() == 3
    queue = client.get(reverse("review_queue", kwargs={"area": "south"})).content.decode()
    assert "notes.csv" in queue and "Accept them all" in queue
    assert TODAY.isoformat() not in queue
