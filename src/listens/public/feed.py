"""News of the promises as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.marks import MARKS
from listens.core.models import Area
from listens.public.happenings import newest_happenings
from listens.public.open_data import address_of

ENTRIES = 50


def feed(area: Area) -> str:
    """The newest progress reports and verdicts, each with its own stable id."""
    home = settings.SITE_URL + reverse("area_home", args=[area.slug])
    made = Atom1Feed(
        title=text.without_unshown(_("%(name)s: promises") % {"name": area.name}),
        link=home,
        description=area.strapline,
        feed_url=settings.SITE_URL + reverse("feed", args=[area.slug]),
    )
    for one in newest_happenings(area, ENTRIES):
        what = _("Verdict: %(verdict)s") % {"verdict": MARKS[one.mark][2]} if one.mark else _("Progress")
        made.add_item(
            title=text.without_unshown(f"{one.pledge.title} – {what}"),
            link=address_of(area, one.pledge.number),
            description=text.without_unshown(f"{one.in_words}: {one.words}" if one.in_words else one.words),
            unique_id=f"urn:uuid:{one.id}",
            updateddate=dt.datetime.combine(one.on, dt.time(12), ZoneInfo(area.time_zone)),
        )
    return made.writeString("utf-8")
