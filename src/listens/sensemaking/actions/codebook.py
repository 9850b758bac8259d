"""The codebook: two levels, codes that never change, every change kept in the audit."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor, Area
from listens.sensemaking.models import Theme


def add_theme(
    actor: Actor, area: Area, *, code: str, name: str, definition: str = "", parent: Theme | None = None
) -> Theme:
    """Raises Refused for a code that is taken or unreadable, or a third level."""
    with acting(actor, "edit_codebook", area) as deed:
        theme = _new(area, code=code, name=name, definition=definition, parent=parent)
        deed.record(theme)
    return theme


def change_theme(actor: Actor, theme: Theme, *, name: str, definition: str) -> Theme:
    """Rename or redefine. The code stays, and so do all codings."""
    with acting(actor, "edit_codebook", theme.area) as deed:
        if (theme.name, theme.definition) == (name, definition):
            deed.unchanged()
            return theme
        _check_words(name, definition)
        theme.name, theme.definition = name, definition
        theme.save(update_fields=["name", "definition"])
        deed.record(theme)
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


def import_codebook(actor: Actor, area: Area, themes: Sequence[dict[str, str]]) -> tuple[int, int]:
    """Add themes given as {"id", "name", "definition", "parent"}; returns (added, already there).

    One transaction: a parent may come after its parts. Raises Refused, with the theme's id, for the first bad one.
    """
    with acting(actor, "edit_codebook", area) as deed:
        known = {theme.code: theme for theme in Theme.objects.filter(area=area)}
        num_before = len(known)
        waiting = [theme for theme in themes if theme["id"] not in known]
        while waiting:
            ready = [theme for theme in waiting if not theme.get("parent") or theme["parent"] in known]
            if not ready:
                raise Refused(
                    _("The parent “%(parent)s” of “%(id)s” is not in the codebook, or is its own parent.")
                    % {"parent": waiting[0].get("parent", ""), "id": waiting[0]["id"]}
                )
            for theme in ready:
                known[theme["id"]] = _new(
                    area,
                    code=theme["id"],
                    name=theme.get("name") or theme["id"],
                    definition=theme.get("definition", ""),
                    parent=known.get(theme.get("parent", "")),
                )
            done = {theme["id"] for theme in ready}
            waiting = [theme for theme in waiting if theme["id"] not in done]
        _settle(deed, added=len(known) - num_before)
    return len(known) - num_before, num_before


def _settle(deed: Deed, added: int) -> None:
    if added:
        deed.record(None, added=added)
    else:
        deed.unchanged()


def _new(area: Area, *, code: str, name: str, definition: str, parent: Theme | None) -> Theme:
    try:
        validate_slug(code)
    except ValidationError:
        raise Refused(
            _("“%(code)s” cannot be a code. Use letters, digits and hyphens only.") % {"code": code}
        )
    _check_words(name, definition)
    if len(code) > 60:
        raise Refused(_("The code “%(code)s” is too long. Use at most 60 characters.") % {"code": code})
    if parent is not None and (parent.parent_id or parent.area_id != area.pk):
        raise Refused(_("A codebook has two levels. Choose a theme of the first level as the parent."))
    if Theme.objects.filter(area=area, code=code).exists():
        raise Refused(_("The code “%(code)s” is taken. Choose another one.") % {"code": code})
    position = Theme.objects.filter(area=area).count()
    return Theme.objects.create(
        area=area,
        code=code,
        name=name,
        definition=definition,
        parent=parent,
        position=position,
        added_on=area.today(),
    )


def _check_words(name: str, definition: str) -> None:
    if not name.strip():
        raise Refused(_("Give the theme a name."))
    if problem := text.problem_with(name, longest=120) or text.problem_with(definition, longest=500):
        raise Refused(problem)
