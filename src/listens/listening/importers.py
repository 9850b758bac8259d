"""Notes can be brought in from files."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from listens.core import importers
from listens.core.acting import Refused
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, read_table
from listens.listening.actions import import_notes
from listens.listening.models import Round
from listens.listening.note_rows import CAME_FROM, NEEDED, OPTIONAL


def notes(actor: Actor, area: Area, file: Path, options: importers.ImportOptions) -> Outcome:
    round = Round.objects.filter(area=area, slug=options.round or "").select_related("area").first()
    if round is None:
        raise Refused(_("There is no round “%(round)s” in this area.") % {"round": options.round or ""})
    table = read_table(file, needed=NEEDED, optional=[*OPTIONAL, CAME_FROM], mapping=options.mapping)
    return import_notes(
        actor,
        round,
        table,
        dry_run=options.dry_run,
        all_or_nothing=options.all_or_nothing,
        progress=options.progress,
    )


importers.declare(
    "notes",
    "notes of conversations: text, and any of source_id, conversation, prompt, people_heard, organisation, ward, "
    "held_on, language, may_quote, may_evaluate",
    notes,
    needs_round=True,
)
