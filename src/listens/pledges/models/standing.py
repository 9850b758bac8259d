"""How a pledge stands on a day: read from its rows, never kept in a column of its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from listens.methods.working_days import after

if TYPE_CHECKING:
    from listens.pledges.models.pledge import PledgeOwner
    from listens.pledges.models.record import Amendment, Closure, Confirmation, PledgeRow
    from listens.pledges.models.verdict import Verdict

DAYS_TO_CONFIRM = 10


class Standing:
    """For `Pledge`. Ask a list through `Pledge.objects.with_rows()` (or `for_public`) and no query is added.

    `on` is the area's date; without one the newest that is recorded counts.
    """

    def _rows(self) -> list[PledgeRow]:
        return list(self.rows.all())  # type: ignore[attr-defined]

    def _brought(self, name: str) -> list[Any]:
        return [found for row in self._rows() if (found := getattr(row, name, None)) is not None]

    @property
    def last_seq(self) -> int:
        """What a writer has seen: the place of the newest row."""
        return max((row.seq for row in self._rows()), default=0)

    def lead_owner(self) -> PledgeOwner | None:
        """Who answers first for it; nobody when no lead was published."""
        owners = self.owners.all()  # type: ignore[attr-defined]
        return next((owner for owner in owners if owner.is_lead), None)

    def confirmation(self) -> Confirmation | None:
        return next(iter(self._brought("confirmation")), None)

    def confirmation_due_on(self) -> dt.date:
        """The office has ten working days to confirm what it said."""
        return after(self.spoken_on, DAYS_TO_CONFIRM)  # type: ignore[attr-defined]

    def changes(self) -> list[Amendment]:
        return self._brought("amendment")

    def accepted_changes(self, on: dt.date | None = None) -> list[Amendment]:
        """Changes the community side accepted, the one that counts last."""
        taken = [c for c in self.changes() if c.accepted_on and (on is None or c.accepted_on <= on)]
        return sorted(taken, key=lambda change: (change.accepted_on, change.row.seq))

    def current_due_on(self, on: dt.date | None = None) -> dt.date | None:
        """The date that counts: the first one, or the newest that the community side accepted."""
        dated = [change.due_on for change in self.accepted_changes(on) if change.due_on]
        return dated[-1] if dated else self.due_on  # type: ignore[attr-defined]

    def current_wording(self, on: dt.date | None = None) -> str:
        """The wording that counts; the first one stays in `wording` and is shown beside it."""
        worded = [change.wording for change in self.accepted_changes(on) if change.wording]
        return worded[-1] if worded else self.wording  # type: ignore[attr-defined]

    def closure(self, on: dt.date | None = None) -> Closure | None:
        closed = [c for c in self._brought("closure") if on is None or c.closed_on <= on]
        return next(iter(closed), None)

    def verdicts(self, on: dt.date | None = None) -> list[Verdict]:
        """Those published, newest last."""
        out = [v for v in self._brought("verdict") if v.published_on and (on is None or v.published_on <= on)]
        return sorted(out, key=lambda verdict: (verdict.published_on, verdict.row.seq))

    def given_verdicts(self) -> list[Verdict]:
        """All of them, also those nobody but the two sides may see."""
        return self._brought("verdict")

    def waiting_verdicts(self) -> list[Verdict]:
        """Those shown to the owner and not yet published or overtaken. For both sides' eyes, never the public's."""
        given = self._brought("verdict")
        return [v for v in given if not v.published_on and not _overtaken(v, given)]

    def current_verdict(self, on: dt.date | None = None, scope: str = "") -> Verdict | None:
        """The newest published verdict for the whole (or for one place); None is "no verdict yet"."""
        found = [verdict for verdict in self.verdicts(on) if verdict.scope == scope]
        return found[-1] if found else None

    def is_overdue(self, on: dt.date) -> bool:
        """Past its date on that day, neither closed nor with the verdict "kept". "Due" is the end of the day."""
        due = self.current_due_on(on)
        verdict = self.current_verdict(on)
        is_kept = verdict is not None and verdict.value == "kept"
        return due is not None and due < on and not is_kept and self.closure(on) is None

    def history(self) -> list[PledgeRow]:
        """Its public rows, oldest first: a verdict and its reply only once it is published."""
        rows = self._rows()
        hidden = {row.seq for row in rows if (v := getattr(row, "verdict", None)) and not v.published_on}
        return [row for row in rows if row.seq not in hidden and row.content.get("of") not in hidden]


def _overtaken(verdict: Verdict, given: list[Verdict]) -> bool:
    return any(other.scope == verdict.scope and other.row.seq > verdict.row.seq for other in given)
