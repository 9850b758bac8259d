"""The frame of every change of the codebook: one at a time in an area, each with its row in the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused, Stale, acting
from listens.core.models import Actor, Area
from listens.sensemaking.history import newest_seq, since
from listens.sensemaking.models import Theme, ThemeChange, ThemeEdge

LONGEST_REASON = 300


@dataclass
class Pen:
    """Writes the rows of one deed, one place after the other."""

    deed: Deed
    seq: int

    def write(
        self,
        kind: str,
        theme: Theme,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        *,
        reason: str = "",
        undoes: ThemeChange | None = None,
        keeps_meaning: bool = False,
    ) -> ThemeChange:
        self.seq += 1
        made = self.row(self.seq, kind, theme, before, after)
        made.reason, made.undoes, made.keeps_meaning = reason, undoes, keeps_meaning
        made.save()
        self.deed.record(theme, seq=self.seq, kind=str(kind))
        return made

    def row(
        self,
        seq: int,
        kind: str,
        theme: Theme,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> ThemeChange:
        return ThemeChange(
            area=self.deed.area,
            seq=seq,
            kind=kind,
            theme=theme,
            before=before or {},
            after=after or {},
            by=self.deed.actor,
            at=self.deed.area.now(),
        )

    def add_all(self, themes: Iterable[Theme]) -> None:
        """The rows of themes that were just added, in one write and without a row in the audit."""
        themes = list(themes)
        rows = [
            self.row(seq, ThemeChange.Kind.ADDED, theme, after={"name": theme.name})
            for seq, theme in enumerate(themes, start=self.seq + 1)
        ]
        ThemeChange.objects.bulk_create(rows, batch_size=500)
        self.seq += len(rows)


def begin(deed: Deed) -> Pen:
    """Nobody else writes to this codebook until the transaction ends."""
    Area.objects.select_for_update().get(pk=deed.area.pk)
    return Pen(deed, newest_seq(deed.area))


@contextmanager
def changing(
    actor: Actor, area: Area, *themes: Theme, verb: str = "edit_codebook", seen_seq: int | None = None
) -> Iterator[Pen]:
    """Locks the codebook. Raises Stale, saying what changed, if somebody touched one of `themes` after `seen_seq`."""
    with acting(actor, verb, area) as deed:
        pen = begin(deed)
        if seen_seq is not None and (what := since(area, themes, seen_seq)):
            raise Stale(
                _(
                    "Somebody changed this while you were writing. %(what)s What you typed is still here: look at what "
                    "there is now, then save again."
                )
                % {"what": what}
            )
        for theme in themes:
            if theme.area_id != area.pk:
                raise Refused(_("That theme belongs to another area."))
            theme.refresh_from_db()
        yield pen


def check_not_merged(theme: Theme) -> None:
    """Raises Refused for a theme that is now part of another one."""
    edge = ThemeEdge.objects.live().filter(theme=theme, kind=ThemeEdge.Kind.MERGED).first()
    if edge is not None:
        raise Refused(
            _("“%(theme)s” was merged into “%(into)s”. Undo that first, or change “%(into)s”.")
            % {"theme": theme.name, "into": edge.into.name}
        )


def clean(words: str) -> str:
    """Text as it is kept: no space at its ends, one kind of line break."""
    return "\n".join(words.replace("\r\n", "\n").splitlines()).strip()


def clean_reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if problem := text.problem_with(reason, longest=LONGEST_REASON):
        raise Refused(problem)
    return reason
