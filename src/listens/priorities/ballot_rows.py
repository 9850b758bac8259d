"""The counted ballots of a vote as rows: for the counting engine and, once sealed, for everybody."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from django.db.models import QuerySet

from listens.methods.cells import csv_of
from listens.methods.priorities.ballots import Ballot as Slip
from listens.methods.priorities.fraction_text import as_text
from listens.methods.priorities.weights import NO_ORGANISATION, Weighting
from listens.priorities.models import Ballot, LongList

HEADER = ("ballot", "organisation", "weight", "choices")
PublishedRow = tuple[int, str, str, tuple[str, ...]]


def counted(long_list: LongList) -> QuerySet[Ballot]:
    return Ballot.objects.filter(long_list=long_list, is_counted=True)


def slips(long_list: LongList) -> Iterator[Slip]:
    """Every counted ballot for the counting engine, under its organisation's name in public."""
    rows = counted(long_list).order_by("pk")
    fields = ("pk", "stands_as", "share__public_name", "choices")
    for pk, stands_as, name, choices in rows.values_list(*fields).iterator(chunk_size=5000):
        yield Slip(str(pk), stands_as or name, tuple(choices))


def weighting(long_list: LongList) -> Weighting:
    """The agreed scheme. A pseudonym has no size here: it would tell whose it is."""
    return Weighting(long_list.scheme, dict(long_list.shares.values_list("public_name", "size")))


def published_ballots(long_list: LongList) -> list[PublishedRow]:
    """Sealed ballots as (number, name in public, weight "p/q", references), in the order by lot of the close.

    Empty before the close: nothing of an open vote is published. The name is empty for a ballot without organisation.
    Three queries.
    """
    rows = Ballot.objects.filter(long_list=long_list, way=Ballot.Way.SEALED)
    found = sorted(
        (int(number), stands_as or name or "", tuple(choices))
        for number, stands_as, name, choices in rows.values_list(
            "source_id", "stands_as", "share__public_name", "choices"
        )
    )
    cast = Counter(name or NO_ORGANISATION for _number, name, _choices in found)
    each = weighting(long_list).per_ballot(cast)
    return [
        (number, name, as_text(each[name or NO_ORGANISATION]), choices) for number, name, choices in found
    ]


def ballots_csv(long_list: LongList) -> str:
    """The published ballots as CSV (UTF-8, CRLF): ballot, organisation, weight, choices with `|` between them."""
    return csv_of(
        HEADER,
        (
            (number, name, weight, "|".join(choices))
            for number, name, weight, choices in published_ballots(long_list)
        ),
    )


def ballots_digest(long_list: LongList) -> str:
    """sha256 of the bytes of `ballots_csv`: the last place of the log, and what `sha256sum` says of the file."""
    return hashlib.sha256(ballots_csv(long_list).encode()).hexdigest()
