"""Bringing in codings that people made elsewhere: CSV `unit, coder, code`, with `pass`, `start`, `end` (contracts)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core.acting import Deed
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.listening.models import Note
from listens.methods.findings import Finding
from listens.sensemaking.marks import problem_with
from listens.sensemaking.models import Coding, Theme

NEEDED = ("unit", "coder", "code")
OPTIONAL = ("pass", "start", "end")


def import_codings(
    actor: Actor, area: Area, table: Table, *, dry_run: bool = False, all_or_nothing: bool = False
) -> Outcome:
    """`unit` is a note's source id ("source:source id" where two files share ids), or its own id here.

    An empty code means "looked, none"; only `pass` blind is kept apart for agreement. `start` and `end` are places of
    marked words in the note's text, counted in characters from 0. A row that is there already counts as unchanged.
    """

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        notes = _notes(area, {row["unit"] for _number, row in table})
        themes = {theme.code: theme for theme in Theme.objects.filter(area=area)}
        marked = {row["unit"] for _number, row in table if row.get("start") or row.get("end")}
        texts = Note.objects.with_strikes().in_bulk([pk for unit in marked for pk in notes.get(unit, [])])
        rows = Coding.objects.filter(note__area=area)
        there: set[tuple[Any, ...]] = set(
            rows.values_list("note_id", "theme_id", "coder", "sitting", "span_start", "span_end")
        )
        fresh, now = [], area.now()
        for number, row in table:
            finding = _problem(number, row, notes, themes) or _problem_with_words(
                number, row, texts, notes[row["unit"]][0]
            )
            if finding:
                outcome.findings.append(finding)
                continue
            note_id, theme = notes[row["unit"]][0], themes.get(row["code"])
            sitting = Coding.Sitting.BLIND if row.get("pass", "").lower() == "blind" else Coding.Sitting.OPEN
            span = (int(row["start"]), int(row["end"])) if row.get("start") else (None, None)
            key = (note_id, theme.pk if theme else None, row["coder"], sitting, *span)
            if key in there:
                outcome.num_unchanged += 1
                continue
            there.add(key)
            fresh.append(
                Coding(
                    note_id=note_id,
                    theme=theme,
                    coder=row["coder"],
                    sitting=sitting,
                    span_start=span[0],
                    span_end=span[1],
                    by=deed.actor,
                    at=now,
                )
            )
        Coding.objects.bulk_create(fresh, batch_size=2000)
        outcome.num_added = len(fresh)

    return bring_in(
        actor, "import_codings", area, "codings", table, take, dry_run=dry_run, all_or_nothing=all_or_nothing
    )


def _notes(area: Area, units: set[str]) -> dict[str, list[UUID]]:
    """{unit: ids of the notes it may mean}. A row's note is looked up here, so no query for each."""
    found: dict[str, list[UUID]] = {}
    rows = Note.objects.filter(area=area).values_list("pk", "source", "source_id")
    for pk, source, source_id in rows.iterator(chunk_size=5000):
        names = (source_id, f"{source}:{source_id}") if source else ()
        for unit in (str(pk), *names):
            if unit in units:
                found.setdefault(unit, []).append(pk)
    return found


def _problem(
    number: int, row: dict[str, str], notes: dict[str, list[UUID]], themes: dict[str, Theme]
) -> Finding | None:
    if not row["coder"] or len(row["coder"]) > 60:
        return Finding(number, "coder", _("Say who coded it."), _("Use a name of at most 60 characters."))
    if row.get("pass", "").lower() not in ("", "open", "blind"):
        return Finding(
            number, "pass", _("“%(pass)s” is not a pass.") % row, _("Use blind, or open, or leave it empty.")
        )
    found = notes.get(row["unit"], [])
    if not found:
        return Finding(
            number, "unit", _("No note has the id “%(unit)s”.") % row, _("Bring in its notes first.")
        )
    if len(found) > 1:
        return Finding(
            number,
            "unit",
            _("More than one note has the id “%(unit)s”.") % row,
            _("Write the file's name before it: file:id."),
        )
    if row["code"] and row["code"] not in themes:
        return Finding(
            number,
            "code",
            _("“%(code)s” is not in the codebook.") % row,
            _("Add it to the codebook first, or correct the code."),
        )
    return None


def _problem_with_words(
    number: int, row: dict[str, str], texts: Mapping[UUID, Note], pk: UUID
) -> Finding | None:
    """`texts` has the notes of all rows with places of words."""
    places = [row.get(column, "") for column in ("start", "end")]
    if not any(places):
        return None
    fix = _("Count characters from 0, or leave both empty for the whole note.")
    if not all(place.isascii() and place.isdecimal() and len(place) < 8 for place in places):
        return Finding(number, "start", _("“start” and “end” have to be two whole numbers."), fix)
    if not row["code"]:
        return Finding(
            number, "code", _("Marked words need a code."), _("Add it, or leave both places empty.")
        )
    if problem := problem_with(texts[pk], (int(places[0]), int(places[1]))):
        return Finding(number, "start", problem, fix)
    return None
