"""What people told us: all themes, and one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from listens.core.views import AreaView
from listens.public import estimated_presenters as presenters
from listens.public import heard
from listens.public.beside import data_beside
from listens.public.figures import newest
from listens.public.poster import draw
from listens.sensemaking.beside import fetch_borough


class ShowHeardView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        rounds = heard.opened_rounds(self.area)
        slug = request.GET.get("round", "")
        chosen = next((round for round in rounds if round.slug == slug), None)
        if slug and chosen is None:
            raise Http404
        figures = newest(self.area)
        found = heard.most_heard(self.area, figures, round=slug)
        return self.page(
            "public/heard.html",
            rounds=rounds,
            chosen=chosen,
            found=found,
            chart=heard.chart(found),
            times_heard=figures.get("times_heard", round=slug),
            conversations=figures.get("conversations", round=slug),
            tables=[] if slug else heard.by_place(figures),
            leaves_out=not slug and heard.leaves_out(figures, rounds),
            num_languages=figures.get("languages", round=slug),
        )


class ShowThemeView(AreaView):
    """What people said, then what the data shows beside it; `?place=` is a borough to see it for."""

    verb = "read_public"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.page("public/theme.html", **self.told(code), today=self.area.today())

    def told(self, code: str) -> dict[str, Any]:
        theme = heard.fetch_theme(self.area, code)
        place = fetch_borough(self.area, self.request.GET.get("place", ""))
        figures = newest(self.area)
        story = heard.theme_story(self.area, theme, figures)
        data = data_beside(theme, place, story)
        return {
            "theme": theme,
            "now_part_of": heard.now_part_of(theme),
            "story": story,
            "data": data,
            "estimated": presenters.of_theme(theme, figures),
        }


class ShowThemeCardView(ShowThemeView):
    """The same on half a sheet of paper."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        address = settings.SITE_URL + reverse("theme", args=[self.area.slug, code])
        square, size = draw(address)
        return self.page(
            "public/theme_card.html", **self.told(code), address=address, square=square, size=size
        )
