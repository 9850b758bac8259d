"""Examples of what belongs to a theme and of what does not: typed ones, and notes that somebody read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core import access, text
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.listening.models import Note
from listens.sensemaking.actions.changing import Pen, changing, check_not_merged
from listens.sensemaking.models import Theme, ThemeChange, ThemeExample

LONGEST, MOST = 500, 50


def add_example(actor: Actor, theme: Theme, words: str, *, is_counter: bool = False) -> ThemeExample:
    """Words somebody typed, on one line; the same words twice are one example. Raises Refused for none, or too many."""
    with changing(actor, theme.area, theme) as pen:
        check_not_merged(theme)
        kept = " ".join(words.split())
        if not kept:
            raise Refused(_("Write the example."))
        if problem := text.problem_with(words) or text.problem_with(kept, longest=LONGEST):
            raise Refused(problem)
        there = theme.examples.standing().filter(text=kept, is_counter=is_counter).first()
        if there is not None:
            pen.deed.unchanged()
            return there
        return _add(pen, theme, ThemeExample(theme=theme, text=kept, is_counter=is_counter))


def add_note_example(actor: Actor, theme: Theme, note: Note, *, is_counter: bool = False) -> ThemeExample:
    """A note whose words only those see who may read notes. Raises access.Denied for whoever may not, and Refused."""
    access.require(actor, "read_theme_notes", theme.area)
    with changing(actor, theme.area, theme) as pen:
        check_not_merged(theme)
        if not Note.objects.counted().filter(pk=note.pk, area=theme.area).exists():
            raise Refused(_("This note was taken back or is not accepted yet."))
        there = theme.examples.filter(note=note, taken_off_on=None).first()
        if there is not None and there.is_counter == is_counter:
            pen.deed.unchanged()
            return there
        if there is not None:
            raise Refused(_("This note is an example already. Take it off first."))
        return _add(pen, theme, ThemeExample(theme=theme, note=note, is_counter=is_counter))


def take_off_example(actor: Actor, example: ThemeExample) -> None:
    """It stays in the history, and undoing brings it back."""
    theme = example.theme
    with changing(actor, theme.area, theme) as pen:
        check_not_merged(theme)
        before = _standing(theme)
        if str(example.pk) not in before:
            pen.deed.unchanged()
            return
        theme.examples.filter(pk=example.pk).update(taken_off_on=theme.area.today())
        pen.write(ThemeChange.Kind.CHANGED, theme, {"examples": before}, {"examples": _standing(theme)})


def _add(pen: Pen, theme: Theme, example: ThemeExample) -> ThemeExample:
    before = _standing(theme)
    if len(before) >= MOST:
        raise Refused(_("A theme has at most %(n)d examples. Take one off first.") % {"n": MOST})
    example.position, example.by, example.on = theme.examples.count(), pen.deed.actor, theme.area.today()
    example.save()
    pen.write(ThemeChange.Kind.CHANGED, theme, {"examples": before}, {"examples": _standing(theme)})
    return example


def _standing(theme: Theme) -> list[str]:
    return [str(pk) for pk in theme.examples.filter(taken_off_on=None).values_list("pk", flat=True)]
