"""What a theme may be: its code, its words, its mark and its place. For actions that have asked already."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused
from listens.core.models import Area
from listens.sensemaking.actions.changing import check_not_merged, clean
from listens.sensemaking.models import Theme
from listens.sensemaking.signs import LONGEST as LONGEST_SIGN

LONGEST = {"name": 120, "definition": 500, "include": 500, "exclude": 500}


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
