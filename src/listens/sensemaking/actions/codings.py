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
from listens.sensemaking.marks import check_span, row_for, standing
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
    """Assign a theme to a note, or to a span of its words, or take it off again. What is so already changes nothing.

    Taking it off without a span takes off its marks too, and with one just that mark. Raises Refused for a theme that
    is parked, merged, split or of another area, or a span that cannot be marked.
    """
    with coding(actor, note) as deed:
        if theme.area_id != note.area_id:
            raise Refused(_("That theme belongs to another area."))
        if act == Coding.Act.ASSIGN and (problem := why_not_chosen([theme])):
            raise Refused(problem)
        if act == Coding.Act.REMOVE and span is None:
            return _take_off(deed, note, theme, sitting)
        on = standing(Coding.objects.filter(note=note, theme=theme, sitting=sitting))
        there = on.get((theme.pk, span)) if span else next(reversed(on.values()), None)
        if act == Coding.Act.ASSIGN and there is not None:
            deed.unchanged()
            return there
        if act == Coding.Act.REMOVE and there is None:
            raise Refused(_("These words do not have that theme."))
        if span and act == Coding.Act.ASSIGN:
            check_span(note, span)
        row = row_for((theme.pk, span), note, by=actor, act=act, sitting=sitting)
        row.save()
        deed.record(row)
    return row


def _take_off(deed: Deed, note: Note, theme: Theme, sitting: str) -> Coding:
    """The theme, and those that were merged into it: otherwise the note would still count for it."""
    behind = [theme.pk, *lineage(note.area).behind([theme.pk])]
    rows = list(Coding.objects.filter(note=note, theme__in=behind, sitting=sitting).order_by("pk"))
    on = dict.fromkeys(pk for pk, _span in standing(rows))
    if not on:
        own = [row for row in rows if row.theme_id == theme.pk]
        if not own:
            raise Refused(_("The note does not have that theme."))
        deed.unchanged()
        return own[-1]
    off = []
    for pk in on:
        row = row_for((pk, None), note, by=deed.actor, act=Coding.Act.REMOVE, sitting=sitting)
        row.save()
        off.append(row)
    deed.record(off[-1])
    return off[-1]


def look_found_none(actor: Actor, note: Note, *, sitting: str = Coding.Sitting.OPEN) -> Coding:
    """Record that somebody looked and found no theme in the note."""
    with coding(actor, note) as deed:
        row = row_for((None, None), note, by=actor, sitting=sitting)
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
