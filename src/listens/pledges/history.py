"""A pledge's hash-chained history: adding a row, and checking that nothing was changed, cut or slipped in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from listens.core import chain, retention
from listens.pledges.identities import same
from listens.pledges.models import Pledge, PledgeRow, Verdict

Kind = PledgeRow.Kind
BROUGHT = {
    Kind.CONFIRMED: "confirmation",
    Kind.PROGRESS: "progress",
    Kind.VERDICT: "verdict",
    Kind.AMENDMENT: "amendment",
    Kind.MEASURE: "measure",
    Kind.DEFINITION: "definition",
    Kind.READING: "reading",
    Kind.CLOSED: "closure",
}
# Rows that leave their mark on what an earlier row brought: how that mark reads as content.
MARKS: dict[str, tuple[str, Callable[[Any, dict[str, Any]], dict[str, Any]]]] = {
    Kind.SIGNED: ("verdict", lambda verdict, given: verdict.signature_content(given)),
    Kind.REPLY: ("verdict", lambda verdict, given: verdict.reply_content()),
    Kind.PUBLISHED: ("verdict", lambda verdict, given: verdict.publication_content()),
    Kind.ACCEPTED: ("amendment", lambda change, given: change.acceptance_content()),
    Kind.REFUSED: ("amendment", lambda change, given: change.refusal_content()),
}

OF_THE_ROW = ("by_id", "is_for_owner")  # what a row's content says of the row itself, beside what it brought
CAN_BE_ERASED = frozenset({Kind.PROGRESS})
ERASED = "promises"  # the kind in core.retention's register under which a row is erased


def chain_of(pledge: Pledge) -> str:
    return f"pledge:{pledge.pk}"


def digested(row: PledgeRow) -> list[Any]:
    """What the digest is taken over."""
    return [row.kind, row.at.isoformat(), row.content]


def content_of(row: PledgeRow, rows: dict[int, PledgeRow]) -> dict[str, Any] | None:
    """What the row should say: the record it brought or marked, and who wrote it; None when that record is gone."""
    said = _said(row, rows)
    return None if said is None else said | {"by_id": str(row.by_id), "is_for_owner": row.is_for_owner}


def _said(row: PledgeRow, rows: dict[int, PledgeRow]) -> dict[str, Any] | None:
    if row.kind == Kind.SPOKEN:
        return row.pledge.spoken_content()
    if row.kind in BROUGHT:
        brought = getattr(row, BROUGHT[Kind(row.kind)], None)
        return brought.content() if brought else None
    name, read = MARKS[row.kind]
    marked = getattr(rows.get(row.content.get("of", 0)), name, None)
    return {"of": row.content["of"], **read(marked, row.content)} if marked else None


def verify(pledge: Pledge) -> chain.Break | None:
    """The first place where the pledge's chain, its rows or the records behind them do not hold."""
    name = chain_of(pledge)
    found = Pledge.objects.with_rows().with_owners().with_origin().prefetch_related("co_leads")
    fresh = found.select_related("area").get(pk=pledge.pk)
    rows = {row.seq: row for row in fresh.rows.all()}

    def contents() -> Iterator[tuple[int, str, Any]]:
        for seq, row in sorted(rows.items()):
            yield seq, row.salt, digested(row) if row.salt or row.content else None

    if broken := chain.verify(name, contents()):
        return broken
    for seq, row in sorted(rows.items()):
        row.pledge = fresh
        said = content_of(row, rows)
        if row.salt and not same(row.content, said):
            return chain.Break(name, seq, "the record beside the row was changed")
        if not row.salt and (said is not None or not _was_erased(row)):
            return chain.Break(name, seq, "the row is empty, and nobody erased it")
    if seq := _mark_without_row(rows):
        return chain.Break(name, seq, "something was marked without a row of its own")
    return None


def _was_erased(row: PledgeRow) -> bool:
    """A tombstone is right only for a row that may be erased, and whose erasure is in the register."""
    return row.kind in CAN_BE_ERASED and retention.was_erased(row.pledge.area, ERASED, row.pk)


def _mark_without_row(rows: dict[int, PledgeRow]) -> int:
    """The place of a verdict or change that says it was replied to, published or answered, and no row says so."""
    told = Counter((row.kind, row.content.get("of")) for row in rows.values())
    for seq, row in rows.items():
        verdict: Verdict | None = getattr(row, "verdict", None)
        change = getattr(row, "amendment", None)
        marks = [
            (Kind.REPLY, verdict and verdict.replied_on),
            (Kind.PUBLISHED, verdict and verdict.published_on),
            (Kind.ACCEPTED, change and change.accepted_on),
            (Kind.REFUSED, change and change.refused_on),
        ]
        if any(is_marked and (kind, seq) not in told for kind, is_marked in marks):
            return seq
        signed = [one for one in verdict.signers.all() if one.signed_on] if verdict else []
        if len(signed) != told[Kind.SIGNED, seq]:
            return seq
    return 0
