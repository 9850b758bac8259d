"""What stands on printed voting slips and on the cover sheet of each organisation's pack."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from listens.core.models import Area
from listens.listening import qr
from listens.priorities.actions.slips import NewSlip
from listens.priorities.models import LongList, Proposal

WORDING = ("priorities/slip_words.html",)


@dataclass(frozen=True)
class PrintedSlip:
    number: int
    code: str
    picture: SafeString
    proposals: list[Proposal]


@dataclass(frozen=True)
class Pack:
    """The slips of one organisation."""

    name: str
    slips: list[PrintedSlip]

    @property
    def first(self) -> int:
        return self.slips[0].number

    @property
    def last(self) -> int:
        return self.slips[-1].number


def packs(request: HttpRequest, long_list: LongList, made: list[NewSlip]) -> list[Pack]:
    proposals = list(long_list.proposals.order_by("reference"))
    address = request.build_absolute_uri(reverse("ballot", kwargs={"area": long_list.area.slug}))
    words = _("The ballot as a picture for a phone's camera")
    return [
        Pack(
            share.public_name,
            [
                PrintedSlip(
                    slip.number,
                    slip.code,
                    qr.svg(f"{address}#{slip.code}", words),
                    rotated(proposals, slip.number),
                )
                for slip in slips
            ],
        )
        for share, slips in groupby(made, key=lambda slip: slip.share)
    ]


def rotated(proposals: list[Proposal], number: int) -> list[Proposal]:
    """The order of the ballot with this number: each proposal comes first on as many slips as any other."""
    at = number % max(len(proposals), 1)
    return proposals[at:] + proposals[:at]


def short_address(request: HttpRequest, area: Area) -> str:
    """The page for voting as people type it."""
    page = reverse("ballot", kwargs={"area": area.slug})
    return request.build_absolute_uri(page).partition("://")[2]
