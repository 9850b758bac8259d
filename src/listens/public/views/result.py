"""The whole result of a round's vote, and the files with which anybody counts it again."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page

from listens.core.views import AreaView
from listens.public.result import files, page
from listens.public.result.fetch import Counted, fetch


@method_decorator(gzip_page, name="dispatch")  # a table of sixty organisations: packed, a tenth of the size
class ShowResultView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        counted = fetch(self.area, round)
        return self.page(
            "public/result.html",
            round=counted.round,
            told=page.tell(counted),
            head=files.head(counted),
            run=files.how_to_run(round),
        )


class FileView(AreaView):
    """A file to take away. A browser asks each time whether it is still the same: four files must fit together."""

    verb = "read_open_data"

    def answer(
        self, request: HttpRequest, name: str, etag: str, make: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        tag = quote_etag(etag)
        answer = get_conditional_response(request, etag=tag) or make()
        answer["ETag"] = tag
        answer["Cache-Control"] = "public, no-cache"
        if answer.status_code == 200:
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class OfRoundView(FileView):
    suffix: str

    def get(self, request: HttpRequest, round: str) -> HttpResponseBase:
        counted = fetch(self.area, round)
        return self.answer(
            request,
            f"{round}-{self.suffix}",
            f"{counted.result.digest}-{self.suffix}",
            lambda: self.make(counted),
        )

    def make(self, counted: Counted) -> HttpResponseBase:
        raise NotImplementedError


class ResultFileView(OfRoundView):
    suffix = "result.json"

    def make(self, counted: Counted) -> HttpResponseBase:
        return files.result(counted)


class BallotsFileView(OfRoundView):
    suffix = "ballots.csv"

    def make(self, counted: Counted) -> HttpResponseBase:
        return files.ballots(counted)


class LogFileView(OfRoundView):
    suffix = "log.jsonl"

    def make(self, counted: Counted) -> HttpResponseBase:
        return files.log(counted)


class VerifierView(FileView):
    """The same file for every vote."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        text = files.verifier()
        return self.answer(
            request,
            files.VERIFIER,
            files.digest_of(text),
            lambda: HttpResponse(text, content_type="text/x-python; charset=utf-8"),
        )
