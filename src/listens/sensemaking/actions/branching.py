"""A new theme that came out of one that is there: it goes on without that part, or gives its place to the new one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Actor
from listens.sensemaking.actions.changing import changing, check_not_merged, clean_reason
from listens.sensemaking.actions.merging import merge_themes
from listens.sensemaking.actions.undoing import undo_change
from listens.sensemaking.models import Theme, ThemeChange, ThemeEdge

PART, INSTEAD = "part", "instead"


def branch_theme(actor: Actor, theme: Theme, into: Theme, *, reason: str = "") -> ThemeChange:
    """From now on what belongs to `into` does not belong to `theme`, which goes on. No coding moves.

    Raises Refused for a theme and itself, or one that was merged or is parked.
    """
    with changing(actor, theme.area, theme, into) as pen:
        if theme.pk == into.pk:
            raise Refused(_("Choose another theme: this one cannot become part of itself."))
        for one in (theme, into):
            check_not_merged(one)
            if one.parked_on:
                raise Refused(_("“%(theme)s” is parked. Use it again first.") % {"theme": one.name})
        made = pen.write(
            ThemeChange.Kind.BRANCHED, theme, after={"into": [into.code]}, reason=clean_reason(reason)
        )
        ThemeEdge.objects.create(change=made, kind=ThemeEdge.Kind.BRANCHED, theme=theme, into=into)
    return made


def place_beside(actor: Actor, new: Theme, old: Theme, how: str) -> None:
    """`how`: PART, the new one was a part of the old one; INSTEAD, it takes its place; else it is beside it.

    Raises Refused as `branch_theme` and `merge_themes` do.
    """
    if how == PART:
        branch_theme(actor, old, new)
    elif how == INSTEAD:
        merge_themes(actor, old, new)


def undo_place(actor: Actor, new: Theme, old: Theme) -> None:
    """Take back what `place_beside` wrote, if it did."""
    placed = ThemeChange.objects.filter(theme=old, edges__into=new, undone_by=None)
    if change := placed.select_related("area", "theme").first():
        undo_change(actor, change)


__all__ = ["INSTEAD", "PART", "branch_theme", "place_beside", "undo_place"]
