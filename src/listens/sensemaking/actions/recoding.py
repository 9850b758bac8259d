"""After a split: the notes of the whole theme, one by one, coded to its parts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Actor
from listens.listening.models import Note
from listens.sensemaking.actions.codings import coding
from listens.sensemaking.lineage import lineage, parts_of_split
from listens.sensemaking.models import Coding, Theme


def recode_note(actor: Actor, note: Note, theme: Theme, parts: Sequence[Theme]) -> int:
    """Take the split theme off the note and put these of its parts on; returns how many were new.

    With no part the note loses the theme; if it has no other then, it waits on the coding page again. Raises Refused
    for a theme that is not split, a part that is none of its own, or a note that does not wait. What was decided beside
    a suggestion, or accepted unread, is no more unaided for being said more finely.
    """
    with coding(actor, note) as deed:
        lines = lineage(theme.area)
        own = {part.pk for part in parts_of_split(theme, lines)}
        if theme.pk not in lines.split:
            raise Refused(_("“%(theme)s” is not split, so no note waits for it.") % {"theme": theme.name})
        if any(part.pk not in own for part in parts):
            raise Refused(_("Choose one of the parts, or none of them."))
        behind = lines.behind([theme.pk])
        current = Coding.objects.current().filter(note=note, note__in=Note.objects.counted())
        on = set(current.values_list("theme_id", flat=True))
        if not on & behind.keys():
            raise Refused(
                _("Somebody has coded this note anew, or it was taken back. Go on to the next one.")
            )
        first = current.order_by("pk").first()
        aided = first is not None and (first.aided or first.batch_id is not None)
        now = note.area.now()
        off = [pk for pk in behind if pk in on]
        fresh = [part for part in dict.fromkeys(parts) if part.pk not in on]
        Coding.objects.bulk_create(
            [Coding(note=note, theme_id=pk, act=Coding.Act.REMOVE, by=actor, at=now) for pk in off]
            + [Coding(note=note, theme=part, by=actor, at=now, aided=aided) for part in fresh]
        )
        deed.record(note, recoded=theme.code, themes=[part.code for part in parts])
    return len(fresh)
