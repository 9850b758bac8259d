"""The report of a round: the same numbers on the page and in the Word file, which can be read aloud and has no note."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from docx.oxml.ns import qn

from listens.sensemaking.actions import decide_note
from listens.sensemaking.models import ThemeEstimate
from listens.sensemaking.report.document import clean
from listens.sensemaking.report.pictures import HEIGHT, WIDTH, bar
from tests.sensemaking.build import blind_check, codebook, note, notes, quote
from tests.sensemaking.proposed import run

SECRET = "Only somebody who may read notes reads this."


def said(cast):
    themes = codebook(cast)
    themes["damp"].name = "=HYPERLINK(1)\x0b\x1b damp"
    themes["damp"].save()
    for one in notes(cast, 3, people=4, text=SECRET):
        decide_note(cast.femi, one, [themes["damp"]])
    decide_note(cast.femi, note(cast), [themes["money"]])
    arabic = note(cast, text="السكن رطب", language="ar", may_quote=True)
    decide_note(cast.femi, arabic, [themes["damp"]])
    quote(cast, arabic, themes["damp"])
    quote(cast, note(cast, text="Not through its gate", may_quote=True), themes["money"], is_checked=False)
    made = run(cast, "suggestions")
    ThemeEstimate.objects.create(
        run=made,
        theme=themes["money"],
        unit="conversations",
        share=0.31,
        low=0.22,
        high=0.4,
        num=50,
        num_clusters=50,
        found=15,
        method="people",
    )
    return themes


def page(cast, who="amina", **more):
    return cast.client(who).get(f"/south/codebook/report/{cast.round.slug}/", **more)


def file(cast, who="amina", **more):
    answer = cast.client(who).get(f"/south/codebook/report/{cast.round.slug}/file.docx", **more)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Disposition"].endswith('findings.docx"')
    return answer.content


def told(document):
    return [one.text for one in document.paragraphs]


def test_the_file_says_what_the_page_says(cast):
    said(cast)
    shown = page(cast)
    document = Document(io.BytesIO(file(cast)))
    words = told(document)
    for sentence in [*shown.context["how"], *shown.context["unclear"]]:
        assert sentence in words
    for card in shown.context["themes"]:
        assert clean(card["theme"].name) in words
        assert set(card["sizes"]) <= set(words)
    assert "4 conversations, heard 13 times, 4 notes." in words
    assert any("may be 22 to 40" in sentence for sentence in words)
    [counts, sizes] = document.tables
    rows = [[cell.text for cell in row.cells[:3]] for row in counts.rows]
    bars = shown.context["bars"].bars
    assert rows[1:] == [["Housing", "4", "13"], ["Money", "1", "1"]]
    assert [row[1] for row in rows[1:]] == [str(each.number) for each in bars]
    assert [cell.text for cell in sizes.rows[1].cells[:3]] == ["Money", "31", "22 to 40"]


def test_no_raw_note_is_in_it_and_only_quotes_that_passed(cast):
    said(cast)
    packed = zipfile.ZipFile(io.BytesIO(file(cast)))
    whole = " ".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())
    assert "السكن رطب" in whole
    assert SECRET not in whole and "Not through its gate" not in whole
    assert SECRET not in page(cast).content.decode()


def test_it_can_be_read_aloud(cast):
    said(cast)
    document = Document(io.BytesIO(file(cast)))
    levels = [
        (one.style.name, one.text)
        for one in document.paragraphs
        if one.style.name[:7] in ("Heading", "Title")
    ]
    assert levels[0] == ("Title", f"What we heard: {cast.round.name}")
    assert ("Heading 1", "Housing") in levels and ("Heading 2", "=HYPERLINK(1) damp") in levels
    assert document.core_properties.language == "en-GB" and document.core_properties.title == levels[0][1]
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    pictures = document.element.findall(f".//{qn('wp:docPr')}")
    assert [one.get("descr") for one in pictures][:2] == [
        "Housing: a bar for 4 conversations",
        "Money: a bar for 1 conversation",
    ]
    [arabic] = [one for one in document.paragraphs if "السكن" in one.text]
    assert arabic._p.pPr.find(qn("w:bidi")) is not None and arabic.runs[0].font.rtl
    assert arabic.runs[0]._r.find(f".//{qn('w:lang')}").get(qn("w:bidi")) == "ar"


def test_in_arabic_it_runs_from_the_right(cast):
    said(cast)
    cast.area.languages = ["en", "ar"]
    cast.area.save()
    document = Document(io.BytesIO(file(cast, HTTP_ACCEPT_LANGUAGE="ar")))
    assert document.core_properties.language == "ar"
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in document.tables)
    assert all(one._p.pPr.find(qn("w:bidi")) is not None for one in document.paragraphs if one.text)


def test_the_parts_of_the_file_stand_in_the_order_of_the_schema(cast):
    """Word refuses a file whose properties are in another order; python-docx reads any."""
    said(cast)
    cast.area.languages = ["en", "ar"]
    cast.area.save()
    for more in ({}, {"HTTP_ACCEPT_LANGUAGE": "ar"}):
        root = ElementTree.fromstring(
            zipfile.ZipFile(io.BytesIO(file(cast, **more))).read("word/document.xml")
        )
        for kind, order in ORDER.items():
            for found in root.iter(qn(kind)):
                places = [order.index(re.sub(r".*}", "", child.tag)) for child in found]
                assert places == sorted(places), (kind, [child.tag for child in found])


ORDER = {
    "w:pPr": ["pStyle", "keepNext", "keepLines", "numPr", "bidi", "spacing", "ind", "jc", "rPr", "sectPr"],
    "w:rPr": ["rStyle", "rFonts", "b", "bCs", "i", "color", "sz", "szCs", "rtl", "cs", "em", "lang"],
    "w:tblPr": [
        "tblStyle", "tblpPr", "bidiVisual", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook",
        "tblCaption", "tblDescription",
    ],
    "w:sectPr": [
        "headerReference", "footerReference", "type", "pgSz", "pgMar", "cols", "titlePg", "textDirection", "bidi",
        "rtlGutter", "docGrid",
    ],
}  # the part that is used, of ECMA-376, part 1, 17.3.1.26, 17.3.2.28, 17.4.59 and 17.6.17  # fmt: skip


def test_an_empty_round_and_one_where_nobody_agrees(cast):
    document = Document(io.BytesIO(file(cast)))
    assert "No note of this round has a theme yet." in told(document)
    assert "No notes were coded by two people, so nobody knows how far two would agree." in told(document)
    themes = codebook(cast)
    check = blind_check(cast, 4)
    for place, one in enumerate(check.notes.all()):
        for by, code in ((cast.femi, "damp"), (cast.grace, "money" if place % 2 else "damp")):
            themes[code].codings.create(note=one.note, by=by, sitting="blind", at=cast.area.now())
    unclear = page(cast).context["unclear"]
    assert any(sentence.startswith("Damp: ") for sentence in unclear)
    assert "4 notes are not coded yet." in unclear


@pytest.mark.parametrize("who", ["nia", "pat", "bea"])
def test_who_may_not_take_it(cast, who):
    answer = cast.client(who).get(f"/south/codebook/report/{cast.round.slug}/file.docx")
    assert answer.status_code in (403, 404)


def test_numbers_of_the_page_open_their_notes_for_those_who_may_read_them(cast):
    said(cast)
    assert all(each.opens for each in page(cast, "grace").context["bars"].bars)
    assert not any(each.opens for each in page(cast, "amina").context["bars"].bars)


def test_no_query_more_for_more_notes(cast):
    themes = codebook(cast)
    num = []
    for _ in range(2):
        for one in notes(cast, 4, may_quote=True):
            decide_note(cast.femi, one, [themes["damp"]])
        quote(cast, one, themes["damp"])
        with CaptureQueriesContext(connection) as seen:
            file(cast)
        num.append(len(seen))
    assert num[0] == num[1]


def test_a_bar_is_as_long_as_its_share():
    import zlib

    import numpy as np

    picture = bar(0.25, 0.1, 0.5)
    start = picture.index(b"IDAT") + 4
    length = int.from_bytes(picture[start - 8 : start - 4], "big")
    rows = np.frombuffer(zlib.decompress(picture[start : start + length]), np.uint8).reshape(
        HEIGHT, 1 + 3 * WIDTH
    )
    top = rows[0, 1:].reshape(WIDTH, 3)
    assert (top == (0, 94, 184)).all(axis=1).sum() == WIDTH // 4
    assert bar(0.25, from_right=True) != bar(0.25)
