"""One page to pin up: you told us, here is what came of it. For the wall of the organisation that listened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import qrcode
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from qrcode.constants import ERROR_CORRECT_M

from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.core.published import Published, act
from listens.listening.models import Round
from listens.pledges.models import Pledge
from listens.public import figures, heard, search, votes

MOST = 4  # of each list: one sheet of paper holds no more, in letters read from two steps away


@dataclass(frozen=True)
class Listed:
    """The first few of a list, and how many more stand on the round's page; None when that is all."""

    shown: list[Any]
    more: Published | None = None


@dataclass(frozen=True)
class Poster:
    """`square` is the drawing of the QR code for the round's public page, `size` its side in modules."""

    themes: Listed
    chosen: Listed
    not_chosen: Listed
    is_vote_over: bool
    pledges: Listed
    address: str
    square: str
    size: int
    reply_address: str


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
        themes=cut(area, [one.theme for one in heard.most_heard(area, of, round=round.slug)]),
        chosen=cut(area, [one.title for one in vote.winners] if vote else []),
        not_chosen=cut(area, [one.title for one in vote.not_chosen] if vote else []),
        is_vote_over=votes.is_over(round),
        pledges=cut(area, list(search.listed(pledges, area))),
        address=address,
        square=square,
        size=size,
        reply_address=settings.SITE_URL + reverse("reply", args=[area.slug]),
    )


def cut(area: Area, whole: list[Any]) -> Listed:
    if len(whole) <= MOST:
        return Listed(whole)
    definition, source = _("More of them on the page of this round"), _("The page of this round")
    more = act(len(whole) - MOST, definition=definition, as_at=area.today(), source=source)
    return Listed(whole[:MOST], more)


def draw(address: str) -> tuple[str, int]:
    """A QR code as the path of an SVG, one unit a module, with the quiet border of four."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(address)
    code.make(fit=True)
    matrix = code.get_matrix()
    dark = [(x, y) for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark]
    return "".join(f"M{x} {y}h1v1h-1z" for x, y in dark), len(matrix)
