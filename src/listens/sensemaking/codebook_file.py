"""A codebook as a file: JSON as the contracts say, or CSV `code, name, definition, parent`. In and out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.tables import Table, UnreadableTable, decode, read_table
from listens.methods.cells import csv_of
from listens.methods.findings import Finding
from listens.sensemaking.actions.codebook_import import NEEDED, OPTIONAL
from listens.sensemaking.models import Theme

FIELDS = {"id": "code", "name": "name", "definition": "definition", "parent": "parent"}
MOST_THEMES = 1000


def read_codebook(data: bytes, source: str, mapping: Mapping[str, str] | None = None) -> Table:
    """Rows for `import_codebook_table`, from either form. Raises UnreadableTable."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        table = _read_json(data, source)
    else:
        table = read_table(data, needed=NEEDED, optional=OPTIONAL, mapping=mapping, source=source)
    if len(table) > MOST_THEMES:
        raise UnreadableTable(
            _("A codebook has at most %(n)d themes. Is this the right file?") % {"n": MOST_THEMES}
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
            row = {field: (theme.get(key) or "").strip() for key, field in FIELDS.items()}
            table.rows.append((number, row | {"name": row["name"] or row["code"]}))
    return table


def _problem(theme: Any) -> tuple[str, str] | None:
    if not isinstance(theme, dict) or not isinstance(theme.get("id"), str):
        return "id", _("A theme needs an “id” of letters, digits and hyphens.")
    for key in FIELDS:
        value = theme.get(key)
        if value is not None and not isinstance(value, str):
            return key, _("“%(key)s” has to be text.") % {"key": key}
        if problem := text.problem_with(value or "", longest=10_000):
            return key, problem
    return None


def as_json(themes: Sequence[Theme], examples: Mapping[Any, Sequence[str]]) -> str:
    """The CODEBOOK of the contracts, with each theme's parent. `examples` are quotes that may be shown, by theme."""
    content = [
        {
            "id": theme.code,
            "name": theme.name,
            "definition": theme.definition,
            "parent": theme.parent.code if theme.parent else "",
            "examples": list(examples.get(theme.pk, [])),
        }
        for theme in themes
    ]
    return json.dumps({"themes": content}, ensure_ascii=False, indent=1) + "\n"


def as_csv(themes: Sequence[Theme]) -> str:
    return csv_of(
        ["code", "name", "definition", "parent"],
        (
            [theme.code, theme.name, theme.definition, theme.parent.code if theme.parent else ""]
            for theme in themes
        ),
    )
