"""The promises: all of them, and one with everything behind it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from listens.core.views import AreaView
from listens.public import search, standings, story

ON_A_PAGE = 20


class ListPromisesView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = search.Wanted.of(request.GET)
        found = search.find(self.area, wanted)
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
        return self.page(
            "public/promises.html",
            wanted=wanted,
            page_obj=page,
            query=wanted.as_query(),
            num_found=standings.exact(self.area, page.paginator.count, _("Promises that fit what you chose")),
            bodies=search.bodies(self.area),
            verdicts=standings.VERDICTS,
            today=self.area.today(),
        )


class ShowPromiseView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        pledge = story.fetch_pledge(self.area, number)
        told = story.tell(pledge)
        page = Paginator(told.progress, ON_A_PAGE).get_page(request.GET.get("page"))
        return self.page("public/promise.html", story=told, pledge=pledge, page_obj=page)
