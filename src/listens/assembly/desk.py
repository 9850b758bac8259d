"""The lines of the staff desk about asks and assemblies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from listens.alliance.access import own_things
from listens.assembly.models import Answer, Assembly
from listens.core import desk
from listens.core.models import Actor, Area, Grant

SOON = dt.timedelta(days=60)


@desk.offers
def asking(actor: Actor, area: Area) -> Iterator[desk.Line]:
    mine = own_things(actor, area)
    yield desk.line(
        actor, area, "see_asks", _("See the asks"), reverse("asks", args=[area.slug]), within=mine
    )
    today = area.today()
    coming = Assembly.objects.filter(area=area, held_on__range=(today, today + SOON)).order_by("held_on")
    for assembly in coming:
        address = reverse("assembly", args=[area.slug, assembly.pk])
        words = _("Running order of %(name)s") % {"name": assembly}
        yield desk.line(actor, area, "see_assemblies", words, address, within=mine, due_on=assembly.held_on)
    yield desk.line(
        actor,
        area,
        "see_assemblies",
        _("See the assemblies"),
        reverse("assemblies", args=[area.slug]),
        within=mine,
    )
    yield from _unexplained(actor, area)


def _unexplained(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """For an office's people: their own silences that nobody has explained."""
    offices = [grant.scope_id for grant in actor.grants.filter(area=area, scope=Grant.Scope.OFFICE)]
    silent = Answer.objects.filter(
        addressee__office__in=offices, kind__in=["declined", "absent", "unanswered"], explanations=None
    )
    for answer in silent.select_related("addressee__ask", "addressee__office"):
        yield desk.line(
            actor,
            area,
            "explain_absence",
            _("Explain why you did not answer: %(ask)s") % {"ask": answer.addressee.ask},
            reverse("explain_absence", args=[area.slug, answer.pk]),
            within=[answer.addressee.office_id],
        )
