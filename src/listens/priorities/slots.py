"""The places for films, audio and Easy Read beside a vote and its result."""

from django.utils.translation import gettext_lazy as _

from listens.core import media
from listens.core.models import Area
from listens.listening.slots import rounds_of
from listens.priorities.models import Proposal


def proposals_of(area: Area) -> list[tuple[str, str]]:
    """What a film or Easy Read of one proposal may be about."""
    found = Proposal.objects.filter(area=area).select_related("round").order_by("-round__number", "reference")
    return [(str(one.pk), f"{one.round}: {one.title}") for one in found]


media.declare("ballot", _("How the vote works"), rounds_of)
media.declare("proposal", _("A proposal on the ballot"), proposals_of)
media.declare("result", _("The result of the vote"), rounds_of)
