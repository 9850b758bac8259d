"""The story of one round."""

from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.public import round_story


class ShowRoundView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = round_story.fetch_round(self.area, round)
        return self.page(
            "public/round.html", round=found, story=round_story.tell(found), today=self.area.today()
        )
