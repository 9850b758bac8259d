"""Publishing new figures: people counts change only here, on a day that is named."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, Area, Release
from listens.core.released import raw_tables
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Unfit
from listens.public.counting import figures_today
from listens.public.figures import newest_release
from listens.public.tables import made_safe


def make_release(actor: Actor, area: Area, as_at: dt.date, *, seen_seq: int | None = None) -> Release:
    """Count again, past the small-number rule, and publish the figures as at that day.

    `seen_seq` is the release the person compared with. Raises Refused for a day to come or before the last
    release, Stale when somebody else has published since.
    """
    with acting(actor, "make_release", area) as deed:
        Area.objects.select_for_update().get(pk=area.pk)
        last = newest_release(area)
        last_seq = last.seq if last else 0
        if seen_seq is not None and seen_seq != last_seq:
            raise Stale(_("Somebody else has published figures since you looked. Look at the changes again."))
        if as_at > area.today():
            raise Refused(_("That day has not come yet. Choose today or a day before."))
        if last and as_at < last.as_at:
            raise Refused(_("Newer figures are already public. Choose a later day."))
        try:
            tables = made_safe(raw_tables(area), Rule(area.hide_below, area.round_to))
        except Unfit as unfit:
            raise Refused(str(unfit))
        release = Release.objects.create(
            area=area,
            seq=last_seq + 1,
            as_at=as_at,
            made_at=area.now(),
            made_by=actor,
            figures=figures_today(area),
            tables=tables,
        )
        deed.record(release, seq=release.seq, as_at=as_at)
    return release
