"""Append-only hash chains over salted digests (decisions: "History").

A row's content and salt are kept by its owner; the chain keeps only `sha256(salt, content)`. Erasing content and
salt leaves a tombstone, and the chain still verifies. `ChainHead` is locked while a row is added.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from listens.core.models import ChainEntry, ChainHead


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold."""

    chain: str
    seq: int
    problem: str


def new_salt() -> str:
    return secrets.token_hex(16)


def digest(salt: str, content: Any) -> str:
    """sha256 of the salt and the content as canonical JSON."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def link(previous: str, seq: int, entry_digest: str) -> str:
    return hashlib.sha256(f"{previous}\n{seq}\n{entry_digest}".encode()).hexdigest()


@transaction.atomic(savepoint=False)  # no savepoint: an action that could not write its history ends with it
def append(chain: str, digests: Iterable[str]) -> list[ChainEntry]:
    """Add one entry per digest, in order, and return them."""
    head = ChainHead.objects.select_for_update().filter(chain=chain).first()
    if head is None:
        ChainHead.objects.get_or_create(chain=chain)
        head = ChainHead.objects.select_for_update().get(chain=chain)
    now = timezone.now()
    entries = []
    for entry_digest in digests:
        head.seq += 1
        head.link = link(head.link, head.seq, entry_digest)
        entries.append(ChainEntry(chain=chain, seq=head.seq, at=now, digest=entry_digest, link=head.link))
    ChainEntry.objects.bulk_create(entries, batch_size=2000)
    head.save(update_fields=["seq", "link"])
    return entries


def head_of(chain: str) -> str:
    """The last link: published daily and printed on results, so that a cut tail shows."""
    return ChainHead.objects.filter(chain=chain).values_list("link", flat=True).first() or ""


def verify(chain: str, contents: Iterator[tuple[int, str, Any]] | None = None) -> Break | None:
    """Walk a chain and, when given as (seq, salt, content), what stands behind it.

    An empty salt is a tombstone only where the content is gone too: what still says something must prove it.
    """
    previous, expected = "", 0
    digests: dict[int, str] = {}
    for entry in ChainEntry.objects.filter(chain=chain).order_by("seq").iterator():
        expected += 1
        if entry.seq != expected:
            return Break(chain, expected, "an entry is missing")
        if entry.link != link(previous, entry.seq, entry.digest):
            return Break(chain, entry.seq, "the entry was changed")
        previous = entry.link
        digests[entry.seq] = entry.digest
    head = ChainHead.objects.filter(chain=chain).first()
    if (head.seq, head.link) != (expected, previous) if head else expected:
        return Break(chain, expected + 1, "the end was cut off or added to")
    if contents is not None:
        seen = 0
        for seq, salt, content in contents:
            seen += 1
            if not salt and content:
                return Break(chain, seq, "the record behind the entry has lost its salt but not its content")
            if salt and digests.get(seq) != digest(salt, content):
                return Break(chain, seq, "the record behind the entry was changed")
        if seen != expected:
            return Break(chain, expected, f"{expected} entries but {seen} records")
    return None
