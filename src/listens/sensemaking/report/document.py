"""A Word document that can be read aloud: real headings, header rows, words for each picture, language, direction.

Around python-docx, which leaves these to whoever writes the file. The rules are those of EN 301 549, clause 10, for
documents that are no web pages. Text comes in as people typed it: what XML cannot hold is taken out, and a cell that
begins like a formula stays text, for a Word file has none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INK = RGBColor(0x21, 0x2B, 0x32)


def clean(words: str) -> str:
    """Without characters that XML 1.0 has no place for."""
    return NOT_XML.sub("", words)


class Writer:
    """`language` is a code like "en" or "ar"; `is_rtl` says whether it runs from the right."""

    def __init__(self, title: str, language: str, *, is_rtl: bool, author: str) -> None:
        self.document = Document()
        self.is_rtl = is_rtl
        self._styles: dict[str, str] = {}
        about = self.document.core_properties
        about.title, about.author, about.language = clean(title), clean(author), language
        about.comments = ""  # the template's own says who made the library
        self._set_styles(language)
        self.heading(title, 0)

    def _set_styles(self, language: str) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(12)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:cs"), "Arial")
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
            styles[name].font.name, styles[name].font.color.rgb = "Arial", INK
            own = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                own.attrib.pop(qn(f"w:{theme}"), None)  # it would win over the name
        defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        known = defaults.find(qn("w:lang"))
        if known is None:
            known = OxmlElement("w:lang")
            defaults.append(known)
        known.set(qn("w:val"), language)
        known.set(qn("w:bidi" if self.is_rtl else "w:eastAsia"), language)
        if self.is_rtl:
            for section in self.document.sections:
                section._sectPr.find(qn("w:docGrid")).addprevious(OxmlElement("w:bidi"))

    def heading(self, words: str, level: int) -> None:
        self.paragraph(words, f"Heading {level}" if level else "Title")

    def paragraph(self, words: str, style: str = "Normal") -> None:
        self._fill(self._paragraph(style), words)

    def _paragraph(self, style: str) -> Any:
        """By the id of the style, looked up once: the library reads all styles again for every paragraph."""
        if style not in self._styles:
            self._styles[style] = self.document.styles[style].style_id
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._styles[style]
        return paragraph

    def bullets(self, sentences: Sequence[str]) -> None:
        for words in sentences:
            self.paragraph(words, "List Bullet")

    def top_of_pages(self, words: str) -> None:
        """On every page."""
        self._fill(self.document.sections[0].header.paragraphs[0], words)

    def quote(self, words: str, below: str, language: str, *, is_rtl: bool) -> None:
        """In somebody's own language, then what stands below it in that of the report."""
        self._fill(self._paragraph("Quote"), words, is_rtl=is_rtl, language=language)
        self.paragraph(below)

    def _fill(self, paragraph: Any, words: str, *, is_rtl: bool | None = None, language: str = "") -> None:
        is_rtl = self.is_rtl if is_rtl is None else is_rtl
        run = paragraph.add_run(clean(words))
        if is_rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            run.font.rtl = True
        if language:
            known = OxmlElement("w:lang")
            known.set(qn("w:bidi" if is_rtl else "w:val"), language)
            run._r.get_or_add_rPr().append(known)

    def table(
        self,
        caption: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[str | Picture]],
        widths: Sequence[float],
    ) -> None:
        """`widths` in centimetres. The first row is repeated on each page, and no row is cut in two."""
        made = self.document.add_table(rows=0, cols=len(headings), style="Table Grid")
        made.autofit = False
        properties = made._tbl.tblPr
        for kind in ("w:tblCaption", "w:tblDescription"):
            one = OxmlElement(kind)
            one.set(qn("w:val"), clean(caption))
            properties.append(one)
        if self.is_rtl:
            # The schema wants it before the widths and looks of the table.
            properties.find(qn("w:tblStyle")).addnext(OxmlElement("w:bidiVisual"))
        for place, row in enumerate([headings, *rows]):
            cells = made.add_row()
            settings = cells._tr.get_or_add_trPr()
            settings.append(OxmlElement("w:cantSplit"))
            if place == 0:
                settings.append(OxmlElement("w:tblHeader"))
            for cell, value, width in zip(cells.cells, row, widths, strict=True):
                cell.width = Cm(width)
                if isinstance(value, Picture):
                    self._draw(cell.paragraphs[0], value, width - 0.5)
                else:
                    self._fill(cell.paragraphs[0], value)
                    cell.paragraphs[0].runs[0].bold = place == 0
        self.document.add_paragraph()

    def _draw(self, paragraph: Any, picture: Picture, width: float) -> None:
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Cm(width))
        shape._inline.docPr.set("descr", clean(picture.words))

    def as_bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


class Picture:
    """A PNG, and its words for whoever does not see it."""

    def __init__(self, png: bytes, words: str) -> None:
        self.png, self.words = png, words
