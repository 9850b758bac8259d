"""What became of every slip: each organisation under its own name by itself, those under another name together only."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.published import Published
from listens.priorities.models import Reconciled
from listens.priorities.reconciliation import published
from listens.public.result.fetch import Counted
from listens.public.votes import Exact


@dataclass(frozen=True)
class Slips:
    """`name` is empty for those told together (`num_organisations`) and for ballots of no organisation (None)."""

    name: str
    num_organisations: Published | None
    printed: Published
    counted: Published
    spoiled: Published
    taken_back: Published
    not_used: Published
    missing: Published | None

    @property
    def cells(self) -> list[tuple[str, Published | None]]:
        """Each number with its heading; None: nobody counted what was left over."""
        numbers = (self.printed, self.counted, self.spoiled, self.taken_back, self.not_used, self.missing)
        return list(zip(headings(), numbers, strict=True))


@dataclass(frozen=True)
class Turnout:
    """`together` sums up several rows."""

    rows: list[Slips]
    together: Slips | None

    @property
    def headings(self) -> list[str]:
        return headings()


def headings() -> list[str]:
    return [
        _("Printed"),
        _("Counted"),
        _("Spoiled"),
        _("Taken back"),
        _("Not used"),
        _("Of those, missing"),
    ]


def turnout(counted: Counted, exact: Exact) -> Turnout:
    """One query."""
    rows = published(counted.long_list)
    together = _slips(rows, "", None, exact) if len(rows) > 1 else None
    return Turnout([_slips([row], *_named(row, exact), exact) for row in rows], together)


def _named(row: Reconciled, exact: Exact) -> tuple[str, Published | None]:
    if row.share is not None:
        return row.share.public_name, None
    num = row.num_organisations
    return "", exact(num, _("Organisations told together")) if num else None


def _slips(rows: list[Reconciled], name: str, organisations: Published | None, exact: Exact) -> Slips:
    missing = [row.num_missing for row in rows]
    return Slips(
        name,
        organisations,
        exact(sum(row.num_issued for row in rows), _("Slips printed")),
        exact(
            sum(row.num_by_phone + row.num_on_paper + row.num_other for row in rows),
            _("Ballots counted, by phone and on paper"),
        ),
        exact(
            sum(row.num_spoiled + row.num_not_settled for row in rows), _("Slips that could not be counted")
        ),
        exact(sum(row.num_taken_back for row in rows), _("Slips taken back and replaced")),
        exact(sum(row.num_not_used for row in rows), _("Slips not used")),
        None
        if None in missing
        else exact(sum(each or 0 for each in missing), _("Slips not used and not handed back")),
    )
