"""Coding by hand. Each decision is a row; undoing one is another row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor
from listens.listening.models import Note
from listens.listening.stages import gate
from listens.sensemaking.lineage import lineage, why_not_chosen
from listens.sensemaking.models import Coding, Theme


def code_note(
    actor: Actor,
    note: Note,
    theme: Theme,
    *,
    act: str = Coding.Act.ASSIGN,
    sitting: str = Coding.Sitting.OPEN,
    span: tuple[int, int] | None = None,
) -> Coding:
    """Assign a theme to a note or take it off again. Doing what is already so changes nothing.

    Raises Refused for a theme that is parked, merged, split or of another area, or a span outside the note.
    """
    with coding(actor, note) as deed:
        if theme.area_id != note.area_id:
            raise Refused(_("That theme belongs to another area."))
        if act == Coding.Act.ASSIGN and (problem := why_not_chosen([theme])):
            raise Refused(problem)
        if span and not 0 <= span[0] < span[1] <= len(note.text):
            raise Refused(_("Mark some of the note's own words."))
        if act == Coding.Act.REMOVE:
            return _take_off(deed, note, theme, sitting)
        newest = Coding.objects.filter(note=note, theme=theme, sitting=sitting).order_by("pk").last()
        if newest is not None and newest.act == Coding.Act.ASSIGN and span is None:
            deed.unchanged()
            return newest
        row = _row(actor, note, theme, act, sitting)
        if span:
            row.span_start, row.span_end = span
        row.save()
        deed.record(row)
    return row


def _take_off(deed: Deed, note: Note, theme: Theme, sitting: str) -> Coding:
    """The theme, and those that were merged into it: otherwise the note would still count for it."""
    behind = [theme.pk, *lineage(note.area).behind([theme.pk])]
    rows = Coding.objects.filter(note=note, theme__in=behind, sitting=sitting).order_by("pk")
    newest = {row.theme_id: row for row in rows}
    on = [row for row in newest.values() if row.act == Coding.Act.ASSIGN]
    if not on:
        if theme.pk not in newest:
            raise Refused(_("The note does not have that theme."))
        deed.unchanged()
        return newest[theme.pk]
    off = []
    for one in on:
        row = Coding(note=note, theme_id=one.theme_id, by=deed.actor, at=note.area.now())
        row.act, row.sitting = Coding.Act.REMOVE, sitting
        row.save()
        off.append(row)
    deed.record(off[-1])
    return off[-1]


def look_found_none(actor: Actor, note: Note, *, sitting: str = Coding.Sitting.OPEN) -> Coding:
    """Record that somebody looked and found no theme in the note."""
    with coding(actor, note) as deed:
        row = _row(actor, note, None, Coding.Act.ASSIGN, sitting)
        row.save()
        deed.record(row)
    return row


@contextmanager
def coding(actor: Actor, note: Note) -> Iterator[Deed]:
    """The frame of every coding by hand. The note is locked, so that two coders at once see each other's rows."""
    round_ = note.conversation.round
    with acting(actor, "code_notes", note.area, within=[round_.pk], gate=gate(round_, "sensemaking")) as deed:
        Note.objects.select_for_update().filter(pk=note.pk).first()
        yield deed


def _row(actor: Actor, note: Note, theme: Theme | None, act: str, sitting: str) -> Coding:
    return Coding(note=note, theme=theme, act=act, sitting=sitting, by=actor, at=note.area.now())
