"""The codebook: two levels, codes that never change, every change kept in the audit."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.sensemaking.models import Theme


def add_theme(
    actor: Actor, area: Area, *, code: str, name: str, definition: str = "", parent: Theme | None = None
) -> Theme:
    """Raises Refused for a code that is taken or unreadable, or a third level."""
    with acting(actor, "edit_codebook", area) as deed:
        theme = new_theme(area, code=code, name=name, definition=definition, parent=parent)
        deed.record(theme)
    return theme


def change_theme(actor: Actor, theme: Theme, *, name: str, definition: str, parent: Theme | None) -> Theme:
    """Rename, redefine or put under another parent. The code stays, and so do all codings."""
    with acting(actor, "edit_codebook", theme.area) as deed:
        theme = Theme.objects.select_for_update().get(pk=theme.pk)
        changes = {"name": name.strip(), "definition": definition.strip(), "parent_id": parent and parent.pk}
        changed = [field for field, value in changes.items() if getattr(theme, field) != value]
        if not changed:
            deed.unchanged()
            return theme
        _check_words(name, definition)
        _check_parent(theme.area, parent)
        if parent is not None and (parent.pk == theme.pk or theme.parts.exists()):
            raise Refused(_("This theme has parts of its own, so it stays on the first level."))
        for field in changed:
            setattr(theme, field, changes[field])
        theme.save(update_fields=changed)
        deed.record(theme, changed=changed)
    return theme


def park_theme(actor: Actor, theme: Theme, *, is_parked: bool = True) -> Theme:
    """Take a theme out of use, or back into it. Its codings stay."""
    with acting(actor, "edit_codebook", theme.area) as deed:
        if bool(theme.parked_on) == is_parked:
            deed.unchanged()
            return theme
        theme.parked_on = theme.area.today() if is_parked else None
        theme.save(update_fields=["parked_on"])
        deed.record(theme, is_parked=is_parked)
    return theme


def new_theme(area: Area, *, code: str, name: str, definition: str, parent: Theme | None) -> Theme:
    """For actions that have asked already. Raises Refused as `add_theme` does."""
    try:
        validate_slug(code)
    except ValidationError:
        raise Refused(
            _("“%(code)s” cannot be a code. Use letters, digits and hyphens only.") % {"code": code}
        )
    _check_words(name, definition)
    if len(code) > 60:
        raise Refused(_("The code “%(code)s” is too long. Use at most 60 characters.") % {"code": code})
    _check_parent(area, parent)
    if Theme.objects.filter(area=area, code=code).exists():
        raise Refused(_("The code “%(code)s” is taken. Choose another one.") % {"code": code})
    position = Theme.objects.filter(area=area).count()
    return Theme.objects.create(
        area=area,
        code=code,
        name=name.strip(),
        definition=definition.strip(),
        parent=parent,
        position=position,
        added_on=area.today(),
    )


def _check_parent(area: Area, parent: Theme | None) -> None:
    if parent is not None and (parent.parent_id or parent.area_id != area.pk):
        raise Refused(_("A codebook has two levels. Choose a theme of the first level as the parent."))


def _check_words(name: str, definition: str) -> None:
    if not name.strip():
        raise Refused(_("Give the theme a name."))
    if problem := text.problem_with(name, longest=120) or text.problem_with(definition, longest=500):
        raise Refused(problem)
