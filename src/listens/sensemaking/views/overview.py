"""All themes at once, and two of them side by side: for those who may see live counts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from listens.core.views import AreaView
from listens.sensemaking import fetch, overview, presenters
from listens.sensemaking import overview_presenters as shown
from listens.sensemaking.forms import CompareForm
from listens.sensemaking.machine import estimating
from listens.sensemaking.views.answering import numbers_for
from listens.sensemaking.views.themes import RoundChoice


class OverviewView(RoundChoice, AreaView):
    verb = "read_live_counts"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        round = self.chosen(request, self.area)
        found = overview.heard(self.area, round)
        newest = round or next(iter(fetch.rounds(self.area)), None)
        numbers = numbers_for(self, round)
        return self.page(
            "sensemaking/overview.html",
            round=round,
            rounds=fetch.rounds(self.area),
            num=len(found.met),
            where_all=numbers.where(),
            bars=shown.bars(self.area, found, numbers),
            estimates=shown.estimates_chart(self.area, estimating.standing(newest)) if newest else None,
            estimated_round=newest,
            pairs=shown.pairs_table(overview.pairs(found), numbers),
            newness=shown.newness(overview.how_new(found)),
            once_only=shown.once_only(self.area, found),
            by_kind=shown.newness_table(
                _("By kind of organisation"),
                _("Kind of organisation"),
                overview.how_new_by(found, found.kinds),
                numbers,
                "kind",
            ),
            by_borough=shown.newness_table(
                _("By borough"),
                _("Borough"),
                overview.how_new_by(found, found.boroughs),
                numbers,
                "borough",
            ),
            who_next=newest,
            may_see_reach=self.may("see_reach", within=[newest.pk] if newest else []),
            numbers=numbers,
            trail=presenters.codebook_trail(self.area),
        )


class CompareView(RoundChoice, AreaView):
    """Two themes: how many conversations have one, the other and both, and where."""

    verb = "read_live_counts"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        round = self.chosen(request, self.area)
        themes = fetch.whole_codebook(self.area)
        asked = "one" in request.GET or "other" in request.GET
        form = CompareForm(request.GET if asked else None, themes=themes)
        found = None
        if asked and form.is_valid():
            typed = form.cleaned_data
            found = overview.compare(
                overview.heard(self.area, round), form.themes[typed["one"]], form.themes[typed["other"]]
            )
        return self.page(
            "sensemaking/compare.html",
            form=form,
            round=round,
            found=found,
            **(self._figures(found, numbers_for(self, round)) if found else {}),
            trail=[
                *presenters.codebook_trail(self.area),
                (_("All themes at once"), presenters.address(self.area, "themes_overview")),
            ],
        )

    def _figures(self, found: overview.Compared, numbers: presenters.Numbers) -> dict[str, Any]:
        one, other = found.sides
        kind, borough = _("Kind of organisation"), _("Borough")
        return {
            "figures": [
                (shown.live(self.area, n), label, numbers.where(theme, **more) if n else "")
                for n, label, theme, more in [
                    (one.num, one.theme.name, one.theme, {}),
                    (other.num, other.theme.name, other.theme, {}),
                    (found.num_both, _("both together"), one.theme, {"also": other.theme}),
                ]
            ],
            "by_kind": shown.compared_table(_("By kind of organisation"), kind, found, numbers, "kind"),
            "by_borough": shown.compared_table(_("By borough"), borough, found, numbers, "borough"),
        }
