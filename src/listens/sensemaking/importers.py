"""Codings and codebooks can be brought in from files."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from listens.core import importers
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, UnreadableTable, read_table
from listens.sensemaking.actions import import_codebook_table, import_codings
from listens.sensemaking.actions.codings_import import NEEDED, OPTIONAL
from listens.sensemaking.codebook_file import read_codebook
from listens.sensemaking.fetch import whole_codebook


def codings(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    table = read_table(file, needed=NEEDED, optional=OPTIONAL, mapping=options.mapping)
    return import_codings(actor, area, table, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing)


def codebook(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableTable(_("%(file)s: %(why)s.") % {"file": file.name, "why": error.strerror}) from error
    table = read_codebook(data, file.name, options.mapping, here=whole_codebook(area))
    return import_codebook_table(
        actor, area, table, dry_run=options.dry_run, all_or_nothing=options.all_or_nothing
    )


importers.declare(
    "codings",
    "codings that people made: unit (a note's source id), coder, code (empty: looked, none), and any of pass, "
    "start and end (places of marked words)",
    codings,
)
importers.declare(
    "codebook",
    "a codebook: JSON, REFI-QDA (.qdc, or a .qdpx project), or CSV with code, name, and any of definition, parent, "
    "include, exclude, sign, examples, counter_examples (one a line), parked",
    codebook,
)
