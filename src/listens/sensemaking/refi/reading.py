"""Codes out of a file of somebody else's making: read with the parser itself, with limits, and nothing expanded."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from listens.core.packed import may_be_unpacked
from listens.core.tables import UnreadableTable

PROJECT = "project.qde"
MOST_THEMES = 1000
LARGEST = 50 * 1024 * 1024
LARGEST_PROJECT = 200 * 1024 * 1024
MOST_LEVELS = 50
MOST_PARTS = 100_000


@dataclass
class Code:
    """One code of the file; `above` are the codes it lies in, the outermost first."""

    number: int
    guid: str
    name: str
    above: list[Code]
    description: list[str] = field(default_factory=list)
    code: str = ""


class _Finished(Exception):
    """The codebook was read to its end; what follows in a project is not looked at."""


class Reader:
    """Reads codes with the parser itself, so that it can stop anywhere and never builds a tree."""

    def __init__(self, document: bytes) -> None:
        self.codes: list[Code] = []
        self._path: list[str] = []
        self._open: list[Code] = []
        parser = expat.ParserCreate(namespace_separator="}")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(document, True)
        except _Finished:
            return
        except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that is none
            raise UnreadableTable(
                _("The file breaks off or is not XML. Save it again and send that.")
            ) from error

    def _refuse(self, *_args: Any) -> None:
        raise UnreadableTable(
            _(
                "The file declares a document type or entities, which we do not open. Save the codebook again as "
                "REFI-QDA (.qdc)."
            )
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition("}")[2]
        self._path.append(local)
        if len(self._path) > MOST_LEVELS:
            raise UnreadableTable(_("The codebook has more levels than we read. Is this the right file?"))
        if local != "Code" or "Codes" not in self._path:
            return
        if len(self.codes) >= MOST_THEMES:
            raise UnreadableTable(
                _("A codebook has at most %(n)d themes. Is this the right file?") % {"n": MOST_THEMES}
            )
        code = Code(
            len(self.codes) + 1,
            attributes.get("guid", "").strip().strip("{}"),
            attributes.get("name", "").strip(),
            list(self._open),
        )
        self.codes.append(code)
        self._open.append(code)

    def _end(self, name: str) -> None:
        local = self._path.pop()
        if local == "Code" and self._open and "Codes" in self._path:
            self._open.pop()
        elif local == "Codes":
            raise _Finished

    def _text(self, words: str) -> None:
        if self._open and self._path[-2:] == ["Code", "Description"]:
            self._open[-1].description.append(words)


def is_project(data: bytes) -> bool:
    """A packed file that holds a project, unlike a spreadsheet, which is packed as well."""
    if data[:4] != b"PK\x03\x04":
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return any(name.lower().endswith(".qde") for name in packed.namelist()[:MOST_PARTS])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def is_xml(data: bytes) -> bool:
    start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    return start[:1] == b"<"


def document_of(data: bytes) -> bytes:
    """The XML of either kind of file, no larger than the limit. Raises UnreadableTable."""
    document = _project(data) if is_project(data) else data
    if len(document) > LARGEST:
        raise UnreadableTable(_("The file is too large for a codebook. Is this the right file?"))
    return document


def _project(data: bytes) -> bytes:
    """The description of a project, unpacked as far as the limit and no further."""
    if len(data) > LARGEST_PROJECT:
        raise UnreadableTable(
            _("The project is too large. Save its codebook alone as REFI-QDA (.qdc), and send that.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()[:MOST_PARTS]
            inside = [part for part in parts if part.filename.lower().endswith(".qde")]
            named = [part for part in inside if part.filename.lower() == PROJECT]
            chosen = (named or inside)[0]
            if not may_be_unpacked(chosen):
                raise zipfile.BadZipFile
            with packed.open(chosen) as file:
                content = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError) as error:
        raise UnreadableTable(
            _("The project cannot be unpacked. Save its codebook alone as REFI-QDA (.qdc), and send that.")
        ) from error
    if len(content) > LARGEST:
        raise UnreadableTable(
            _("The project is too large. Save its codebook alone as REFI-QDA (.qdc), and send that.")
        )
    return content
