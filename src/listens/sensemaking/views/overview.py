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
from listens.sensemaking.views.themes import RoundChoice


class OverviewView(RoundChoice, AreaView):
    verb = "read_live_counts"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        round = self.chosen(request, self.area)
        found = overview.heard(self.area, round)
        newest = round or next(iter(fetch.rounds(self.area)), None)
        kinds = [shown.kind_name(kind) if kind else "" for kind in found.kinds]
        return self.page(
            "sensemaking/overview.html",
            round=round,
            rounds=fetch.rounds(self.area),
            num=len(found.met),
            bars=shown.bars(self.area, found),
            estimates=shown.estimates_chart(self.area, estimating.standing(newest)) if newest else None,
            estimated_round=newest,
            pairs=shown.pairs_table(overview.pairs(found)),
            newness=shown.newness(overview.how_new(found)),
            by_kind=shown.newness_table(
                _("By kind of organisation"),
                _("Kind of organisation"),
                overview.how_new_by(found, kinds),
            ),
            by_borough=shown.newness_table(
                _("By borough"), _("Borough"), overview.how_new_by(found, found.boroughs)
            ),
            who_next=newest,
            may_see_reach=self.may("see_reach", within=[newest.pk] if newest else []),
            numbers=presenters.Numbers(self.area, is_exact=True),
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
            figures=[
                (shown.live(self.area, n), label)
                for n, label in [
                    (found.sides[0].num, found.sides[0].theme.name),
                    (found.sides[1].num, found.sides[1].theme.name),
                    (found.num_both, _("both together")),
                ]
            ]
            if found
            else [],
            by_kind=shown.compared_table(
                _("By kind of organisation"), _("Kind of organisation"), found, "kind"
            )
            if found
            else None,
            by_borough=shown.compared_table(_("By borough"), _("Borough"), found, "borough")
            if found
            else None,
            trail=[
                *presenters.codebook_trail(self.area),
                (_("All themes at once"), presenters.address(self.area, "themes_overview")),
            ],
        )
