"""One press of "save" on the coding page: all the themes of a note at once, or none; and taking that back."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Actor, Area
from listens.listening.models import Note
from listens.sensemaking.actions.codings import coding
from listens.sensemaking.lineage import lineage, why_not_chosen
from listens.sensemaking.models import Coding, Theme
from listens.sensemaking.unaided import is_aided


def decide_note(actor: Actor, note: Note, themes: Sequence[Theme]) -> int:
    """Add these themes to the note; none at all means "looked, none". Returns how many rows were new.

    It never takes a theme off: of two coders who met at one note, both are kept. Saving the same again changes
    nothing. One audit row, however many themes. Raises Refused for a theme of another area, one that is parked,
    merged or split, or a note that was taken back or is not accepted.
    """
    with coding(actor, note) as deed:
        if not Note.objects.counted().filter(pk=note.pk).exists():
            raise Refused(_("This note was taken back or is not accepted. Go on to the next one."))
        check_themes(note.area, themes)
        # What was accepted unread, people may confirm.
        by_hand = Coding.objects.current().filter(note=note, batch=None)
        on = set(by_hand.values_list("theme_id", flat=True))
        wanted: list[Theme | None] = [*themes] or [None]
        now, aided = note.area.now(), is_aided(note)
        fresh = [
            Coding(note=note, theme=theme, by=actor, at=now, aided=aided)
            for theme in dict.fromkeys(wanted)
            if (theme.pk if theme else None) not in on
        ]
        if fresh:
            Coding.objects.bulk_create(fresh)
            deed.record(note, themes=[row.theme.code for row in fresh if row.theme])
        else:
            deed.unchanged()
    return len(fresh)


def check_themes(area: Area, themes: Sequence[Theme]) -> None:
    """Raises Refused for a theme of another area, or one that is parked, merged or split."""
    if any(theme.area_id != area.pk for theme in themes):
        raise Refused(_("That theme belongs to another area."))
    if problem := why_not_chosen(themes):
        raise Refused(problem)


def reopen_note(actor: Actor, note: Note) -> list[str]:
    """Take back what this person decided by hand about the note, as rows; returns the codes they stand for now.

    What other people or a file have put on the note stays. Raises Refused when there is nothing to take back.
    """
    with coding(actor, note) as deed:
        own = (
            Coding.objects.current().filter(note=note, by=actor, coder="", batch=None).select_related("theme")
        )
        rows = list(own.order_by("theme__position", "pk"))
        if not rows:
            raise Refused(_("There is nothing of yours to undo on this note."))
        now = note.area.now()
        Coding.objects.bulk_create(
            [Coding(note=note, theme=row.theme, act=Coding.Act.REMOVE, by=actor, at=now) for row in rows]
        )
        codes = [row.theme.code for row in rows if row.theme]
        deed.record(note, undone=codes)
        lines = lineage(note.area)
        stand = {lines.stands(row.theme.pk) for row in rows if row.theme}
    return list(Theme.objects.filter(pk__in=stand).values_list("code", flat=True))
