"""Opening an area, and what it must have ready before its first round may open."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from listens.core import keyfile, retention, text
from listens.core.acting import Refused, acting
from listens.core.models import RESERVED_SLUGS, Actor, Area, Readiness


def open_area(actor: Actor, slug: str, name: str, **settings: Any) -> Area:
    """A new area with its own keys and a retention period for every kind of record.

    Raises Refused for a slug that is reserved, taken or no slug, and for settings that make no sense.
    """
    if slug in RESERVED_SLUGS:
        raise Refused(
            _("“%(slug)s” is kept for the site itself. Choose another short name.") % {"slug": slug}
        )
    if problem := text.problem_with(name, longest=100):
        raise Refused(problem)
    area = Area(slug=slug, name=name.strip(), **{"languages": ["en"], **settings})
    if area.time_zone not in available_timezones():
        raise Refused(_("“%(zone)s” is not a time zone. Try Europe/London.") % {"zone": area.time_zone})
    try:
        area.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(f"{field}: {' '.join(words)}" for field, words in error.message_dict.items()))
    with transaction.atomic():
        area.save()
        with acting(actor, "open_area", area) as deed:
            retention.prepare_area(area)
            retention.prepare_area(None)
            deed.record(area)
    keyfile.read(area)
    return area


def record_readiness(
    actor: Actor,
    area: Area,
    kind: str,
    where_kept: str,
    *,
    recorded_on: dt.date | None = None,
    test_alarm_answered_at: dt.datetime | None = None,
) -> Readiness:
    """Record where one of the things an area needs is kept. Raises Refused for safeguarding without an alarm."""
    if kind not in Readiness.labels():
        raise Refused(_("Choose one of: %(kinds)s.") % {"kinds": ", ".join(Readiness.labels())})
    if problem := text.problem_with(where_kept, longest=300):
        raise Refused(problem)
    if not where_kept.strip():
        raise Refused(_("Say where it is kept, so that others can find it."))
    if kind == Readiness.Kind.SAFEGUARDING and test_alarm_answered_at is None:
        raise Refused(_("Ring the safeguarding number first, and record when somebody answered."))
    with acting(actor, "record_readiness", area) as deed:
        record = Readiness.objects.create(
            area=area,
            kind=kind,
            recorded_on=recorded_on or area.today(),
            recorded_by=actor,
            where_kept=where_kept.strip(),
            test_alarm_answered_at=test_alarm_answered_at,
        )
        deed.record(record, kind=kind)
    return record


def readiness_gaps(area: Area) -> list[str]:
    """What is still missing before a round may open, in words; empty when the area is ready."""
    has = set(area.readiness.values_list("kind", flat=True))
    gaps = [str(kind.label) for kind in Readiness.Kind if kind.value not in has]
    if area.listens_to_children:
        gaps += gaps_for_children(area)
    if not area.community_host:
        gaps.append(_("The community host"))
    if not area.key_custodians:
        gaps.append(_("The people who keep the keys"))
    return gaps


def gaps_for_children(area: Area) -> list[str]:
    """What is still missing before this area may listen to children, in words."""
    has = set(area.readiness.values_list("kind", flat=True))
    return [str(kind.label) for kind in Readiness.ForChildren if kind.value not in has]
