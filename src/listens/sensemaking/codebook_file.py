"""A codebook as a file, in and out: JSON as the contracts say, CSV, or REFI-QDA (`refi`)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused
from listens.core.tables import Table, UnreadableTable, decode, read_table
from listens.methods.cells import csv_of
from listens.methods.findings import Finding
from listens.sensemaking import refi
from listens.sensemaking.actions.codebook_import import NEEDED, OPTIONAL
from listens.sensemaking.actions.codebook_rules import fields_of
from listens.sensemaking.gate import published_quotes
from listens.sensemaking.models import Theme, ThemeExample

FIELDS = {
    "id": "code",
    "name": "name",
    "definition": "definition",
    "parent": "parent",
    "include": "include",
    "exclude": "exclude",
    "sign": "sign",
    "parked": "parked",
}
LISTS = {"examples": "examples", "counter_examples": "counter_examples", "quotes": "quotes"}
COLUMNS = (*NEEDED, *OPTIONAL, "status")
LARGEST = 20 * 1024 * 1024


def read_codebook(
    data: bytes, source: str, mapping: Mapping[str, str] | None = None, *, here: Sequence[Theme] = ()
) -> Table:
    """Rows for `import_codebook_table`, from any of the forms. `here` are the area's themes: a code of a REFI-QDA file
    that is one of them keeps its code. Raises UnreadableTable.
    """
    if refi.is_project(data) or refi.is_xml(data):
        table = refi.read(data, source, here)
    elif len(data) > LARGEST:
        raise UnreadableTable(_("The file is too large for a codebook. Is this the right file?"))
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        table = _read_json(data, source)
    else:
        table = read_table(data, needed=NEEDED, optional=OPTIONAL, mapping=mapping, source=source)
    if len(table) > refi.MOST_THEMES:
        raise UnreadableTable(
            _("A codebook has at most %(n)d themes. Is this the right file?") % {"n": refi.MOST_THEMES}
        )
    return table


def _read_json(data: bytes, source: str) -> Table:
    try:
        content = json.loads(decode(data, source))
    except (ValueError, RecursionError):
        raise UnreadableTable(_("The file breaks off or is not JSON. Save it again and send that."))
    themes = content.get("themes") if isinstance(content, dict) else content
    if not isinstance(themes, list):
        raise UnreadableTable(_("The file has no list “themes”. Send a codebook as JSON or CSV."))
    table = Table(source, hashlib.sha256(data).hexdigest(), [])
    for number, theme in enumerate(themes, start=1):
        if problem := _problem(theme):
            table.findings.append(Finding(number, problem[0], problem[1]))
        else:
            table.rows.append((number, _row(theme)))
    return table


def _row(theme: dict[str, Any]) -> dict[str, str]:
    """Quotes are not taken over as examples: somebody may take their words back, and here they stand by themselves."""
    row = {field: (theme.get(key) or "").strip() for key, field in FIELDS.items() if key in theme}
    quotes = set(theme.get("quotes") or ())
    for key in ("examples", "counter_examples"):
        if key in theme:
            own = [" ".join(words.split()) for words in theme[key] or () if words not in quotes]
            row[key] = "\n".join(own)
    if "quotes" not in theme:
        row["is_older"] = "yes"  # its examples may be quotes
    return row | {"name": row.get("name") or row["code"]}


def _problem(theme: Any) -> tuple[str, str] | None:
    if not isinstance(theme, dict) or not isinstance(theme.get("id"), str):
        return "id", _("A theme needs an “id” of letters, digits and hyphens.")
    for key in FIELDS:
        value = theme.get(key)
        if value is not None and not isinstance(value, str):
            return key, _("“%(key)s” has to be text.") % {"key": key}
        if problem := text.problem_with(value or "", longest=10_000):
            return key, problem
    for key in LISTS:
        value = theme.get(key) or []
        if not isinstance(value, list) or not all(isinstance(words, str) for words in value):
            return key, _("“%(key)s” has to be a list of texts.") % {"key": key}
        if problem := text.problem_with("".join(value), longest=100_000):
            return key, problem
    return None


def typed_examples(themes: Sequence[Theme]) -> dict[Any, dict[bool, list[str]]]:
    """{theme: {is_counter: words}}. Notes are not among them: no raw note leaves in a file. One query."""
    found: dict[Any, dict[bool, list[str]]] = {theme.pk: {True: [], False: []} for theme in themes}
    typed = ThemeExample.objects.filter(theme__in=list(found), note=None, taken_off_on=None)
    for theme, is_counter, words in typed.values_list("theme", "is_counter", "text"):
        found[theme][is_counter].append(words)
    return found


def as_json(themes: Sequence[Theme], quotes: Mapping[Any, Sequence[str]]) -> str:
    """The CODEBOOK of the contracts with more fields. `examples` are those typed and then the `quotes` that may be
    shown, by theme; `quotes` says which those are.
    """
    typed = typed_examples(themes)
    content = []
    for theme in themes:
        own, shown = typed[theme.pk], list(quotes.get(theme.pk, []))
        fields = fields_of(theme)
        content.append(
            {
                "id": theme.code,
                **fields,
                "status": theme.status,
                "parked": "yes" if theme.parked_on else "",
                "examples": [*own[False], *(words for words in shown if words not in own[False])],
                "counter_examples": own[True],
                "quotes": [words for words in shown if words not in own[False]],
            }
        )
    return json.dumps({"themes": content}, ensure_ascii=False, indent=1) + "\n"


def as_csv(themes: Sequence[Theme]) -> str:
    """Examples stand one a line in their cell."""
    typed = typed_examples(themes)

    def row(theme: Theme) -> list[str]:
        cells = fields_of(theme) | {
            "code": theme.code,
            "status": theme.status,
            "parked": "yes" if theme.parked_on else "",
            "examples": "\n".join(typed[theme.pk][False]),
            "counter_examples": "\n".join(typed[theme.pk][True]),
        }
        return [cells[name] for name in COLUMNS]

    return csv_of(COLUMNS, map(row, themes))


def as_file(themes: Sequence[Theme], form: str, on: dt.date) -> str:
    """In the form that a file's name ends in. Raises Refused for another form, or a form that cannot be empty."""
    if form == "csv":
        return as_csv(themes)
    if form == "json":
        # One of each: more beside a count that is hidden from this person would tell how many there are.
        shown = published_quotes([theme.pk for theme in themes], on, most=1)
        return as_json(themes, {pk: [quote.words for quote in quotes] for pk, quotes in shown.items()})
    if form != "qdc":
        raise Refused(_("Choose one of these forms: csv, json or qdc."))
    if not themes:
        raise Refused(_("The codebook is empty, and REFI-QDA has no empty codebook. Add a theme first."))
    return refi.as_xml(themes, typed_examples(themes))
