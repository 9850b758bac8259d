"""The front page of an area: understood in ten seconds by somebody who has never heard of it."""

from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.public import happenings, heard, rounds, standings
from listens.public.figures import newest


class AreaHomeView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        figures = newest(self.area)
        cards = rounds.cards(self.area, figures)
        return self.page(
            "public/home.html",
            standings=standings.standings(self.area),
            happenings=happenings.newest_happenings(self.area),
            rounds=cards,
            times_heard=figures.get("times_heard"),
            organisations=figures.get("organisations"),
            leaves_out=heard.leaves_out(figures, [card.round for card in cards]),
        )
