"""The lines of the staff desk for making sense of what was said."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access, desk
from listens.core.models import Actor, Area
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.sensemaking import corrections, fetch
from listens.sensemaking.beside import beside_themes
from listens.sensemaking.presenters import address


@desk.offers
def lines(actor: Actor, area: Area) -> Iterator[desk.Line]:
    yield from _coding(actor, area)
    yield desk.line(actor, area, "read_codebook", _("See the codebook"), address(area, "codebook"))
    if access.can(actor, "compare_with_data", area):
        num = sum(each.is_to_compare for each in beside_themes(area))
        waits = ngettext("%(n)d theme to compare", "%(n)d themes to compare", num) % {"n": num} if num else ""
        words, where = _("Set published figures beside what people said"), address(area, "themes_data")
        yield desk.line(actor, area, "compare_with_data", words, where, detail=waits)
    yield from _corrections(actor, area)
    if access.can(actor, "check_quote", area):
        num = fetch.quotes_to_check(actor, area).count()
        waits = ngettext("%(n)d waits for you", "%(n)d wait for you", num) % {"n": num} if num else ""
        words, where = _("Check quotes"), address(area, "check_quotes")
        yield desk.line(actor, area, "check_quote", words, where, detail=waits)
        yield desk.line(actor, area, "read_quotes", _("See all quotes"), address(area, "quotes"))
    for organisation in Organisation.objects.filter(area=area, pk__in=own_organisations(actor, area)):
        yield desk.line(
            actor,
            area,
            "read_own_themes",
            _("See the themes of %(name)s") % {"name": organisation.name},
            address(area, "own_themes", organisation=organisation.pk),
            within=[organisation.pk],
        )


def _corrections(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """The newest open round's, once its report-back has begun or somebody has said something."""
    if not access.can(actor, "read_corrections", area):
        return
    round = Round.objects.filter(area=area, opened_on__isnull=False).order_by("-number").first()
    if round is None:
        return
    num = corrections.num_waiting(area)
    waits = ngettext("%(n)d waits for an answer", "%(n)d wait for an answer", num) % {"n": num} if num else ""
    words, where = _("Did we hear you right?"), address(area, "corrections", round=round.slug)
    yield desk.line(actor, area, "read_corrections", words, where, detail=waits)


def _coding(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """The newest open rounds, for those who code; why not yet, or no longer, stands in place of the link."""
    if "sense_maker" not in access.roles_of(actor, area):
        return
    rounds = Round.objects.filter(area=area, opened_on__isnull=False).select_related("area")
    for round in rounds.prefetch_related("windows").order_by("-number")[:2]:
        yield desk.line(
            actor,
            area,
            "code_notes",
            _("Code the notes of %(name)s") % {"name": round.name},
            address(area, "code_notes", round=round.slug),
            within=[round.pk],
            gate=gate(round, "sensemaking"),
        )
        yield desk.line(
            actor,
            area,
            "read_agreement",
            _("See how well two people agree in %(name)s") % {"name": round.name},
            address(area, "agreement", round=round.slug),
        )
