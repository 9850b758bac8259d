"""Merging a theme into another and splitting one into parts: edges that are resolved on reading; codings stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.models import Actor
from listens.sensemaking.actions.changing import changing, check_not_merged, clean_reason
from listens.sensemaking.actions.codebook_rules import check_words, signs_of
from listens.sensemaking.models import Theme, ThemeChange, ThemeEdge
from listens.sensemaking.signs import code_for, sign_for

FEWEST_PARTS, MOST_PARTS = 2, 8


def merge_themes(
    actor: Actor, theme: Theme, into: Theme, *, reason: str = "", seen_seq: int | None = None
) -> ThemeChange:
    """From now on the codings of `theme` count for `into`; none is rewritten, and undoing gives them back.

    Raises Refused for a theme and itself, one that was merged already, one with parts, or a target that coders
    cannot choose; Stale when somebody changed one of the two after `seen_seq`.
    """
    with changing(actor, theme.area, theme, into, seen_seq=seen_seq) as pen:
        if theme.pk == into.pk:
            raise Refused(_("Choose another theme: this one cannot become part of itself."))
        for one in (theme, into):
            check_not_merged(one)
        if into.parked_on:
            raise Refused(
                _("“%(theme)s” is parked. Use it again first, or choose another.") % {"theme": into.name}
            )
        if ThemeEdge.objects.live().filter(theme=into, kind=ThemeEdge.Kind.SPLIT).exists():
            raise Refused(
                _("“%(theme)s” was split. Choose one of its parts, or undo the split first.")
                % {"theme": into.name}
            )
        if part := Theme.objects.standing().filter(parent=theme).first():
            raise Refused(
                _("“%(theme)s” has parts of its own, like “%(part)s”. Move or merge them first.")
                % {"theme": theme.name, "part": part.name}
            )
        made = pen.write(
            ThemeChange.Kind.MERGED, theme, after={"into": [into.code]}, reason=clean_reason(reason)
        )
        ThemeEdge.objects.create(change=made, kind=ThemeEdge.Kind.MERGED, theme=theme, into=into)
    return made


def split_theme(
    actor: Actor,
    theme: Theme,
    parts: Sequence[Mapping[str, str]],
    *,
    reason: str = "",
    seen_seq: int | None = None,
) -> list[Theme]:
    """`parts` are {"name", "definition"}: new themes, below a theme of the first level, else beside the theme.

    The theme cannot be chosen any more; its notes count for it until they are coded to the parts. Raises Refused for
    fewer than two or more than eight parts, two of one name, or a theme that was merged, split or parked.
    """
    with changing(actor, theme.area, theme, seen_seq=seen_seq) as pen:
        check_not_merged(theme)
        if theme.parked_on:
            raise Refused(_("“%(theme)s” is parked. Use it again first.") % {"theme": theme.name})
        if ThemeEdge.objects.live().filter(theme=theme, kind=ThemeEdge.Kind.SPLIT).exists():
            raise Refused(_("“%(theme)s” was split already. Split one of its parts.") % {"theme": theme.name})
        made = _parts(theme, parts)
        change = pen.write(
            ThemeChange.Kind.SPLIT,
            theme,
            after={"into": [part.code for part in made]},
            reason=clean_reason(reason),
        )
        ThemeEdge.objects.bulk_create(
            ThemeEdge(change=change, kind=ThemeEdge.Kind.SPLIT, theme=theme, into=part) for part in made
        )
    return made


def _parts(theme: Theme, parts: Sequence[Mapping[str, str]]) -> list[Theme]:
    """The new themes, saved."""
    if not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
        raise Refused(_("Name %(least)d to %(most)d parts.") % {"least": FEWEST_PARTS, "most": MOST_PARTS})
    area = theme.area
    codes = set(Theme.objects.filter(area=area).values_list("code", flat=True))
    signs, names, made = signs_of(area), set(), []
    for position, typed in enumerate(parts, start=len(codes)):
        name = check_words("name", typed["name"])
        if name.casefold() in names:
            raise Refused(_("Two parts are called “%(name)s”. Give each its own name.") % {"name": name})
        part = Theme(
            area=area,
            code=code_for(name, codes),
            name=name,
            sign=sign_for(name, signs),
            definition=check_words("definition", typed.get("definition", "")),
            parent=theme.parent or theme,
            position=position,
            added_on=area.today(),
        )
        names.add(name.casefold())
        codes.add(part.code)
        signs.add(part.sign.casefold())
        made.append(part)
    return Theme.objects.bulk_create(made)
