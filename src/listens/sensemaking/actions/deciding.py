"""One press of "save" on the coding page: all the themes of a note at once, or none; and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Actor, Area
from listens.listening.models import Note
from listens.methods.spans import Span
from listens.sensemaking.actions.codings import coding
from listens.sensemaking.lineage import lineage, why_not_chosen
from listens.sensemaking.marks import Chosen, Key, as_chosen, check_span, row_for, standing
from listens.sensemaking.models import Coding, Theme
from listens.sensemaking.unaided import is_aided

Marked = Sequence[tuple[Theme, Span]]


def decide_note(actor: Actor, note: Note, themes: Sequence[Theme], marked: Marked = ()) -> int:
    """Add these themes to the note, and those of `marked` to words of it; none at all means "looked, none".

    Returns how many rows were new. It never takes a theme off: of two coders who met at one note, both are kept.
    Saving the same again changes nothing. One audit row, however many themes. Raises Refused for a theme of another
    area, one that is parked, merged or split, words that cannot be marked, or a note that was taken back or is not
    accepted.
    """
    with coding(actor, note) as deed:
        if not Note.objects.counted().filter(pk=note.pk).exists():
            raise Refused(_("This note was taken back or is not accepted. Go on to the next one."))
        check_chosen(note, themes, marked)
        # What was accepted unread, people may confirm.
        on = standing(Coding.objects.filter(note=note, sitting=Coding.Sitting.OPEN))
        by_hand = [key for key, row in on.items() if row.batch_id is None]
        has = {theme for theme, _span in by_hand}
        fresh = [
            key
            for key in keys_of(themes, marked)
            if (key not in by_hand if key[1] is not None else key[0] not in has)
        ]
        if fresh:
            aided = is_aided(note)
            Coding.objects.bulk_create([row_for(key, note, by=actor, aided=aided) for key in fresh])
            codes = {theme.pk: theme.code for theme in (*themes, *(theme for theme, _span in marked))}
            num = sum(span is not None for _theme, span in fresh)
            added = dict.fromkeys(codes[theme] for theme, _span in fresh if theme)
            deed.record(note, themes=list(added), **({"marks": num} if num else {}))
        else:
            deed.unchanged()
    return len(fresh)


def keys_of(themes: Iterable[Theme], marked: Marked) -> list[Key]:
    """What is to stand, each once; "none" where nothing was chosen."""
    keys: list[Key] = [(theme.pk, None) for theme in themes]
    keys += [(theme.pk, span) for theme, span in marked]
    return list(dict.fromkeys(keys)) or [(None, None)]


def check_chosen(note: Note, themes: Sequence[Theme], marked: Marked) -> None:
    """Raises Refused for a theme that cannot be chosen, or words that cannot be marked."""
    check_themes(note.area, [*themes, *(theme for theme, _span in marked)])
    for _theme, span in marked:
        check_span(note, span)


def check_themes(area: Area, themes: Sequence[Theme]) -> None:
    """Raises Refused for a theme of another area, or one that is parked, merged or split."""
    if any(theme.area_id != area.pk for theme in themes):
        raise Refused(_("That theme belongs to another area."))
    if problem := why_not_chosen(themes):
        raise Refused(problem)


def reopen_note(actor: Actor, note: Note) -> Chosen:
    """Take back what this person decided by hand about the note, as rows; returns what it stands for now.

    What other people or a file have put on the note stays: where they marked words for a theme that this person gave
    the whole note, the note keeps it. Raises Refused when there is nothing to take back.
    """
    with coding(actor, note) as deed:
        on = standing(Coding.objects.filter(note=note, sitting=Coding.Sitting.OPEN))
        own = [key for key, row in on.items() if _is_own(row, actor)]
        shared = {key[0] for key in on if key not in own}
        back = [key for key in own if key[0] not in shared or key[1] is not None]
        if not back:
            raise Refused(_("There is nothing of yours to undo on this note."))
        # A theme that is nobody else's goes with all its marks at once.
        off: list[Key] = [key if key[0] in shared else (key[0], None) for key in back]
        Coding.objects.bulk_create(
            [row_for(key, note, by=actor, act=Coding.Act.REMOVE) for key in dict.fromkeys(off)]
        )
        themes = Theme.objects.filter(area=note.area_id).in_bulk([theme for theme, _span in back if theme])
        back.sort(key=lambda key: (themes[key[0]].position if key[0] else 0, key[1] or (0, 0)))
        deed.record(note, undone=list(dict.fromkeys(themes[theme].code for theme, _span in back if theme)))
        lines = lineage(note.area)
        now = [(lines.stands(theme), span) for theme, span in back if theme]
        codes = dict(Theme.objects.filter(pk__in=[pk for pk, _span in now]).values_list("pk", "code"))
    return as_chosen(now, codes)


def _is_own(row: Coding, actor: Actor) -> bool:
    return row.by_id == actor.pk and not row.coder and row.batch_id is None
