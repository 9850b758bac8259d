"""The page of one council, trust or organisation that promised."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.public import body_story
from listens.public.views.promises import ON_A_PAGE


class ShowBodyView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest, body: UUID) -> HttpResponse:
        found = body_story.fetch_body(self.area, body)
        story = body_story.tell(found)
        page = Paginator(story.pledges, ON_A_PAGE).get_page(request.GET.get("page"))
        return self.page(
            "public/body.html",
            body=found,
            story=story,
            standings=story.standings,
            page_obj=page,
            today=self.area.today(),
        )
