"""Boroughs and wards: the list, finding one by name or postcode, and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from listens.core.views import AreaView
from listens.places import postcodes
from listens.places.finding import find
from listens.public import place_story

LONGEST = 100  # no name is longer, and to look for what is nearly one takes longer with its length


class ListPlacesView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        boroughs, map_ = place_story.list_places(self.area)
        return self.page(
            "public/places.html",
            boroughs=boroughs,
            map=map_,
            knows_postcodes=postcodes.is_installed(),
            can_add=self.may("add_places"),
            can_import_figures=self.may("import_figures"),
        )


# What is typed may be a postcode: it is posted, so that no address or log holds it, and nothing of it is kept.
@method_decorator([never_cache, sensitive_post_parameters("words")], name="dispatch")
class FindPlaceView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(found=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._page(found=find(self.area, request.POST.get("words", "")[:LONGEST]))

    def _page(self, **more: Any) -> HttpResponse:
        return self.page("public/find_place.html", knows_postcodes=postcodes.is_installed(), **more)


class ShowPlaceView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.page(
            "public/place.html", story=place_story.tell(place_story.fetch_place(self.area, code))
        )
