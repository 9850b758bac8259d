"""The one way to what people said back: for the community side only."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.feedback.models import Reply, ReplyStrike
from listens.feedback.owed import listened
from listens.listening.models import Round


def fetch_replied(actor: Actor | None, area: Area, slug: str) -> Round:
    """A round for somebody who may read what people said back in it."""
    found = Round.objects.select_related("area").filter(area=area, slug=slug).first()
    if found is None or not access.can(actor, "read_replies", area, within=[found.pk]):
        raise Http404
    return found


def fetch_to_record(actor: Actor | None, area: Area, slug: str) -> tuple[Round, list[Organisation], bool]:
    """A round, the organisations this person may write a reply down for, and whether they may leave it open."""
    found = Round.objects.select_related("area").filter(area=area, slug=slug).first()
    own = own_organisations(actor, area)
    if found is None or not access.can(actor, "record_reply", area, within=[found.pk, *own]):
        raise Http404
    organisations = listened(found).order_by("name_key")
    if access.can(actor, "record_reply", area, within=[found.pk]):
        return found, list(organisations), True
    return found, list(organisations.filter(pk__in=own)), False


def fetch_reply(actor: Actor | None, area: Area, slug: str, reply: UUID, verb: str = "erase_reply") -> Reply:
    """One reply, for somebody who may do that with it."""
    one = Reply.objects.select_related("round", "area", "organisation")
    found = one.filter(area=area, round__slug=slug, pk=reply).first()
    if found is None or not access.can(actor, verb, area, within=[found.round_id]):
        raise Http404
    return found


def fetch_strike(actor: Actor | None, area: Area, slug: str, reply: UUID, pk: UUID) -> ReplyStrike:
    """What was taken out of that reply, for whoever may put it back."""
    strikes = ReplyStrike.objects.select_related("reply__area", "reply__round")
    found = strikes.filter(reply__area=area, reply__round__slug=slug, reply=reply, pk=pk).first()
    if found is None or not access.can(actor, "strike_reply", area, within=[found.reply.round_id]):
        raise Http404
    return found


def num_replies(round: Round, organisation: Organisation | None = None) -> int:
    """How many came back, in all or naming one organisation."""
    replies = Reply.objects.filter(round=round)
    return (replies.filter(organisation=organisation) if organisation else replies).count()


def replied_about(round: Round) -> QuerySet[Organisation]:
    """The organisations that replies of this round name."""
    named = Reply.objects.filter(round=round).values("organisation")
    return Organisation.objects.filter(pk__in=named).order_by("name_key")


def rounds_with_replies(area: Area) -> QuerySet[Round]:
    """Each with `num_replies`."""
    counted = Round.objects.filter(area=area).annotate(num_replies=Count("replies"))
    return counted.filter(num_replies__gt=0)
