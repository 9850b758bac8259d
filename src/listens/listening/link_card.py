"""A listener's card, to print: the link once in every form, what to say, whom to ring, and slips to cut out."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.views import AreaView
from listens.listening import at_hand, codes, qr
from listens.listening.models import ListenerLink

SLIPS = 10  # on one page, also with a long address


def show_card(view: AreaView, link: ListenerLink, secret: str) -> HttpResponse:
    """The only time the secret is seen."""
    request, area = view.request, view.area
    page = reverse("open_link", kwargs={"area": area.slug})
    address = request.build_absolute_uri(f"{page}#{secret}")
    wording = f"listening/wording/{link.round.wording_version}"
    return view.page(
        "listening/link_card.html",
        link=link,
        secret=secret,
        address=address,
        page_address=request.build_absolute_uri(page),
        picture=qr.svg(address, _("The link as a picture for a phone's camera")),
        slips=[codes.new_slip() for _number in range(SLIPS)],
        withdraw_address=request.build_absolute_uri(
            reverse("withdraw", kwargs={"area": area.slug})
        ).partition("://")[2],
        script=f"{wording}/script.html",
        at_risk=f"{wording}/at_risk.html",
        back=reverse("round_links", kwargs={"area": area.slug, "round": link.round.slug}),
        **at_hand.context(link),
    )
