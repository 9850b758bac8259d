"""The codebook: two levels, codes that never change, every change kept so that it can be undone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused
from listens.core.models import Actor, Area
from listens.sensemaking.actions.changing import changing, check_not_merged, clean, clean_reason
from listens.sensemaking.models import Theme, ThemeChange
from listens.sensemaking.signs import LONGEST as LONGEST_SIGN
from listens.sensemaking.signs import sign_for

Kind = ThemeChange.Kind
LONGEST = {"name": 120, "definition": 500, "include": 500, "exclude": 500}


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
    seen_seq: int | None = None,
) -> Theme:
    """Rename, redefine or put under another parent; what is None stays. The code stays, and so do all codings.

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
            pen.write(Kind.CHANGED, theme, before, {field: wanted[field] for field in changed})
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


def new_theme(area: Area, *, code: str, name: str, definition: str, parent: Theme | None) -> Theme:
    """Not saved, and without a sign: for actions that have asked already. Raises Refused as `add_theme` does."""
    check_code(code)
    check_parent(area, parent)
    if Theme.objects.filter(area=area, code=code).exists():
        raise Refused(_("The code “%(code)s” is taken. Choose another one.") % {"code": code})
    return Theme(
        area=area,
        code=code,
        name=check_words("name", name),
        definition=check_words("definition", definition),
        parent=parent,
        position=Theme.objects.filter(area=area).count(),
        added_on=area.today(),
    )


def check_code(code: str) -> None:
    try:
        validate_slug(code)
    except ValidationError:
        raise Refused(
            _("“%(code)s” cannot be a code. Use letters, digits and hyphens only.")
            % {"code": text.shown(code, 60)}
        )
    if len(code) > 60:
        raise Refused(
            _("The code “%(code)s” is too long. Use at most 60 characters.") % {"code": text.shown(code, 80)}
        )


def check_parent(area: Area, parent: Theme | None, theme: Theme | None = None) -> None:
    """Whether `theme`, or a new one, can be a part of `parent`."""
    if parent is None:
        return
    if parent.parent_id or parent.area_id != area.pk:
        raise Refused(_("A codebook has two levels. Choose a theme of the first level as the parent."))
    check_not_merged(parent)
    if theme is not None and (parent.pk == theme.pk or theme.parts.exists()):
        raise Refused(_("This theme has parts of its own, so it stays on the first level."))


def check_words(field: str, words: str) -> str:
    """As they are kept. Raises Refused for no name, or words that are too long or unreadable."""
    kept = " ".join(words.split()) if field == "name" else clean(words)
    if field == "name" and not kept:
        raise Refused(_("Give the theme a name."))
    if problem := text.problem_with(words, longest=None) or text.problem_with(kept, longest=LONGEST[field]):
        raise Refused(problem)
    return kept


def check_sign(area: Area, sign: str, theme: Theme | None = None) -> str:
    """As it is kept. Raises Refused for one that is taken, in capitals or not."""
    kept = sign.strip()
    if not kept or len(kept) > LONGEST_SIGN or not kept.isalnum():
        raise Refused(
            _("A mark is one to %(n)d letters or digits, like “DH”. Choose another one.")
            % {"n": LONGEST_SIGN}
        )
    others = Theme.objects.filter(area=area).exclude(sign="").only("sign", "name")
    taken = {one.sign.casefold(): one for one in others}
    if (other := taken.get(kept.casefold())) and other != theme:
        raise Refused(
            _("The mark “%(sign)s” is that of “%(theme)s”. Choose another one.")
            % {"sign": kept, "theme": other.name}
        )
    return kept


def signs_of(area: Area) -> set[str]:
    """Those in use, casefolded."""
    return {sign.casefold() for sign in Theme.objects.filter(area=area).values_list("sign", flat=True)}


def fields_of(theme: Theme) -> dict[str, Any]:
    """What a file says of a theme and an import compares."""
    return {
        "name": theme.name,
        "definition": theme.definition,
        "parent": theme.parent.code if theme.parent else "",
        "include": theme.include,
        "exclude": theme.exclude,
        "sign": theme.sign,
    }
