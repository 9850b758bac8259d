"""The result of a vote, for those who run it: the whole of it is the public page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.priorities import fetch, presenters


class ResultView(AreaView):
    """The newest result; 404 before the count."""

    verb = "read_long_list"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        result = fetch.newest_result(long_list)
        if result is None:
            raise Http404
        return self.page(
            "priorities/result.html",
            round=long_list.round,
            long_list=long_list,
            result=result,
            may_count=self.may("count_ballots"),
            trail=presenters.trail(self.area, long_list.round),
        )
