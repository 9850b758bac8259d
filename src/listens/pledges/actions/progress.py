"""What the owner reports, with the evidence that stands behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from listens.assembly.words import past_day, taken
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.pledges.adding import adding
from listens.pledges.models import Evidence, Pledge, PledgeRow, Progress

is_address = URLValidator(schemes=["http", "https"])
MOST_PIECES = 20


def report_progress(
    actor: Actor,
    pledge: Pledge,
    *,
    words: str,
    happened_on: dt.date,
    submitter: str = "",
    evidence: Iterable[tuple[str, str]] = (),
    happened_in_words: str = "",
    seen_seq: int | None = None,
) -> Progress:
    """Add a report. `evidence` is (title, address): an http or https address, or none for a short account."""
    with adding(actor, "report_progress", pledge, seen_seq) as addition:
        pieces = [checked_piece(title, address) for title, address in evidence]
        if len(pieces) > MOST_PIECES:
            raise Refused(_("That is more evidence than one report can hold. Write a second report."))

        def bring(row: PledgeRow) -> Progress:
            progress = Progress.objects.create(
                row=row,
                words=taken(words, _("what has happened")),
                happened_on=past_day(addition.pledge.area, happened_on),
                happened_in_words=taken(happened_in_words, "", longest=60, needed=False),
                submitter=taken(submitter, "", longest=120, needed=False),
            )
            for position, (title, address) in enumerate(pieces):
                Evidence.objects.create(progress=progress, position=position, title=title, address=address)
            return progress

        return addition.row(PledgeRow.Kind.PROGRESS, bring)


def checked_piece(title: str, address: str) -> tuple[str, str]:
    """Raises Refused for evidence without a title, or with an address that is no web address."""
    title = taken(title, _("what the evidence is"), longest=200)
    address = taken(address, "", longest=500, needed=False)
    if address:
        try:
            is_address(address)
        except ValidationError:
            raise Refused(
                _("“%(address)s” is not a web address. It begins with https:// or http://.")
                % {"address": address[:100]}
            )
        if urlsplit(address).username or urlsplit(address).password:
            raise Refused(_("The address has a user name or password in it. Take it out."))
    return title, address
