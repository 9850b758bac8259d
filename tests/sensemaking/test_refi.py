"""Codebooks of other programs: out by the published schema, in again unchanged, and nothing bad gets through."""

import io
import zipfile

import pytest

from listens.core.acting import Refused
from listens.core.tables import UnreadableTable
from listens.sensemaking import refi
from listens.sensemaking.actions import add_example, add_theme, import_codebook_table, park_theme
from listens.sensemaking.codebook_file import as_csv, as_file, as_json, read_codebook
from listens.sensemaking.fetch import examples, whole_codebook
from listens.sensemaking.models import Theme, ThemeChange, ThemeExample
from tests.cast import TODAY
from tests.sensemaking.build import codebook, note, quote
from tests.sensemaking.refi_schema import problems

ODD = [
    "a & b < c > d \"e\" 'f'",
    "Code: not a code\n\nInclude: but a line of the definition\n\\Mark: with a backslash",
    "two\n\n  lines, the second set in",
    '=HYPERLINK("http://bad")',
    "كلام عن السكن · 住房 · жилище",
]


@pytest.fixture
def whole(cast):
    """A codebook in which every field is in use, with all that is odd."""
    housing = add_theme(cast.femi, cast.area, code="housing", name='Housing & "home" <1>', definition=ODD[0])
    damp = add_theme(
        cast.femi,
        cast.area,
        code="damp",
        name="Damp",
        definition=ODD[1],
        include=ODD[2],
        exclude=ODD[1],
        parent=housing,
        sign="q1",
    )
    for words, is_counter in ((ODD[3], False), ("A wet wall", False), ("Code: a dry one", True)):
        add_example(cast.femi, damp, words, is_counter=is_counter)
    add_theme(cast.femi, cast.area, code="money", name="=SUM(1)", definition=ODD[3], include=ODD[4])
    park_theme(cast.femi, add_theme(cast.femi, cast.area, code="parked", name="Parked", parent=housing))
    return whole_codebook(cast.area)


def as_kept(area):
    """All that a file carries, in the order of the codebook."""
    return [
        (
            one.code,
            one.name,
            one.sign,
            one.definition,
            one.include,
            one.exclude,
            one.parent and one.parent.code,
            bool(one.parked_on),
            [(each.text, each.is_counter) for each in examples(one, with_notes=False)],
        )
        for one in whole_codebook(area)
    ]


@pytest.mark.parametrize("form", ["qdc", "csv", "json"])
def test_what_goes_out_comes_in_elsewhere_exactly_and_here_unchanged(cast, whole, form):
    data = as_file(whole, form, TODAY).encode()
    here = import_codebook_table(cast.femi, cast.area, read_codebook(data, "b", here=whole))
    assert (here.num_added, here.num_unchanged, here.findings) == (0, 4, [])
    there = import_codebook_table(cast.esi, cast.other_area, read_codebook(data, "b"))
    assert (there.num_added, there.findings) == (4, [])
    assert as_kept(cast.other_area) == as_kept(cast.area)
    again = read_codebook(data, "b", here=whole_codebook(cast.other_area))
    assert import_codebook_table(cast.esi, cast.other_area, again).num_unchanged == 4
    assert ThemeChange.objects.filter(area=cast.other_area, kind="added").count() == 4


def test_it_holds_to_the_published_schema_and_keeps_its_ids(cast, whole):
    document = as_file(whole, "qdc", TODAY)
    assert problems(document) == []
    assert all(f'guid="{theme.pk}"' in document for theme in whole)
    for one, other in (
        ("guid=", "id="),
        ('isCodable="true"', 'isCodable="yes"'),
        ("<Description>", "<Description><b/>"),
    ):
        assert problems(document.replace(one, other, 1)) != []
    Theme.objects.exclude(parent=None).delete()
    Theme.objects.all().delete()
    import_codebook_table(cast.femi, cast.area, read_codebook(document.encode(), "b"))
    assert {theme.pk for theme in whole_codebook(cast.area)} == {theme.pk for theme in whole}


def test_an_empty_codebook_has_no_refi_file(cast):
    with pytest.raises(Refused, match="empty"):
        as_file([], "qdc", TODAY)
    with pytest.raises(Refused, match="one of these forms"):
        as_file([], "xls", TODAY)
    assert as_file([], "csv", TODAY).startswith("code,name")


def test_a_poisoned_cell_comes_out_as_text_and_no_raw_note_comes_out_at_all(cast, whole):
    spoken = note(cast, text="Nobody may take this along", may_quote=True)
    ThemeExample.objects.create(theme=whole[0], note=spoken, by=cast.femi, on=TODAY)
    out = as_csv(whole)
    assert "'=SUM(1)" in out and "\"'=HYPERLINK(" in out and ",=SUM" not in out
    for form in ("csv", "json", "qdc"):
        assert "Nobody may take" not in as_file(whole, form, TODAY)


