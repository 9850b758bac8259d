"""Paper to hand out: cards for the people heard. And the refresher, a page that listeners read before they go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.alliance.models import Organisation
from listens.core import media
from listens.core.views import AreaView
from listens.listening import at_hand, codes, qr, round_fetch
from listens.listening.models import Round
from listens.listening.paper import fetch
from listens.listening.paper.sheet_views import languages_to_print
from listens.listening.round_presenters import trail

A_PAGE = 8  # on A4, two by four
MOST_PAGES = 10


@method_decorator(never_cache, name="dispatch")
class HeardCardsView(AreaView):
    """A sheet of cards, one for each person heard, each with a slip code of its own that is kept nowhere."""

    verb = "make_sheets"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found, organisations = fetch.fetch_round_for(self.actor, self.area, round, self.verb)
        organisation = self._chosen(organisations)
        pages = min(
            max(int(given[:9]) if (given := request.GET.get("pages", "")).isdecimal() else 1, 1), MOST_PAGES
        )
        card = f"listening/wording/{found.wording_version}/heard_card.html"
        languages = languages_to_print(self.area, card)
        if request.GET.get("language") in dict(languages):
            translation.activate(request.GET["language"])
        address = request.build_absolute_uri(reverse("withdraw", kwargs={"area": self.area.slug}))
        return self.page(
            "listening/paper/heard_cards.html",
            round=found,
            organisation=organisation,
            organisations=organisations,
            languages=languages,
            chosen=translation.get_language(),
            pages=[[codes.new_slip() for _card in range(A_PAGE)] for _page in range(pages)],
            num_pages=pages,
            most_pages=MOST_PAGES,
            card=card,
            films_address=self._films(),
            short_address=address.partition("://")[2],
            picture=qr.svg(address, _("The page for taking words back, as a picture for a phone's camera")),
            trail=trail(self.area, found),
        )

    def _films(self) -> str:
        """Where the same is in British Sign Language, as audio or in Easy Read, if it is."""
        if not media.files_of(self.area, "consent").exists():
            return ""
        page = reverse("media_of", kwargs={"area": self.area.slug, "slot": "consent"})
        return self.request.build_absolute_uri(page).partition("://")[2]

    def _chosen(self, organisations: list[Organisation]) -> Organisation:
        wanted = self.request.GET.get("organisation")
        return next((one for one in organisations if str(one.pk) == wanted), organisations[0])


class RefresherView(AreaView):
    """Ten minutes before going out. Plain text and nothing that moves, so that a browser keeps it for later."""

    verb = "read_refresher"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        newest: Round | None = round_fetch.rounds(self.area).first()
        version = newest.wording_version if newest else 1
        return self.page(
            "listening/paper/refresher.html",
            words=f"listening/wording/{version}/refresher.html",
            round=newest,
            ring_now=at_hand.numbers(self.area, None),
        )
