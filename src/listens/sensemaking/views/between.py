"""From round to round: all themes in two rounds, one theme in all of them, and the file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from listens.core.views import AreaView
from listens.sensemaking import fetch, presenters
from listens.sensemaking.between import shown, words
from listens.sensemaking.between.compared import KINDS, Comparison, Scope
from listens.sensemaking.between.reading import Reading


class Between(AreaView):
    """Two rounds by `?before=` and `?after=`, of which something was read; by itself the newest two."""

    verb = "read_live_counts"

    @cached_property
    def comparison(self) -> Comparison:
        return Comparison(self.area)

    def pair(self, request: HttpRequest) -> tuple[Reading, Reading] | None:
        read = self.comparison.readings
        if len(read) < 2:
            return None
        by_slug = {one.round.slug: one for one in read}
        try:
            after = by_slug[request.GET.get("after") or read[-1].round.slug]
            earlier = read[: read.index(after)] or read[:1]
            before = by_slug[request.GET.get("before") or earlier[-1].round.slug]
        except KeyError:
            raise Http404
        if read.index(before) >= read.index(after):
            raise Http404
        return before, after

    def scope(self, request: HttpRequest, before: Reading, after: Reading) -> Scope:
        return self.comparison.scope(before, after, request.GET.get("by", ""))


class BetweenRoundsView(Between):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pair = self.pair(request)
        more = self._compared(request, *pair) if pair else {"why_empty": self._why_empty()}
        return self.page(
            "sensemaking/between_rounds.html",
            not_read=self._not_read(),
            label=presenters.Numbers(self.area, is_exact=True).label,
            trail=presenters.codebook_trail(self.area),
            **more,
        )

    def _compared(self, request: HttpRequest, before: Reading, after: Reading) -> dict[str, Any]:
        scope = self.scope(request, before, after)
        rows = self.comparison.rows(before, after, scope)
        return {
            "before": before.round,
            "after": after.round,
            "sections": shown.sections(self.area, rows),
            "table": shown.table(self.area, before, after, rows),
            "none_compared": all(row.verdict == "cannot be compared" for row in rows),
            "who": words.compared(scope, before, after, request.GET.get("by", "") in KINDS),
            "kind": scope.kind,
            "kinds": [
                ("organisation", _("the same organisations")),
                ("borough", _("the same boroughs")),
                ("all", _("everybody")),
            ],
            "by_chance": words.by_chance(rows),
            "pairs": self._pairs(),
            "query": f"before={before.round.slug}&after={after.round.slug}",
        }

    def _pairs(self) -> list[tuple[Any, Any]]:
        read = [one.round for one in self.comparison.readings]
        return [(one, other) for at, one in enumerate(read) for other in read[at + 1 :]]

    def _why_empty(self) -> str:
        if not self.comparison.readings:
            return _("Nothing is coded yet. Once notes of two rounds are coded, what changed is here.")
        name = self.comparison.readings[0].round.name
        return _("Only notes of %(round)s are coded so far. With a second round, what changed is here.") % {
            "round": name
        }

    def _not_read(self) -> list[str]:
        """Rounds that opened and of which nothing is coded."""
        read = {one.round.pk for one in self.comparison.readings}
        return [one.name for one in fetch.rounds(self.area) if one.opened_on and one.pk not in read][::-1]


class DownloadBetweenView(Between):
    """The table as a CSV file."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pair = self.pair(request)
        if pair is None:
            raise Http404
        rows = self.comparison.rows(*pair, self.scope(request, *pair))
        content = shown.as_csv(self.comparison, *pair, rows)
        name = f"{self.area.slug}-{pair[0].round.slug}-{pair[1].round.slug}-themes.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse("\ufeff" + content, content_type="text/csv; charset=utf-8", headers=headers)


class ThemeBetweenView(Between):
    """One theme in every round that was read: its share, what it meant then, and what came between."""

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        comparison = self.comparison
        whole = theme.pk in {one.pk for one in comparison.themes}
        steps = comparison.steps(theme) if whole else []
        return self.page(
            "sensemaking/theme_between.html",
            theme=theme,
            merged_into=None if whole else comparison.every[comparison.lines.stands(theme.pk)],
            steps=shown.steps(comparison, theme, steps),
            slope=shown.slope_of(steps),
            since=shown.since(comparison, theme, steps),
            label=presenters.Numbers(self.area, is_exact=True).label,
            back=presenters.address(self.area, "between_rounds"),
            trail=[
                *presenters.codebook_trail(self.area, theme),
                (_("From round to round"), presenters.address(self.area, "between_rounds")),
            ],
        )
