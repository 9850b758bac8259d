"""The area's colours as a style sheet of its own: our Content-Security-Policy allows no style inside a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from listens.core import access, colour
from listens.core.models import Area
from listens.core.views import AreaView

access.declare("see_brand", "see the area's colours", room="core", is_public=True)


def properties(brand: str) -> dict[str, str]:
    """The custom properties that frontend/scss uses, for one brand colour."""
    ink = colour.readable(brand)
    return {
        "--brand": brand,
        "--on-brand": colour.on(brand),
        "--brand-ink": ink,
        "--brand-dark": colour.mix(ink, colour.BLACK, 0.7),
        "--brand-tint": colour.mix(ink, colour.WHITE, 0.07),
    }


class ShowBrandView(AreaView):
    """`brand.css`; its address carries the colour, so that a browser may keep it for ever."""

    verb = "see_brand"

    def get(self, request: HttpRequest) -> HttpResponse:
        return stylesheet(self.area)


def stylesheet(area: Area) -> HttpResponse:
    rules = ";".join(f"{name}:{value}" for name, value in properties(area.brand_colour).items())
    answer = HttpResponse(f":root{{{rules}}}", content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
