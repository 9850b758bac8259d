"""What changed in the codebook, in words: for the page of changes, and for whoever saves over somebody else's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listens.core.models import Area
from listens.sensemaking.models import Theme, ThemeChange

Kind = ThemeChange.Kind
MEANING = frozenset({"definition", "include", "exclude"})  # fields that say which notes belong


def newest_seq(area: Area) -> int:
    """The place of the newest change, 0 before the first."""
    return ThemeChange.objects.filter(area=area).order_by("-seq").values_list("seq", flat=True).first() or 0


def changes(area: Area, theme: Theme | None = None) -> QuerySet[ThemeChange]:
    """All of the area, or those that touched one theme; the newest first."""
    found = ThemeChange.objects.filter(area=area)
    if theme is not None:
        found = found.filter(touching([theme]))
    return (
        found.distinct()
        .select_related("theme", "by__account", "undoes__theme", "undone_by")
        .prefetch_related("edges__into")
        .order_by("-seq")
    )


def touching(themes: Iterable[Theme]) -> Q:
    """Changes of these themes, and merges and splits into them."""
    themes = list(themes)
    return Q(theme__in=themes) | Q(edges__into__in=themes) | Q(undoes__edges__into__in=themes)


def undoable(area: Area) -> set[int]:
    """The places of changes that are the newest of their theme, and so may be undone; one query."""
    rows = ThemeChange.objects.filter(area=area, undone_by=None).exclude(kind=Kind.UNDONE)
    return set(rows.order_by().values("theme").annotate(newest=Max("seq")).values_list("newest", flat=True))


def in_words(change: ThemeChange) -> str:
    """One sentence without who and when, such as “Damp” was merged into “Housing”."""
    if change.kind == Kind.UNDONE and change.undoes:
        return _("Undone: %(what)s") % {"what": in_words(change.undoes)}
    if "examples" in change.after:
        is_more = len(change.after["examples"]) > len(change.before["examples"])
        words = (
            _("An example of “%(theme)s” was added.")
            if is_more
            else _("An example of “%(theme)s” was taken off.")
        )
        return words % {"theme": change.theme.name}
    into = pgettext("between names", ", ").join(f"“{edge.into.name}”" for edge in change.edges.all())
    said = {
        Kind.ADDED: _("“%(theme)s” was added."),
        Kind.CHANGED: _("“%(theme)s” was changed."),
        Kind.MOVED: _("“%(theme)s” was moved."),
        Kind.PARKED: _("“%(theme)s” was parked."),
        Kind.UNPARKED: _("“%(theme)s” is in use again."),
        Kind.MERGED: _("“%(theme)s” was merged into %(into)s."),
        Kind.SPLIT: _("“%(theme)s” was split into %(into)s."),
        Kind.BRANCHED: _("A part of “%(theme)s” became a theme of its own: %(into)s."),
        Kind.STATUS: _("What the machine may do with “%(theme)s” was changed."),
    }
    return said[Kind(change.kind)] % {"theme": change.theme.name, "into": into}


def details(change: ThemeChange) -> list[tuple[str, str, str]]:
    """(what, before, after) of each field that changed, as it may be shown to whoever sees the codebook."""
    labels: dict[str, str] = {
        "name": _("Name"),
        "sign": _("Mark"),
        "definition": _("Definition"),
        "include": _("What belongs here"),
        "exclude": _("What does not belong here"),
        "parent": _("Part of"),
        "status": _("What the machine may do"),
    }
    return [
        (labels[field], _shown(field, change.before.get(field)), _shown(field, change.after.get(field)))
        for field in labels
        if field in change.after and field in change.before
    ]


def _shown(field: str, value: Any) -> str:
    if field == "status":
        return str(dict(Theme.Status.choices).get(value, value))
    if field == "parent":
        return str(value or _("Nothing: a theme of the first level"))
    return str(value or "")


def since(area: Area, themes: Iterable[Theme], seen_seq: int) -> str:
    """What others did to these themes after that place: up to three sentences with who; empty when nothing."""
    found = ThemeChange.objects.filter(touching(themes), area=area, seq__gt=seen_seq).distinct()
    rows = found.select_related("theme", "by__account", "undoes__theme").prefetch_related("edges__into")
    words = [
        _("%(who)s: %(what)s") % {"who": change.by, "what": in_words(change)}
        for change in rows.order_by("-seq")[:3]
    ]
    return " ".join(words)
