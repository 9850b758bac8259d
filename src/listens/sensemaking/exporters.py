"""What `listens export` takes out of this room."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from listens.core import access, exporters
from listens.core.models import Actor, Area
from listens.sensemaking import codebook_file, fetch


def codebook(actor: Actor, area: Area, name: str, to: Path) -> list[str]:
    """The form is the ending of the file: .json, .csv or .qdc."""
    access.require(actor, "read_codebook", area)
    themes = fetch.whole_codebook(area)
    to.write_text(
        codebook_file.as_file(themes, to.suffix.removeprefix("."), area.today()), encoding="utf-8", newline=""
    )
    return [_("%(n)d themes are in %(file)s.") % {"n": len(themes), "file": to}]


exporters.declare("codebook", "the codebook, as its file ends: .json, .csv, or .qdc (REFI-QDA)", codebook)
