"""Answering back by group: which there are, and the page of one."""

from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.public import answering
from listens.public.figures import newest


class AnsweringBackView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        figures = newest(self.area)
        groups = answering.groups(self.area, figures)
        return self.page(
            "public/answering.html",
            boroughs=[group for group in groups if group.along == answering.BOROUGH],
            kinds=[group for group in groups if group.along == answering.KIND],
            as_at=figures.as_at,
        )


class AnswerBackView(AreaView):
    """`?print=large` in large print; in each of the area's languages, as the reader has chosen it."""

    verb = "read_public"

    def get(self, request: HttpRequest, along: str, label: str) -> HttpResponse:
        figures = newest(self.area)
        group = answering.fetch_group(self.area, figures, along, label)
        return self.page(
            "public/answer_back.html",
            group=group,
            heading=answering.title_of(group),
            told=answering.told(self.area, figures, group),
            as_at=figures.as_at,
            is_large=request.GET.get("print") == "large",
            address=request.build_absolute_uri(request.path).partition("://")[2],
        )
