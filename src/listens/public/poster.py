"""One page to pin up: you told us, here is what came of it. For the wall of the organisation that listened."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import qrcode
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from qrcode.constants import ERROR_CORRECT_M

from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.models import Round
from listens.pledges.models import Pledge
from listens.public import figures, heard, search, votes
from listens.sensemaking.models import Theme

MOST = 5


@dataclass(frozen=True)
class Poster:
    """`square` is the drawing of the QR code for the round's public page, `size` its side in modules."""

    themes: list[Theme]
    chosen: list[str]
    not_chosen: list[str]
    pledges: list[Pledge]
    address: str
    square: str
    size: int


def fetch(actor: Actor | None, area: Area, slug: str, organisation: UUID) -> tuple[Round, Organisation]:
    """An opened round and an organisation that listened in it, for its lead or an organiser."""
    round = Round.objects.select_related("area").filter(area=area, slug=slug, opened_on__isnull=False).first()
    listened = Organisation.objects.filter(area=area, pk=organisation, conversations__round=round).first()
    if not round or not listened or not access.can(actor, "print_poster", area, within=[organisation]):
        raise Http404
    return round, listened


def poster(round: Round) -> Poster:
    """The same for every organisation of a round: what one of them said is nobody else's to pin up."""
    area = round.area
    of = figures.newest(area)
    vote = votes.vote_of(round)
    pledges = Pledge.objects.of_area(area).filter(ask__round=round).with_standing(area.today())
    address = settings.SITE_URL + reverse("round", args=[area.slug, round.slug])
    square, size = draw(address)
    return Poster(
        themes=[one.theme for one in heard.most_heard(area, of, round=round.slug)[:MOST]],
        chosen=[one.title for one in vote.winners] if vote else [],
        not_chosen=[one.title for one in vote.not_chosen[:MOST]] if vote else [],
        pledges=list(search.listed(pledges, area)[:MOST]),
        address=address,
        square=square,
        size=size,
    )


def draw(address: str) -> tuple[str, int]:
    """A QR code as the path of an SVG, one unit a module, with the quiet border of four."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    dark = [(x, y) for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark]
    return "".join(f"M{x} {y}h1v1h-1z" for x, y in dark), len(matrix)
