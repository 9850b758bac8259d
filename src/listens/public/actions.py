"""Publishing new figures: people counts change only here, on a day that is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from listens.core import access
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, Area, Release
from listens.public.draft import Draft, draft
from listens.public.estimates import Chosen
from listens.public.figures import newest_release


def make_release(
    actor: Actor,
    area: Area,
    as_at: dt.date,
    *,
    seen_seq: int | None = None,
    tables: Collection[str] | None = None,
    estimates: Chosen | None = None,
) -> Release:
    """Count again, make the figures and these tables safe as one system, and publish them as at that day.

    `seen_seq` is the release the person compared with; without `tables` those of the last release go out again, and
    so do its rounds' `estimates`.
    Raises Refused for a day to come or before the last release and for what would give somebody away beside itself
    or beside earlier releases, Stale when somebody else has published since. Then nothing is published.
    """
    access.require(actor, "make_release", area)
    return publish(actor, area, as_at, draft(area, tables, estimates), seen_seq=seen_seq)


def publish(actor: Actor, area: Area, as_at: dt.date, made: Draft, *, seen_seq: int | None = None) -> Release:
    """Publish what was made, as `make_release`: no more than one row is written here."""
    with acting(actor, "make_release", area) as deed:
        Area.objects.select_for_update().get(pk=area.pk)
        last = newest_release(area)
        last_seq = last.seq if last else 0
        if made.seq != last_seq or (seen_seq is not None and seen_seq != last_seq):
            raise Stale(_("Somebody else has published figures since you looked. Look at the changes again."))
        if as_at > area.today():
            raise Refused(_("That day has not come yet. Choose today or a day before."))
        if as_at < area.today():
            raise Refused(_("Figures are counted as they are today. Choose today."))
        if made.refusals:
            raise Refused(" ".join(made.refusals))
        release = Release.objects.create(
            area=area,
            seq=last_seq + 1,
            as_at=as_at,
            made_at=area.now(),
            made_by=actor,
            figures=made.figures,
            tables=made.tables,
            register=made.register,
            estimates=made.estimates,
        )
        deed.record(release, seq=release.seq, as_at=as_at, tables=made.chosen, estimates=list(made.estimates))
    return release
