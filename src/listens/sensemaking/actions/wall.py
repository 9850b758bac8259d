"""The wall: numbers for stickies, and the groups that people made of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.listening.stages import gate
from listens.sensemaking.actions.deciding import check_themes
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Coding, Theme, WallNote
from listens.sensemaking.uncoded import notes_of

MOST_NAMED = 5  # numbers in one sentence


def number_notes(actor: Actor, round: Round) -> int:
    """Give a number to each note of the round that has none. Returns how many were new; the second time none."""
    may = gate(round, "sensemaking")
    with acting(actor, "code_notes", round.area, within=[round.pk], gate=may) as deed:
        Round.objects.select_for_update().get(pk=round.pk)  # two at once number one after the other
        last = WallNote.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
        fresh = notes_of(round).filter(wall_note=None).order_by("pk").values_list("pk", flat=True)
        rows = [
            WallNote(round=round, note_id=pk, number=number)
            for number, pk in enumerate(fresh, start=last + 1)
        ]
        WallNote.objects.bulk_create(rows, batch_size=1000)
        if rows:
            deed.record(round, num_notes=len(rows))
        else:
            deed.unchanged()
    return len(rows)


def code_wall(
    actor: Actor, round: Round, numbers: Sequence[int], theme: Theme | None, *, act: str = Coding.Act.ASSIGN
) -> tuple[int, list[int]]:
    """Put one theme, or "looked, none", on all these stickies, or take it off them. All of it or nothing.

    Returns how many notes changed, and the numbers whose notes were taken back since and are left out. Doing it
    again changes nothing. Raises Refused for a number that no sticky has, or a theme that is not in use.
    """
    may = gate(round, "sensemaking")
    with acting(actor, "code_notes", round.area, within=[round.pk], gate=may) as deed:
        notes = dict(WallNote.objects.filter(round=round, number__in=numbers).values_list("number", "note"))
        if unknown := sorted(set(numbers) - notes.keys()):
            named = ", ".join(str(one) for one in unknown[:MOST_NAMED])
            raise Refused(
                _("No sticky has the number %(numbers)s. Look again at the wall.") % {"numbers": named}
            )
        held = Note.objects.select_for_update().filter(pk__in=notes.values())
        counted = Note.objects.counted().filter(pk__in=[note.pk for note in held])
        standing = set(counted.values_list("pk", flat=True))
        if theme is not None and act == Coding.Act.ASSIGN:
            check_themes(round.area, [theme])
        current = Coding.objects.current().filter(note__in=standing)
        if act == Coding.Act.ASSIGN or theme is None:
            on = set(current.filter(theme=theme).values_list("note", flat=True))
            wanted = standing - on if act == Coding.Act.ASSIGN else standing & on
            rows = [(pk, theme.pk if theme else None) for pk in sorted(wanted)]
        else:  # also what was merged into it: otherwise the note would still count for it
            behind = [theme.pk, *lineage(round.area).behind([theme.pk])]
            found = current.filter(theme__in=behind).order_by("note", "theme")
            rows = list(dict.fromkeys(found.values_list("note", "theme")))
            wanted = {note for note, _theme in rows}
        now = round.area.now()
        # No sticky has a suggestion; but whoever decided on it before may have seen one.
        hinted = Coding.objects.filter(Q(aided=True) | Q(batch__isnull=False), note__in=wanted)
        aided = set(hinted.order_by().values_list("note", flat=True))
        Coding.objects.bulk_create(
            [
                Coding(note_id=note, theme_id=of, act=act, by=actor, at=now, aided=note in aided)
                for note, of in rows
            ],
            batch_size=1000,
        )
        if wanted:
            deed.record(round, theme=theme.code if theme else "", act=act, num_notes=len(wanted))
        else:
            deed.unchanged()
    return len(wanted), sorted(number for number, pk in notes.items() if pk not in standing)
