"""The alliance's lines of the staff desk, and those of the area itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.access import own_organisations
from listens.alliance.fetch import organisations
from listens.core import desk
from listens.core.areas import readiness_gaps
from listens.core.models import Actor, Area


@desk.offers
def lines(actor: Actor, area: Area) -> Iterator[desk.Line]:
    def at(name: str, **more: object) -> str:
        return reverse(name, kwargs={"area": area.slug, **more})

    if gaps := readiness_gaps(area):
        missing = ngettext("%(n)d record is missing", "%(n)d records are missing", len(gaps)) % {
            "n": len(gaps)
        }
        yield desk.line(
            actor, area, "record_readiness", _("Make the area ready"), at("readiness"), detail=missing
        )
    else:
        yield desk.line(actor, area, "record_readiness", _("See what the area has ready"), at("readiness"))
    yield desk.line(actor, area, "see_organisations", _("See the organisations"), at("organisations"))
    yield desk.line(actor, area, "add_organisation", _("Add an organisation"), at("add_organisation"))
    yield desk.line(actor, area, "add_places", _("See the boroughs and wards"), at("places"))
    yield desk.line(actor, area, "import_figures", _("Bring in figures of places"), at("place_data"))
    yield desk.line(actor, area, "change_area", _("Change the area’s settings"), at("area_settings"))
    yield desk.line(actor, area, "change_media", _("Films, audio and Easy Read"), at("media_files"))
    for organisation in organisations(area).filter(pk__in=own_organisations(actor, area)):
        yield desk.line(
            actor,
            area,
            "see_organisation",
            _("See %(name)s") % {"name": organisation.name},
            at("organisation", organisation=organisation.pk),
            within=[organisation.pk],
        )
