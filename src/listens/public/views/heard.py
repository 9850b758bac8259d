"""What people told us: all themes, and one."""

from django.http import Http404, HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.public import heard
from listens.public.figures import newest


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
            leaves_out=not slug and heard.leaves_out(figures, rounds),
            num_languages=figures.get("languages", round=slug),
        )


class ShowThemeView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        theme = heard.fetch_theme(self.area, code)
        story = heard.theme_story(self.area, theme, newest(self.area))
        return self.page("public/theme.html", theme=theme, story=story, today=self.area.today())
