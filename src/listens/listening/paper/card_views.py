"""Paper to hand out: cards for the people heard, and to be filled in by them. And the refresher for listeners."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

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
from listens.listening.models import Offer, Round
from listens.listening.paper import fetch
from listens.listening.paper.people_forms import numbered
from listens.listening.paper.sheet_views import languages_to_print
from listens.listening.round_presenters import trail
from listens.listening.who_was_there import QUESTIONS


@method_decorator(never_cache, name="dispatch")
class PrintCardsView(AreaView, ABC):
    """Pages of cards to cut, in a language to choose; each time it is opened the codes on them are new."""

    verb = "make_sheets"
    is_scoped = True
    template: ClassVar[str]
    a_page: ClassVar[int]
    most_pages = 10

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.round, organisations = fetch.fetch_round_for(self.actor, self.area, round, self.verb)
        given = request.GET.get("pages", "")
        num = min(max(int(given[:9]) if given.isdecimal() else 1, 1), self.most_pages)
        languages = languages_to_print(self.area, *self.wording())
        if request.GET.get("language") in dict(languages):
            translation.activate(request.GET["language"])
        is_large = bool(request.GET.get("large"))
        a_page = 1 if is_large else self.a_page
        return self.page(
            self.template,
            round=self.round,
            organisations=organisations,
            organisation=self._chosen(organisations),
            languages=languages,
            chosen=translation.get_language(),
            pages=self.pages(num, a_page),
            num_pages=num,
            most_pages=self.most_pages,
            is_large=is_large,
            trail=trail(self.area, self.round),
            **self.more(),
        )

    @abstractmethod
    def wording(self) -> list[str]:
        """The templates with wording people rely on."""

    @abstractmethod
    def pages(self, num: int, a_page: int) -> list[list[Any]]:
        """The codes of that many pages."""

    def more(self) -> dict[str, Any]:
        return {}

    def _chosen(self, organisations: list[Organisation]) -> Organisation:
        wanted = self.request.GET.get("organisation")
        return next((one for one in organisations if str(one.pk) == wanted), organisations[0])


class HeardCardsView(PrintCardsView):
    """A card for each person heard, with a slip code of its own that is kept nowhere."""

    template = "listening/paper/heard_cards.html"
    a_page = 6  # on A4, two by three: room for the longest names, and for those who do not see well

    def wording(self) -> list[str]:
        return [f"listening/wording/{self.round.wording_version}/heard_card.html"]

    def pages(self, num: int, a_page: int) -> list[list[str]]:
        return [[codes.new_slip() for _card in range(self.a_page)] for _page in range(num)]

    def more(self) -> dict[str, Any]:
        address = self.request.build_absolute_uri(reverse("withdraw", kwargs={"area": self.area.slug}))
        words = _("The page for taking words back, as a picture for a phone's camera")
        return {
            "card": self.wording()[0],
            "films_address": self._films(),
            "short_address": address.partition("://")[2],
            "picture": qr.svg(address, words),
        }

    def _films(self) -> str:
        """Where the same is in British Sign Language, as audio or in Easy Read, if it is."""
        if not media.files_of(self.area, "consent").exists():
            return ""
        page = reverse("media_of", kwargs={"area": self.area.slug, "slot": "consent"})
        return self.request.build_absolute_uri(page).partition("://")[2]


class WhoWasThereCardsView(PrintCardsView):
    """Cards that people fill in themselves: one code for the pile, and a number on each."""

    template = "listening/paper/who_cards.html"
    a_page = 2
    most_pages = 25

    def wording(self) -> list[str]:
        return ["listening/card_words.html"]

    def pages(self, num: int, a_page: int) -> list[list[int]]:
        return [list(range(at, at + a_page)) for at in range(1, num * a_page + 1, a_page)]

    def more(self) -> dict[str, Any]:
        questions = [(question, numbered(group)) for group, question in QUESTIONS.items()]
        return {"questions": questions, "pile": codes.new_pile()}


class ContactSlipsView(PrintCardsView):
    """Slips on which somebody writes how to reach them and what they offer, with a code of its own on each."""

    template = "listening/paper/contact_slips.html"
    a_page = 2
    most_pages = 25

    def wording(self) -> list[str]:
        return ["listening/contact_words.html", self.template]

    def pages(self, num: int, a_page: int) -> list[list[str]]:
        return [[codes.new_slip() for _slip in range(a_page)] for _page in range(num)]

    def more(self) -> dict[str, Any]:
        return {
            "offers": Offer.Kind.choices,
            "concerns": [concern.text for concern in self.round.concerns.all()],
        }


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
