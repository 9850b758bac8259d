"""The line of the staff desk about publishing figures."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from listens.core import desk
from listens.core.models import Actor, Area
from listens.public.figures import newest_release


@desk.offers
def publishing(actor: Actor, area: Area) -> Iterator[desk.Line]:
    last = newest_release(area)
    detail = _("The last ones are as at %(day)s.") % {"day": date_format(last.as_at)} if last else ""
    yield desk.line(
        actor,
        area,
        "look_at_release",
        _("Publish new figures"),
        reverse("release", args=[area.slug]),
        detail=detail or _("Nothing has been published yet."),
    )