def test_quotes_stand_in_a_json_file_and_do_not_become_examples(cast, whole):
    quote(cast, note(cast, text="The lift is out", may_quote=True), whole[0])
    data = as_json(whole, {whole[0].pk: ["The lift is out"]}).encode()
    import_codebook_table(cast.esi, cast.other_area, read_codebook(data, "b"))
    assert not ThemeExample.objects.filter(text="The lift is out").exists()
    older = b'{"themes": [{"id": "lifts", "name": "Lifts", "examples": ["The lift is out"]}]}'
    for _n in range(2):
        came = import_codebook_table(cast.esi, cast.other_area, read_codebook(older, "b"))
    assert came.num_unchanged == 1 and ThemeExample.objects.filter(theme__code="lifts").count() == 1


def document(codes: str, root: str = 'CodeBook xmlns="urn:QDA-XML:codebook:1.0"') -> bytes:
    return f'<?xml version="1.0"?><{root}><Codes>{codes}</Codes></{root.split()[0]}>'.encode()


def code(n: int, name: str, inside: str = "", **more: str) -> str:
    has = {"guid": f"{n:08x}-0000-4000-8000-00000000000{n % 10}", "name": name, "isCodable": "true", **more}
    written = " ".join(f'{key}="{value}"' for key, value in has.items())
    return f"<Code {written}>{inside}</Code>"


