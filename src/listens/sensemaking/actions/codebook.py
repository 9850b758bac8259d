"""The codebook: two levels, codes that never change, every change kept so that it can be undone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Actor, Area
from listens.sensemaking.actions.changing import changing, check_not_merged, clean_reason
from listens.sensemaking.actions.codebook_rules import (
    check_parent,
    check_sign,
    check_words,
    new_theme,
    signs_of,
)
from listens.sensemaking.history import MEANING
from listens.sensemaking.models import Theme, ThemeChange
from listens.sensemaking.signs import sign_for

Kind = ThemeChange.Kind


def add_theme(
    actor: Actor,
    area: Area,
    *,
    code: str,
    name: str,
    definition: str = "",
    parent: Theme | None = None,
    include: str = "",
    exclude: str = "",
    sign: str = "",
) -> Theme:
    """Without a `sign` one is made from the name. Raises Refused for a code or sign that is taken or unreadable, or
    a third level.
    """
    with changing(actor, area) as pen:
        theme = new_theme(area, code=code, name=name, definition=definition, parent=parent)
        theme.include, theme.exclude = check_words("include", include), check_words("exclude", exclude)
        theme.sign = check_sign(area, sign) if sign.strip() else sign_for(theme.name, signs_of(area))
        theme.save(force_insert=True)
        pen.write(Kind.ADDED, theme, after={"name": theme.name})
    return theme


def change_theme(
    actor: Actor,
    theme: Theme,
    *,
    name: str,
    definition: str,
    parent: Theme | None,
    include: str | None = None,
    exclude: str | None = None,
    sign: str | None = None,
    keeps_meaning: bool = False,
    seen_seq: int | None = None,
) -> Theme:
    """Rename, redefine or put under another parent; what is None stays. The code stays, and so do all codings.

    `keeps_meaning` says of other words that the same notes belong as before: then rounds can still be compared.

    Raises Refused as `add_theme` does, Stale when somebody changed the theme after `seen_seq`.
    """
    with changing(actor, theme.area, theme, seen_seq=seen_seq) as pen:
        check_not_merged(theme)
        typed = {"name": name, "definition": definition, "include": include, "exclude": exclude}
        wanted = {field: check_words(field, words) for field, words in typed.items() if words is not None}
        if sign is not None:
            wanted["sign"] = check_sign(theme.area, sign, theme)
        changed = [field for field, value in wanted.items() if getattr(theme, field) != value]
        is_moved = theme.parent_id != (parent and parent.pk)
        if is_moved:
            check_parent(theme.area, parent, theme)
        before = {field: getattr(theme, field) for field in changed}
        where = theme.parent.code if theme.parent else ""
        for field in changed:
            setattr(theme, field, wanted[field])
        theme.parent = parent
        theme.save(update_fields=[*changed, "parent"])
        if changed:
            after = {field: wanted[field] for field in changed}
            keeps = keeps_meaning and not MEANING.isdisjoint(changed)
            pen.write(Kind.CHANGED, theme, before, after, keeps_meaning=keeps)
        if is_moved:
            pen.write(Kind.MOVED, theme, {"parent": where}, {"parent": parent.code if parent else ""})
        if not changed and not is_moved:
            pen.deed.unchanged()
    return theme


def park_theme(actor: Actor, theme: Theme, *, is_parked: bool = True, seen_seq: int | None = None) -> Theme:
    """Take a theme out of use, or back into it. Its codings stay."""
    with changing(actor, theme.area, theme, seen_seq=seen_seq) as pen:
        check_not_merged(theme)
        if bool(theme.parked_on) == is_parked:
            pen.deed.unchanged()
            return theme
        theme.parked_on = theme.area.today() if is_parked else None
        theme.save(update_fields=["parked_on"])
        pen.write(Kind.PARKED if is_parked else Kind.UNPARKED, theme)
    return theme


def set_theme_status(
    actor: Actor, theme: Theme, status: str, reason: str, *, seen_seq: int | None = None
) -> Theme:
    """What the machine may do with the theme. Raises Refused without a reason, which everybody at work can read."""
    with changing(actor, theme.area, theme, verb="set_theme_status", seen_seq=seen_seq) as pen:
        check_not_merged(theme)
        reason = clean_reason(reason)
        if status not in Theme.Status.values:
            raise Refused(_("Choose one of the answers."))
        if not reason:
            raise Refused(_("Say in one sentence why, so that others can follow it."))
        if (theme.status, theme.status_reason) == (status, reason):
            pen.deed.unchanged()
            return theme
        before = {"status": theme.status, "reason": theme.status_reason}
        theme.status, theme.status_reason = status, reason
        theme.save(update_fields=["status", "status_reason"])
        pen.write(Kind.STATUS, theme, before, {"status": status, "reason": reason}, reason=reason)
    return theme
