"""REFI-QDA codebooks (`.qdc`, and the codebook inside a `.qdpx` project): how NVivo, ATLAS.ti and QualCoder exchange.

The format has two levels or many, a guid, a name and a description for each code, and nothing else that we need; so
what belongs, what does not, examples, mark and code stand as lines below the definition in the description. Those
labels are never translated: they have to be read back anywhere.

Files come from anywhere. A document type is refused, so that no entity is expanded and nothing is fetched; levels,
codes and sizes are limited while reading; of a project only its description is unpacked, no more than the limit.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.tables import Table, UnreadableTable
from listens.methods.findings import Finding
from listens.sensemaking.models import Theme
from listens.sensemaking.signs import code_for

NAMESPACE = "urn:QDA-XML:codebook:1.0"
PROJECT = "project.qde"
MOST_THEMES = 1000
LARGEST = 50 * 1024 * 1024
LARGEST_PROJECT = 200 * 1024 * 1024
MOST_LEVELS = 50
MOST_PARTS = 100_000
LABELS = {
    "include": "Include",
    "exclude": "Exclude",
    "examples": "Example",
    "counter_examples": "Counter-example",
    "sign": "Mark",
    "parked": "Parked",
    "code": "Code",
}
FIELD_OF = {label: name for name, label in LABELS.items()}
_LABEL = re.compile(rf"({'|'.join(FIELD_OF)}): ?")
_KEPT = re.compile(rf"\\*(?:{'|'.join(FIELD_OF)}):")


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


def read(data: bytes, source: str, here: Sequence[Theme]) -> Table:
    """A row for each code, counted in the order of the file; its parent is the code of the first level above it.

    `here` are the area's themes: one keeps its code, known by its id, or by its name where the file says none.
    Raises UnreadableTable.
    """
    document = _project(data) if is_project(data) else data
    if len(document) > LARGEST:
        raise UnreadableTable(_("The file is too large for a codebook. Is this the right file?"))
    found = _Reader(document).codes
    if not found:
        raise UnreadableTable(
            _("The file holds no codebook, or an empty one. Save the codebook as REFI-QDA (.qdc).")
        )
    table = Table(source, hashlib.sha256(data).hexdigest(), [])
    _fill(table, found, here)
    return table


@dataclass
class _Code:
    """One code of the file; `above` are the codes it lies in, the outermost first."""

    number: int
    guid: str
    name: str
    above: list[_Code]
    description: list[str] = field(default_factory=list)
    code: str = ""


class _Finished(Exception):
    """The codebook was read to its end; what follows in a project is not looked at."""


class _Reader:
    """Reads codes with the parser itself, so that it can stop anywhere and never builds a tree."""

    def __init__(self, document: bytes) -> None:
        self.codes: list[_Code] = []
        self._path: list[str] = []
        self._open: list[_Code] = []
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
        except (expat.ExpatError, ValueError) as error:
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
        code = _Code(
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
            with packed.open((named or inside)[0]) as file:
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


def _fill(table: Table, found: Sequence[_Code], here: Sequence[Theme]) -> None:
    read_as = [(code, _described("".join(code.description))) for code in found]
    code_of = {str(theme.pk): theme.code for theme in here}
    by_name = {theme.code: theme.name for theme in here}
    taken = {theme.code for theme in here} | {row["code"] for _code, row in read_as if row.get("code")}
    first_at: dict[str, int] = {}
    for code, row in read_as:
        guid, name = _plain(code.guid), " ".join(code.name.split())
        problem = _problem(code, first_at)
        code.code = code_of.get(guid) or row.get("code") or code_for(name, set())
        if not (guid in code_of or row.get("code") or by_name.pop(code.code, None) == name):
            code.code = code_for(name, taken)
        taken.add(code.code)
        if problem:
            table.findings.append(problem)
            continue
        first_at[guid] = code.number
        parent = code.above[0].code if code.above else ""
        table.rows.append(
            (code.number, row | {"code": code.code, "name": name, "guid": guid, "parent": parent})
        )
        if len(code.above) > 1:
            table.notes.append(
                _(
                    "Code %(n)d, “%(name)s”, lies deeper than two levels: it comes in as a part of “%(whole)s”."
                )
                % {
                    "n": code.number,
                    "name": text.shown(code.name, 60),
                    "whole": text.shown(code.above[0].name, 60),
                }
            )


def _plain(guid: str) -> str:
    try:
        return str(UUID(guid))
    except ValueError:
        return ""


def _problem(code: _Code, first_at: Mapping[str, int]) -> Finding | None:
    number, guid = code.number, _plain(code.guid)
    if not guid:
        return Finding(
            number,
            "guid",
            _("“%(guid)s” is not a guid.") % {"guid": text.shown(code.guid, 60)},
            _("Save the codebook again from the program it was made with."),
        )
    if guid in first_at:
        return Finding(
            number,
            "guid",
            _("Code %(n)d has the same guid.") % {"n": first_at[guid]},
            _("Save the codebook again from the program it was made with."),
        )
    if not code.name:
        return Finding(number, "name", _("The code has no name."), _("Give it one."))
    if problem := text.problem_with(code.name, longest=120):
        return Finding(number, "name", problem)
    return None


def _described(words: str) -> dict[str, str]:
    """The definition and what stands below it under our labels; a file of another program has only the first."""
    row: dict[str, list[str]] = {"definition": []}
    name = "definition"
    for line in words.strip().split("\n"):
        if label := _LABEL.match(line):
            name = FIELD_OF[label[1]]
            row.setdefault(name, []).append(line[label.end() :])
        else:
            row[name].append(line[1:] if line.startswith("\\") and _KEPT.match(line) else line)
    return {name: "\n".join(lines).strip() for name, lines in row.items()}


def _description(theme: Theme, examples: Mapping[bool, Sequence[str]]) -> str:
    def kept(words: str) -> str:
        """A line that would be taken for one of our labels gets a backslash before it."""
        lines = words.split("\n")
        return "\n".join(f"\\{line}" if _KEPT.match(line) else line for line in lines)

    said = [kept(theme.definition)] if theme.definition else []
    for name in ("include", "exclude"):
        if words := getattr(theme, name):
            first, *rest = words.split("\n")
            said.append("\n".join([f"{LABELS[name]}: {first}", *map(kept, rest)]))
    said += [f"{LABELS['examples']}: {words}" for words in examples[False]]
    said += [f"{LABELS['counter_examples']}: {words}" for words in examples[True]]
    if theme.sign:
        said.append(f"{LABELS['sign']}: {theme.sign}")
    if theme.parked_on:
        said.append(f"{LABELS['parked']}: yes")
    said.append(f"{LABELS['code']}: {theme.code}")
    return "\n".join(said)


def as_xml(themes: Sequence[Theme], examples: Mapping[Any, Mapping[bool, Sequence[str]]]) -> str:
    """A codebook that holds to the published schema: a code for each theme, its parts inside, its id as the guid.

    `themes` in the order of the codebook. A parked theme is not codable. Raises ValueError for none.
    """
    if not themes:
        raise ValueError("the schema wants one code at least")
    parts: dict[Any, list[Theme]] = {}
    for theme in themes:
        parts.setdefault(theme.parent_id, []).append(theme)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin="Listens">',
        " <Codes>",
        *(line for theme in parts.get(None, []) for line in _code(theme, parts, examples, " " * 2)),
        " </Codes>",
        "</CodeBook>",
    ]
    return "\n".join(lines) + "\n"


def _code(
    theme: Theme,
    parts: Mapping[Any, Sequence[Theme]],
    examples: Mapping[Any, Mapping[bool, Sequence[str]]],
    indent: str,
) -> Iterator[str]:
    codable = "false" if theme.parked_on else "true"
    name = quoteattr(text.without_unshown(theme.name))
    yield f'{indent}<Code guid="{theme.pk}" name={name} isCodable="{codable}">'
    words = text.without_unshown(_description(theme, examples[theme.pk]))
    yield f"{indent} <Description>{escape(words)}</Description>"
    for part in parts.get(theme.pk, []):
        yield from _code(part, parts, examples, indent + " ")
    yield f"{indent}</Code>"
