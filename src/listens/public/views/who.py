"""Who was heard, as it was released."""

from django.http import Http404, HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.public import heard, who
from listens.public.figures import newest


class ShowWhoView(AreaView):
    """The cards of one round, the newest that has any unless `?round=` names another; places over all rounds."""

    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        rounds, figures = heard.opened_rounds(self.area), newest(self.area)
        slug = request.GET.get("round", "")
        chosen = next((round for round in rounds if round.slug == slug), None)
        if slug and chosen is None:
            raise Http404
        chosen = chosen or who.newest_with_cards(figures, rounds)
        questions = who.questions(self.area, figures, chosen.slug) if chosen else []
        return self.page(
            "public/who.html",
            rounds=rounds,
            chosen=chosen,
            questions=questions,
            num_cards=who.most_cards(questions),
            places=who.places(self.area, figures),
            kinds=who.kinds(figures),
            as_at=figures.as_at,
            times_heard=figures.get("times_heard", round=chosen.slug) if chosen else None,
        )
