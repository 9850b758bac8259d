"""Taking one change of the codebook back: a row of its own, the newest of a theme first."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Actor
from listens.sensemaking.actions.changing import changing, check_not_merged
from listens.sensemaking.actions.codebook_rules import check_parent, check_sign
from listens.sensemaking.history import in_words, undoable
from listens.sensemaking.models import Coding, Quote, Theme, ThemeChange

Kind = ThemeChange.Kind


def undo_change(actor: Actor, change: ThemeChange) -> ThemeChange:
    """Everything is as it was before `change`; what was coded meanwhile stays with the theme it was coded to.

    Raises Refused for a change that was undone already, is not the newest of its theme, or on which something else
    rests now: the sentence says what. An undo is not undone: do the change again.
    """
    verb = "set_theme_status" if change.kind == Kind.STATUS else "edit_codebook"
    with changing(actor, change.area, change.theme, verb=verb) as pen:
        change = ThemeChange.objects.select_related("theme__area").get(pk=change.pk)
        if change.kind == Kind.UNDONE:
            raise Refused(_("This took something back already. Make the change again instead."))
        if ThemeChange.objects.filter(undoes=change).exists():
            raise Refused(_("This was undone already."))
        if change.seq not in undoable(change.area):
            newer = ThemeChange.objects.filter(theme=change.theme, undone_by=None).exclude(kind=Kind.UNDONE)
            raise Refused(_("Undo first what came after it: %(what)s") % {"what": in_words(newer.last())})  # type: ignore[arg-type]
        BACK[Kind(change.kind)](change)
        return pen.write(Kind.UNDONE, change.theme, change.after, change.before, undoes=change)


def _added(change: ThemeChange) -> None:
    """It is parked, for its code stays taken. Refused where something rests on it."""
    _check_nothing_rests_on(change.theme)
    _check_no_parts(change.theme)
    _park(change.theme)


def _changed(change: ThemeChange) -> None:
    theme, before = change.theme, change.before
    check_not_merged(theme)
    if "examples" in before:
        _set_examples(theme, before["examples"])
        return
    if before.get("sign"):
        check_sign(theme.area, before["sign"], theme)
    for field, value in before.items():
        setattr(theme, field, value)
    theme.save(update_fields=list(before))


def _set_examples(theme: Theme, standing: list[str]) -> None:
    theme.examples.filter(pk__in=standing).update(taken_off_on=None)
    off = theme.examples.filter(taken_off_on=None).exclude(pk__in=standing)
    off.update(taken_off_on=theme.area.today())


def _moved(change: ThemeChange) -> None:
    theme, code = change.theme, change.before["parent"]
    check_not_merged(theme)
    parent = Theme.objects.get(area=theme.area, code=code) if code else None
    check_parent(theme.area, parent, theme)
    theme.parent = parent
    theme.save(update_fields=["parent"])


def _parked(change: ThemeChange) -> None:
    change.theme.parked_on = None
    change.theme.save(update_fields=["parked_on"])


def _unparked(change: ThemeChange) -> None:
    _park(change.theme)


def _merged(change: ThemeChange) -> None:
    """The edge is dead once the row is written. The theme must have a place to go back to."""
    if parent := change.theme.parent:
        check_not_merged(parent)


def _split(change: ThemeChange) -> None:
    """The parts are parked; refused once somebody works with one of them."""
    parts = [edge.into for edge in change.edges.select_related("into")]
    for part in parts:
        _check_nothing_rests_on(part)
        later = ThemeChange.objects.filter(theme=part, undone_by=None).exclude(kind=Kind.UNDONE)
        if newer := later.last():
            raise Refused(_("Undo first what came after it: %(what)s") % {"what": in_words(newer)})
    for part in parts:
        _park(part)


def _branched(change: ThemeChange) -> None:
    """The theme that came of it stays, and so does what was coded to it: it came from nowhere now."""


def _status(change: ThemeChange) -> None:
    theme = change.theme
    theme.status, theme.status_reason = change.before["status"], change.before["reason"]
    theme.save(update_fields=["status", "status_reason"])


def _park(theme: Theme) -> None:
    theme.parked_on = theme.area.today()
    theme.save(update_fields=["parked_on"])


def something_rests_on(theme: Theme) -> bool:
    """Notes, quotes, a theme that was merged into it, or parts: then it is not taken out of use by itself."""
    try:
        _check_nothing_rests_on(theme)
        _check_no_parts(theme)
    except Refused:
        return True
    return False


def _check_no_parts(theme: Theme) -> None:
    if part := theme.parts.first():
        raise Refused(_("It has parts now, like “%(part)s”. Move or merge them first.") % {"part": part.name})


def _check_nothing_rests_on(theme: Theme) -> None:
    """Notes, quotes, or a theme that was merged into it."""
    name = {"theme": theme.name}
    if Coding.objects.filter(theme=theme).exists():
        raise Refused(
            _("Notes were coded to “%(theme)s” already. Park it, or merge it into another theme.") % name
        )
    if Quote.objects.filter(theme=theme).exists():
        raise Refused(_("“%(theme)s” has quotes already. Park it, or merge it into another theme.") % name)
    if edge := theme.edges_in.filter(kind="merged", change__undone_by=None).select_related("theme").first():
        raise Refused(
            _("“%(other)s” was merged into “%(theme)s”. Undo that first.")
            % (name | {"other": edge.theme.name})
        )


BACK: dict[Kind, Callable[[ThemeChange], None]] = {
    Kind.ADDED: _added,
    Kind.CHANGED: _changed,
    Kind.MOVED: _moved,
    Kind.PARKED: _parked,
    Kind.UNPARKED: _unparked,
    Kind.MERGED: _merged,
    Kind.SPLIT: _split,
    Kind.BRANCHED: _branched,
    Kind.STATUS: _status,
}
