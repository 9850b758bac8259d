"""The lines of the staff desk for proposals and the vote."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from listens.alliance.access import own_organisations, own_things
from listens.alliance.models import Organisation
from listens.core import desk
from listens.core.models import Actor, Area
from listens.listening.round_fetch import rounds
from listens.listening.stages import gate, window


@desk.offers
def votes(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """The vote of each round whose proposals can be written or whose vote is not over."""
    today = area.today()
    for round_ in rounds(area):
        voting = window(round_, "voting")
        if voting is None or voting.closes_on < today:
            continue
        yield desk.line(
            actor,
            area,
            "read_long_list",
            _("Proposals and vote of %(round)s") % {"round": round_},
            reverse("vote", args=[area.slug, round_.slug]),
            within=[round_.pk, *own_things(actor, area)],
            detail="" if gate(round_, "priorities") else _("Not yet time to write proposals."),
            due_on=voting.opens_on if voting.opens_on >= today else None,
        )


@desk.offers
def own_proposals(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """For the people of an organisation that brought a proposal."""
    own = own_organisations(actor, area)
    if not own:
        return
    brought = Organisation.objects.filter(area=area, pk__in=own, proposals__isnull=False).distinct()
    for organisation in brought:
        yield desk.line(
            actor,
            area,
            "see_own_reasons",
            _("What became of the proposals of %(name)s") % {"name": organisation.name},
            reverse("own_proposals", args=[area.slug, organisation.pk]),
            within=[organisation.pk],
        )
