"""Who paid for what: organisations down, the chosen across. Every column adds up to exactly one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from listens.core.published import Published
from listens.core.text import in_order
from listens.methods.priorities.fraction_text import as_fraction
from listens.public.result.fetch import Counted
from listens.public.votes import Exact, Winner, per_cent


@dataclass(frozen=True)
class PaidRow:
    """`cells`: the place of each chosen one, and the part paid for it; None where the organisation paid nothing."""

    name: str
    cells: list[tuple[Published, Published | None]]
    spent: Published


@dataclass(frozen=True)
class PaidTable:
    """Parts in per cent of what one priority costs; `columns` and `together` in whole ones, worked out exactly."""

    winners: list[Winner]
    rows: list[PaidRow]
    columns: list[tuple[Published, Published]]
    together: Published


def paid_table(counted: Counted, winners: list[Winner], exact: Exact) -> PaidTable | None:
    """None where nobody pays (most votes) or nothing was chosen."""
    paid = [
        {name: as_fraction(part) for name, part in (each["paid_by"] or {}).items()}
        for each in counted.content["winners"]
    ]
    if not any(paid):
        return None
    of_one = _("Part of what this priority cost, in per cent")
    of_all = _("All that this organisation paid, in per cent of what one priority costs")
    rows = []
    for name in sorted(_organisations(counted, paid), key=in_order):
        parts = [by.get(name) for by in paid]
        rows.append(
            PaidRow(
                name,
                [
                    (winner.rank, exact(per_cent(part), of_one) if part else None)
                    for winner, part in zip(winners, parts, strict=True)
                ],
                exact(per_cent(sum((part or Fraction(0) for part in parts), Fraction(0))), of_all),
            )
        )
    whole = _("What was paid for it: exactly what it cost")
    sums = [sum(by.values(), Fraction(0)) for by in paid]
    return PaidTable(
        winners,
        rows,
        [(winner.rank, exact(as_number(each), whole)) for winner, each in zip(winners, sums, strict=True)],
        exact(as_number(sum(sums, Fraction(0))), _("All that was paid")),
    )


def as_number(exact: Fraction) -> int | float:
    return int(exact) if exact.denominator == 1 else float(exact)


def _organisations(counted: Counted, paid: list[dict[str, Fraction]]) -> set[str]:
    """All that cast a ballot, also those that paid for nothing."""
    voted = counted.content["coverage"]["organisations"]
    return {*voted, *(name for by in paid for name in by)}
