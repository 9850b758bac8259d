"""Files as people send them: read when they can be, else one sentence; bad places are named, good rows kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listens.core import batches, text
from listens.core.access import Denied
from listens.core.models import AuditEvent, Event, ImportBatch
from listens.core.tables import UnreadableTable, read_table
from listens.methods.findings import Finding


def read(data, **more):
    return read_table(data if isinstance(data, bytes) else data.encode(), **({"needed": ["name"]} | more))


@pytest.mark.parametrize(
    "data",
    [
        "name,ward\nZoë,E05\n".encode(),
        "\ufeffname,ward\nZoë,E05\n".encode(),
        "name;ward\r\nZoë;E05\r\n".encode("cp1252"),
        "name\tward\nZoë\tE05".encode("utf-16"),
        '"name","ward"\n"Zoë",E05\n\n , \n'.encode(),
    ],
)
def test_every_usual_kind_of_file_is_read(data):
    table = read(data, optional=["ward"])
    assert table.rows[0] == (2, {"name": "Zoë", "ward": "E05"})
    assert table.findings == []


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    assert [number for number, _ in read("name\na\n\nb\n")] == [2, 4]


def test_a_column_with_another_name_is_mapped():
    table = read("Full name,name\nAnn,x\n", mapping={"Full name": "name"})
    assert table.rows == [(2, {"name": "Ann"})]


@pytest.mark.parametrize(
    ("data", "more", "sentence"),
    [
        (b"", {}, "The file is empty"),
        (b"PK\x03\x04\x14\x00", {}, "Save as CSV"),
        (b"\xff\xfe\x00", {}, "not a text file"),
        (b"\x81\x8d\x8f", {}, "not a text file"),
        (b"title\nx\n", {}, "has no column “name”. It has: title."),
        (b"name\nx\n", {"mapping": {"nme": "name"}}, "There is no column “nme”"),
        (b"name\nx\n", {"mapping": {"name": "title"}}, "“title” is not a field here. Choose from: name."),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(data, more, sentence):
    with pytest.raises(UnreadableTable, match="(?s)" + sentence.replace(".", r"\.")):
        read(data, **more)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(UnreadableTable, match="No such file"):
        read_table(tmp_path / "none.csv", needed=["name"])


@pytest.mark.parametrize(("cell", "words"), [("a\x00b", "NUL"), ("x" * 100_001, "100001 characters")])
def test_a_bad_cell_is_named_and_the_other_rows_are_kept(cell, words):
    table = read(f"name\n{cell}\ngood\n")
    assert [row["name"] for _, row in table] == ["good"]
    [finding] = table.findings
    assert (finding.row, finding.column) == (2, "name") and words in finding.problem


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reader(data):
    try:
        table = read(b"name,b\n" + data)
    except UnreadableTable as error:
        assert str(error)
    else:
        assert all(not text.problem_with(row["name"], longest=100_000) for _, row in table)


def take(deed, table, outcome):
    """Keeps every row but those named `bad`."""
    for number, row in table:
        if row["name"] == "bad":
            outcome.findings.append(Finding(number, "name", "It is bad."))
        elif row["name"] == "here":
            outcome.num_unchanged += 1
        else:
            deed.tell("taken", name=number)
            outcome.num_added += 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "options", "expected"),
    [
        ("a bad b", {}, (2, 1, 1, 2)),
        ("a bad b", {"all_or_nothing": True}, (0, 1, 0, 0)),
        ("a b", {"all_or_nothing": True}, (2, 0, 1, 2)),
        ("a b", {"dry_run": True}, (2, 0, 0, 0)),
        ("here here", {}, (0, 0, 0, 0)),
    ],
)
def test_a_batch_keeps_the_good_rows_or_none_with_one_audit_row(cast, names, options, expected):
    table = read("name\n" + names.replace(" ", "\n"), source="list.csv")
    outcome = batches.bring_in(cast.amina, "grant_role", cast.area, "names", table, take, **options)
    kept = (ImportBatch.objects.count(), AuditEvent.objects.count())
    assert kept[0] == kept[1]
    assert (outcome.num_added, outcome.num_rejected, kept[0], Event.objects.count()) == expected


@pytest.mark.django_db
def test_a_batch_asks_first(cast):
    with pytest.raises(Denied):
        batches.bring_in(cast.bea, "grant_role", cast.area, "names", read("name\na"), take)


@pytest.mark.parametrize("letters", ["ﬁ", "FI", " fi ", "Fi"])
def test_the_stored_key_is_the_same_however_it_is_typed(letters):
    assert text.key(letters) == "fi"
