"""A file of notes, read for the themes command: CSV with a column of words, and any of `language`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from listens.cli.ballot_files import read_text
from listens.core.answers import NotDone
from listens.methods.cells import unguarded
from listens.methods.priorities.election import BadFile

_LONGEST_CELL = 10_000_000


@dataclass
class NotesFile:
    """One entry a row below the header, in the order of the file; `languages` are in small letters, "" for none."""

    texts: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


def read_notes(path: Path, text_column: str) -> NotesFile:
    """Every row is a note, empty ones too. Raises NotDone with one sentence."""
    try:
        content = read_text(path).lstrip("\r\n")
        return _read(content, text_column.strip().casefold(), path.name)
    except BadFile as error:
        raise NotDone(str(error)) from error
    except csv.Error as error:
        raise NotDone(f"{path.name} cannot be read ({error}).") from error


def _read(content: str, wanted: str, name: str) -> NotesFile:
    csv.field_size_limit(_LONGEST_CELL)
    first_line = content.split("\n", 1)[0]
    separator = max(",;\t", key=first_line.count)
    rows = csv.reader(io.StringIO(content.replace("\0", ""), newline=""), delimiter=separator)
    header = [cell.strip().casefold() for cell in next(rows, [])]
    if wanted not in header:
        known = ", ".join(filter(None, header))[:300] or "no column"
        raise NotDone(f"{name} has no column “{wanted}”; it has {known}. Name it with --text-column.")
    notes = NotesFile()
    for text, language in _cells(rows, header.index(wanted), _place(header, "language")):
        notes.texts.append(unguarded(text))
        notes.languages.append(language.strip().casefold().replace("_", "-").split("-")[0])
    return notes


def _place(header: list[str], name: str) -> int | None:
    return header.index(name) if name in header else None


def _cells(rows: Iterator[list[str]], text: int, language: int | None) -> Iterator[tuple[str, str]]:
    for row in filter(None, rows):  # a line with nothing on it is no row
        row = row + [""] * (max(text, language or 0) + 1 - len(row))
        yield row[text], row[language] if language is not None else ""