def project(content: bytes, name: str = "project.qde", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, words in {
            name: content,
            **{f"sources/{one}": words for one, words in more.items()},
        }.items():
            entry = zipfile.ZipInfo(
                path, (2026, 11, 16, 0, 0, 0)
            )  # the same bytes whenever the tests are collected
            packed.writestr(entry, words, zipfile.ZIP_DEFLATED)
    return out.getvalue()


DEEP = code(
    1,
    "Housing",
    "<Description>Homes</Description>" + code(2, "Damp", code(3, "Mould", code(4, "Black mould"))),
)


def test_a_codebook_of_another_program_comes_in_and_deep_levels_are_said(cast):
    # As ATLAS.ti and NVivo write it: capitals or braces in guids, colours, sets, and "Include:" by custom.
    data = document(
        DEEP.replace('guid="00000002', 'color="#46AA00" guid="{00000002', 1).replace(
            '000002" name', '000002}" name', 1
        )
        + code(5, "Damp", "<Description>Second of that name\nInclude: wet</Description>")
        + code(6, "  ")
        + code(7, "x" * 121)
        + code(1, "Twice")
        + code(8, "Bad", guid="no")
        + code(9, "Голос")
    )
    table = read_codebook(data, "book.qdc")
    looked = import_codebook_table(cast.femi, cast.area, table, dry_run=True)
    assert looked.num_added == 6 and not Theme.objects.exists()
    came = import_codebook_table(cast.femi, cast.area, table)
    assert came.num_added == 6
    assert [(one.row, one.column) for one in came.findings] == [
        (6, "name"),
        (7, "name"),
        (8, "guid"),
        (9, "guid"),
    ]
    assert len(came.notes) == 2 and "“Mould”, lies deeper than two levels" in came.notes[0]
    assert [(one.code, one.parent and one.parent.code) for one in whole_codebook(cast.area)] == [
        ("housing", None),
        ("damp", "housing"),
        ("mould", "housing"),
        ("black-mould", "housing"),
        ("damp-2", None),
        ("theme-2", None),  # the one without a name would have been "theme"
    ]
    second = Theme.objects.get(code="damp-2")
    assert (second.definition, second.include) == ("Second of that name", "wet")
    again = import_codebook_table(
        cast.femi, cast.area, read_codebook(data, "b", here=whole_codebook(cast.area))
    )
    assert (again.num_added, again.num_unchanged) == (0, 6)


def test_the_codebook_inside_a_project_is_read_and_nothing_else_of_it(cast):
    inside = document(DEEP).decode().split("?>")[1].replace(' xmlns="urn:QDA-XML:codebook:1.0"', "")
    whole = f'<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0"><Users/>{inside}<Sources>broken & here'
    for name in ("project.qde", "My study.QDE"):
        table = read_codebook(project(whole.encode(), name, **{"a.txt": b"What somebody said"}), "p.qdpx")
        assert [row["name"] for _n, row in table] == ["Housing", "Damp", "Mould", "Black mould"]


def test_a_theme_whose_name_changed_elsewhere_is_known_by_its_guid(cast, whole):
    data = (
        as_file(whole, "qdc", TODAY).replace('name="Damp"', 'name="Wet"').replace("Code: damp", "Code: wet")
    )
    came = import_codebook_table(cast.femi, cast.area, read_codebook(data.encode(), "b", here=whole))
    assert (came.num_added, came.num_unchanged) == (0, 3)
    assert [(one.column, "another name" in one.problem) for one in came.findings] == [("name", True)]


BILLION = '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE b SYSTEM "http://127.0.0.1:1/x.dtd"><!-- -->'
FILE = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (document(code(1, "A")).replace(b'"1.0"?>', f'"1.0"?>{BILLION}'.encode()), "document type"),
        (document(code(1, "A")).replace(b'"1.0"?>', f'"1.0"?>{OUTSIDE}'.encode()), "document type"),
        (document(code(1, "A")).replace(b'"1.0"?>', f'"1.0"?>{FILE}'.encode()), "document type"),
        (document(code(1, "A &undeclared;")), "not XML"),
        (document(code(1, "A"))[:-40], "not XML"),
        (b"<Code", "not XML"),
        (b"<html><body>Sign in</body></html>", "holds no codebook"),
        (document(""), "holds no codebook"),
        (document("<Code>" * 100), "more levels"),
        (document("".join(code(n, f"N{n}") for n in range(1, 1002))), "at most 1000 themes"),
        (project(b"<Project/>"), "holds no codebook"),
        (project(b"<Project/>")[:60], "spreadsheet file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_a_file_that_attacks_or_is_broken_is_refused_whole(cast, data, words):
    with pytest.raises(UnreadableTable, match=words):
        import_codebook_table(cast.femi, cast.area, read_codebook(data, "book.qdc"))
    assert not Theme.objects.exists()


def test_a_project_is_unpacked_no_further_than_the_limit(monkeypatch):
    monkeypatch.setattr(refi.reading, "LARGEST", 100_000)
    bomb = project(b"<Project>" + b" " * 5_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(UnreadableTable, match="too large"):
        read_codebook(bomb, "bomb.qdpx")
    with pytest.raises(UnreadableTable, match="too large"):
        read_codebook(document(" " * 100_000), "long.qdc")
    lying = bytearray(project(b"<Project>" + b" " * 5_000_000))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (50).to_bytes(4, "little")  # it says that it unpacks to 50 bytes
    with pytest.raises(UnreadableTable):
        read_codebook(bytes(lying), "lying.qdpx")
    locked = bytearray(project(b"<Project/>"))
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    locked[6] |= 1
    with pytest.raises(UnreadableTable, match="cannot be unpacked"):
        read_codebook(bytes(locked), "locked.qdpx")


def test_a_thousand_themes_come_in_with_the_queries_of_ten(cast, django_assert_max_num_queries):
    def rows(start, num):
        parts = [f"p{n},Part {n},,t{start}" for n in range(start + 1, start + num)]
        return ("code,name,definition,parent\n" + "\n".join([f"t{start},Top {start},,", *parts])).encode()

    with django_assert_max_num_queries(40) as few:
        assert import_codebook_table(cast.femi, cast.area, read_codebook(rows(0, 10), "b")).num_added == 10
    with django_assert_max_num_queries(len(few) + 40):  # a database takes some dozens of rows at once
        assert (
            import_codebook_table(cast.femi, cast.area, read_codebook(rows(1000, 990), "b")).num_added == 990
        )
    assert [theme.position for theme in whole_codebook(cast.area)][:3] == [0, 1, 2]


def test_themes_of_the_older_codebook_file_are_unchanged(cast):
    codebook(cast)
    older = b'code,name,definition,parent\r\nhousing,Housing,,\r\ndamp,Damp,"Mould, wet walls",housing\r\n'
    assert import_codebook_table(cast.femi, cast.area, read_codebook(older, "b")).num_unchanged == 2


@pytest.mark.parametrize("bad", [{"examples": "x"}, {"examples": [3]}, {"include": 4}, {"quotes": ["a\x00"]}])
def test_a_bad_list_of_a_json_file_is_a_finding(cast, bad):
    import json

    data = json.dumps({"themes": [{"id": "a"} | bad, {"id": "ok", "examples": ["x" * 501]}, {"id": "fine"}]})
    came = import_codebook_table(cast.femi, cast.area, read_codebook(data.encode(), "b"))
    assert [one.row for one in came.findings] == [1, 2] and came.num_added == 1


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_project_packed_in_a_way_that_has_no_limit_is_not_unpacked(method):
    """These unpack whole blocks at once: 400 bytes are 400 MB before a reader can stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        packed.writestr("project.qde", document(code(1, "A")))
    with pytest.raises(UnreadableTable, match="cannot be unpacked"):
        read_codebook(out.getvalue(), "book.qdpx")


@pytest.mark.parametrize("encoding", ["hex", "zlib", "nowhere"])
def test_an_encoding_that_is_none_is_refused_and_no_defect(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><CodeBook/>'.encode()
    with pytest.raises(UnreadableTable, match="not XML"):
        read_codebook(data, "book.qdc")
