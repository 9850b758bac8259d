"""Which theme counts for which: the one place that resolves merges and splits, each time something is read.

Codings keep the theme they were made with. After A was merged into B they count as B's, also along a chain A, B, C;
after A was split they still count for A, and wait to be coded to its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.sensemaking.models import Theme, ThemeEdge
from listens.sensemaking.models.lineage import ThemeEdgeQuerySet


@dataclass(frozen=True)
class Lineage:
    """`merged` is {theme: what it was merged into}, `split` {theme: its parts}; what was undone is not in them."""

    merged: dict[UUID, UUID] = field(default_factory=dict)
    split: dict[UUID, list[UUID]] = field(default_factory=dict)

    def stands(self, theme: UUID) -> UUID:
        """The theme that its codings count for: itself, or the end of a chain of merges.

        A circle cannot be made through the actions; should the rows hold one, a theme of it stands for itself.
        """
        seen = {theme}
        end = theme
        while (following := self.merged.get(end)) is not None:
            if following in seen:
                return theme
            seen.add(following)
            end = following
        return end

    def behind(self, themes: Iterable[UUID]) -> dict[UUID, UUID]:
        """{each theme whose codings count for one of these: that one}. One that was merged has none."""
        wanted = set(themes)
        found = {theme: theme for theme in wanted if self.stands(theme) == theme}
        for theme in self.merged:
            if (end := self.stands(theme)) in wanted:
                found[theme] = end
        return found

    def ends(self) -> dict[UUID, Theme]:
        """{each theme that was merged: the theme it counts for, with its parent}. One query, none without a merge."""
        ends = {theme: self.stands(theme) for theme in self.merged}
        found = Theme.objects.select_related("parent").in_bulk(set(ends.values())) if ends else {}
        return {theme: found[end] for theme, end in ends.items()}


def lineage(area: Area) -> Lineage:
    """One query."""
    return _of(ThemeEdge.objects.filter(theme__area=area))


def lineage_of(themes: Iterable[UUID]) -> Lineage:
    """That of the areas of these themes. One query."""
    areas = Theme.objects.filter(pk__in=list(themes)).values("area")
    return _of(ThemeEdge.objects.filter(theme__area__in=areas))


def _of(edges: ThemeEdgeQuerySet) -> Lineage:
    found = Lineage()
    for kind, theme, into in (
        edges.live().order_by("change__seq", "into__position").values_list("kind", "theme", "into")
    ):
        if kind == ThemeEdge.Kind.MERGED:
            found.merged[theme] = into
        elif kind == ThemeEdge.Kind.SPLIT:
            found.split.setdefault(theme, []).append(into)
    return found


def behind_whole(theme: Theme) -> dict[UUID, UUID]:
    """`Lineage.behind` of a theme with its parts. Two queries."""
    parts = theme.parts.values_list("pk", flat=True)
    return lineage(theme.area).behind([theme.pk, *parts])


def themes_behind(theme: Theme) -> dict[UUID, Theme]:
    """`behind_whole`, each with the theme it counts for. Three queries."""
    behind = behind_whole(theme)
    found = Theme.objects.in_bulk(set(behind.values()))
    return {pk: found[end] for pk, end in behind.items()}


def parts_of_split(theme: Theme, lines: Lineage) -> list[Theme]:
    """What the notes of a split theme can be coded to now: its parts, where they went since, and what was added below
    it; as far as in use.
    """
    ends = [lines.stands(part) for part in lines.split.get(theme.pk, [])]
    chosen = Theme.objects.in_use().filter(Q(pk__in=ends) | Q(parent=theme)).exclude(pk=theme.pk)
    return list(chosen.select_related("parent"))


def why_not_chosen(themes: Iterable[Theme]) -> str:
    """Why one of these cannot be chosen for a new coding, or an empty sentence. One query, none for none."""
    by_pk = {theme.pk: theme for theme in themes}
    if not by_pk:
        return ""
    gone = ThemeEdge.objects.live().exclude(kind=ThemeEdge.Kind.BRANCHED)
    edge = gone.filter(theme__in=list(by_pk)).select_related("into").first()
    if edge is not None:
        names = {"theme": by_pk[edge.theme_id].name, "into": edge.into.name}
        if edge.kind == ThemeEdge.Kind.MERGED:
            return _("“%(theme)s” is now part of “%(into)s”. Choose that one.") % names
        return _("“%(theme)s” was split. Choose one of its parts, like “%(into)s”.") % names
    for theme in by_pk.values():
        if theme.parked_on:
            return _("“%(theme)s” is parked. Choose another theme.") % {"theme": theme.name}
    return ""
