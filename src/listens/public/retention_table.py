"""How long each kind of record is kept here, for the privacy notice."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core import retention
from listens.core.models import Area, RetentionPeriod
from listens.core.published import Published, act


@dataclass(frozen=True)
class Period:
    """`days` is None for what is kept as long as the area itself."""

    words: str
    days: Published | None


def periods(area: Area) -> list[Period]:
    """Every kind the area keeps: its own period, or the one every area begins with. One query."""
    own = dict(RetentionPeriod.objects.filter(area=area).values_list("kind", "days"))
    found = [
        Period(_(kind.words), _days(area, own.get(kind.name, kind.days)) if kind.days is not None else None)
        for kind in retention.KINDS.values()
        if not kind.is_of_installation
    ]
    return sorted(found, key=lambda period: (period.days is None, period.words))


def _days(area: Area, days: int | None) -> Published:
    return act(
        days or 0,
        definition=_("Days that this is kept"),
        as_at=area.today(),
        source=_("The settings of this area"),
    )
