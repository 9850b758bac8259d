"""Finding pledges: the public's, an owner's, those past their date. What a list needs comes in constant queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from listens.core.models import Area

if TYPE_CHECKING:
    from listens.pledges.models.pledge import Pledge  # noqa: F401 - named in quotes below


def _objects(name: str) -> models.QuerySet[Any]:
    """Rows of another model of this room: those modules import this one."""
    found: models.QuerySet[Any] = apps.get_model("pledges", name)._default_manager.all()
    return found


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def of_area(self, area: Area) -> PledgeQuerySet:
        return self.filter(area=area)

    def owned_by(self, *, offices: Iterable[UUID] = (), organisations: Iterable[UUID] = ()) -> PledgeQuerySet:
        """Those with one of these offices, or anything of one of these organisations, among the owners."""
        owners = _objects("PledgeOwner").filter(
            Q(office__in=list(offices)) | Q(organisation__in=list(organisations))
        )
        return self.filter(Exists(owners.filter(pledge=OuterRef("pk"))))

    def with_standing(self, on: dt.date) -> PledgeQuerySet:
        """Adds, as they stood on that day: `due_by`, `verdict` (of the whole; None: no verdict yet), `closed_on`, and
        `is_late`: what `Standing.is_overdue` says, for lists. The clock says it, not a person.
        """
        accepted = _objects("Amendment").filter(
            row__pledge=OuterRef("pk"), accepted_on__lte=on, due_on__isnull=False
        )
        verdicts = _objects("Verdict").filter(row__pledge=OuterRef("pk"), published_on__lte=on, scope="")
        closures = _objects("Closure").filter(row__pledge=OuterRef("pk"), closed_on__lte=on)
        newest = accepted.order_by("-accepted_on", "-row__seq").values("due_on")[:1]
        return self.annotate(
            due_by=Coalesce(Subquery(newest), F("due_on")),
            verdict=Subquery(verdicts.order_by("-published_on", "-row__seq").values("value")[:1]),
            closed_on=Subquery(closures.values("closed_on")[:1]),
        ).annotate(
            is_late=Case(
                When(Q(closed_on__isnull=False) | Q(verdict="kept"), then=Value(False)),
                When(due_by__lt=on, then=Value(True)),
                default=Value(False),
            )
        )

    def open(self, on: dt.date) -> PledgeQuerySet:
        """Not closed by both sides."""
        return self.with_standing(on).filter(closed_on__isnull=True)  # type: ignore[misc]

    def overdue(self, on: dt.date) -> PledgeQuerySet:
        """Past the date that counted on that day, neither closed nor with the verdict "kept"."""
        return self.with_standing(on).filter(is_late=True)  # type: ignore[misc]

    def with_verdict(self, value: str, on: dt.date) -> PledgeQuerySet:
        """Those whose published verdict is `value`; an empty one finds those with no verdict yet."""
        standing = self.with_standing(on)
        return standing.filter(verdict=value) if value else standing.filter(verdict__isnull=True)  # type: ignore[misc]

    def with_owners(self) -> PledgeQuerySet:
        owners = _objects("PledgeOwner").select_related("organisation", "office__organisation")
        return self.prefetch_related(Prefetch("owners", owners), "owners__office__holdings")

    def with_rows(self) -> PledgeQuerySet:
        """With its history and what each row brought, so that `Standing` asks the database nothing more."""
        rows = _objects("PledgeRow").select_related(
            "confirmation",
            "progress",
            "amendment",
            "verdict",
            "closure__moment__round",
            "measure",
            "definition__measure",
            "reading__definition__measure",
            "by__account",
        )
        signers = _objects("VerdictSigner").select_related("organisation", "person__organisation")
        return self.prefetch_related(
            Prefetch("rows", rows),
            "rows__progress__evidence",
            Prefetch("rows__verdict__signers", signers),
        )

    def with_measures(self) -> PledgeQuerySet:
        return self.prefetch_related("measures__definitions__readings")

    def with_origin(self) -> PledgeQuerySet:
        """With the ask, the answer and the assembly it came from."""
        return self.select_related(
            "ask__proposal",
            "ask__round",
            "answer__addressee__office__organisation",
            "answer__addressee__assembly",
        )

    def for_public(self, area: Area) -> PledgeQuerySet:
        """All that a public page of promises shows, in a number of queries that does not grow."""
        return self.of_area(area).with_owners().with_rows().with_measures().with_origin()
