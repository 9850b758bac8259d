"""The result of a vote, to read, to print and to take away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from listens.core.views import AreaView
from listens.priorities import fetch, presenters, sealing
from listens.priorities.models import LongList, Result
from listens.priorities.read_aloud import read_aloud


class OfResultView(AreaView):
    verb = "read_long_list"
    is_scoped = True

    def find(self, round: str) -> tuple[LongList, Result]:
        """The newest result; 404 before the count."""
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        result = fetch.newest_result(long_list)
        if result is None:
            raise Http404
        return long_list, result


class ResultView(OfResultView):
    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list, result = self.find(round)
        titles = dict(long_list.proposals.values_list("reference", "title"))
        story = presenters.result_story(result, titles)
        return self.page(
            "priorities/result.html",
            round=long_list.round,
            long_list=long_list,
            story=story,
            read_aloud=read_aloud(story, long_list.shares.count()),
            trail=presenters.trail(self.area, long_list.round),
        )


class ResultFileView(OfResultView):
    """The JSON of `listens priorities count`."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        _long_list, result = self.find(round)
        answer = JsonResponse(result.content, json_dumps_params={"indent": 1, "ensure_ascii": False})
        answer["Content-Disposition"] = f'attachment; filename="{round}-result.json"'
        return answer


class BallotsFileView(OfResultView):
    """Every ballot as it was sealed: the organisation's name in public, weight and choices, in an order by lot."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list, _result = self.find(round)
        table = sealing.ballots_csv(long_list)
        answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{round}-ballots.csv"'
        return answer
