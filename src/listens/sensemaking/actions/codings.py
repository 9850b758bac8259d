"""Coding by hand. Each decision is a row; undoing one is another row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor
from listens.listening.models import Note
from listens.listening.stages import gate
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

    Raises Refused for a parked theme, a theme of another area, or a span outside the note.
    """
    with coding(actor, note) as deed:
        if theme.area_id != note.area_id:
            raise Refused(_("That theme belongs to another area."))
        if theme.parked_on and act == Coding.Act.ASSIGN:
            raise Refused(_("“%(theme)s” is parked. Choose another theme.") % {"theme": theme.name})
        if span and not 0 <= span[0] < span[1] <= len(note.text):
            raise Refused(_("Mark some of the note's own words."))
        newest = Coding.objects.filter(note=note, theme=theme, sitting=sitting).order_by("pk").last()
        is_on = newest is not None and newest.act == Coding.Act.ASSIGN
        if newest is not None and is_on == (act == Coding.Act.ASSIGN) and span is None:
            deed.unchanged()
            return newest
        if not is_on and act == Coding.Act.REMOVE:
            raise Refused(_("The note does not have that theme."))
        row = _row(actor, note, theme, act, sitting)
        if span:
            row.span_start, row.span_end = span
        row.save()
        deed.record(row)
    return row


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
