"""Open data: the register as a table, as JSON and as a feed; estimates; votes."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from listens.core.views import AreaApiView, AreaView
from listens.public import estimated, feed, open_data


class PromisesTableView(AreaView):
    verb = "read_open_data"

    def get(self, request: HttpRequest) -> HttpResponse:
        table = open_data.as_csv(open_data.promises(self.area))
        answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{self.area.slug}-promises.csv"'
        return answer


class PromisesDataView(AreaApiView):
    verb = "read_open_data"

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(
            {
                "area": self.area.slug,
                "name": self.area.name,
                "as_at": self.area.today().isoformat(),
                "is_synthetic": self.area.is_synthetic,
                "promises": open_data.promises(self.area),
            }
        )


class VotesDataView(AreaApiView):
    """The ballots, the result and the log of each vote are files of their own: here are their addresses."""

    verb = "read_open_data"

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(
            {
                "area": self.area.slug,
                "name": self.area.name,
                "is_synthetic": self.area.is_synthetic,
                "votes": open_data.votes(self.area),
            }
        )


class EstimatesTableView(AreaView):
    verb = "read_open_data"

    def get(self, request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(
            estimated.as_csv(estimated.of_area(self.area)), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="{self.area.slug}-estimates.csv"'
        return answer


class EstimatesDataView(AreaApiView):
    """Of the newest release: see docs/adr/0020. Numbers are null where too few is known to say."""

    verb = "read_open_data"

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(
            {
                "area": self.area.slug,
                "name": self.area.name,
                "is_synthetic": self.area.is_synthetic,
                "estimates": estimated.of_area(self.area),
            }
        )


class FeedView(AreaView):
    verb = "read_open_data"

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(feed.feed(self.area), content_type="application/atom+xml; charset=utf-8")
