"""The lines of the staff desk about telling people."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import desk
from listens.core.models import Actor, Area
from listens.feedback import fetch, reply_fetch
from listens.listening.models import Round, StageWindow
from listens.listening.stages import gate


@desk.offers
def telling(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """Each round whose listening is over and in which somebody has not been told."""
    own = own_organisations(actor, area)
    for round in Round.objects.filter(area=area, opened_on__isnull=False).select_related("area"):
        if gate(round, StageWindow.Stage.LISTENING):
            continue
        num = sum(one.told_on is None for one in fetch.owed_to(actor, round))
        if num:
            waiting = ngettext("%(n)d organisation is waiting", "%(n)d organisations are waiting", num) % {
                "n": num
            }
            yield desk.line(
                actor,
                area,
                "read_feedback_owed",
                _("Tell people what came of %(name)s") % {"name": round},
                reverse("feedback_owed", args=[area.slug, round.slug]),
                within=[round.pk, *own],
                detail=waiting,
            )


@desk.offers
def replies(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """What people said back, round by round."""
    for round in reply_fetch.rounds_with_replies(area):
        num = round.num_replies  # type: ignore[attr-defined]
        yield desk.line(
            actor,
            area,
            "read_replies",
            _("Read what people say back about %(name)s") % {"name": round},
            reverse("replies", args=[area.slug, round.slug]),
            within=[round.pk],
            detail=ngettext("%(n)d reply", "%(n)d replies", num) % {"n": num},
        )


@desk.offers
def reports(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """What each of one's own organisations heard in an opened round, to print."""
    own = own_organisations(actor, area)
    listened = Organisation.objects.filter(pk__in=own, conversations__round__opened_on__isnull=False)
    rows = listened.values_list("pk", "name", "conversations__round__slug", "conversations__round__name")
    for pk, name, slug, round_name in rows.distinct().order_by("-conversations__round__slug", "name"):
        yield desk.line(
            actor,
            area,
            "read_organisation_report",
            _("Print what %(name)s heard in %(round)s") % {"name": name, "round": round_name},
            reverse("organisation_report", args=[area.slug, slug, pk]),
            within=[pk],
        )
