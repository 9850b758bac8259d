"""Listeners' links: handed over by a person who vouches, kept as a digest, exchanged by a POST."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.access import Decision
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area, Grant
from listens.listening import codes
from listens.listening.models import ListenerLink, Round

LONGEST = dt.timedelta(days=120)


def make_link(
    actor: Actor, round: Round, organisation: Organisation, *, expires_on: dt.date
) -> tuple[ListenerLink, str]:
    """A new link and its secret, which is shown once and kept nowhere.

    Raises Refused for a public body (public bodies speak, they do not listen for the round), for an organisation
    of another area, or for a last day that is past or more than 120 days away.
    """
    area, today = round.area, round.area.today()
    if organisation.area_id != area.pk:
        raise Refused(_("This organisation is not part of %(area)s.") % {"area": area.name})
    if organisation.is_public_body:
        raise Refused(_("Links are for community organisations. A public body does not collect notes."))
    if not today <= expires_on <= today + LONGEST:
        raise Refused(_("Choose a last day between today and 120 days from now."))
    with acting(actor, "make_link", area, within=[organisation.pk]) as deed:
        secret = codes.new_code(codes.LINK_LENGTH)
        link = ListenerLink.objects.create(
            area=area,
            round=round,
            organisation=organisation,
            secret_digest=codes.link_digest(secret),
            made_on=today,
            expires_on=expires_on,
        )
        holder = Actor.objects.create(pk=link.pk, kind=Actor.Kind.LINK)
        Grant.objects.create(
            actor=holder,
            area=area,
            role="listener",
            scope=Grant.Scope.ORGANISATION,
            scope_id=organisation.pk,
            ends=expires_on,
            granted_by=actor,
        )
        deed.record(link, organisation=str(organisation.pk), expires_on=expires_on.isoformat())
    return link, secret


def revoke_link(actor: Actor, link: ListenerLink) -> None:
    """From now on nothing more comes in through this link; what came stays. Twice changes nothing."""
    with acting(actor, "revoke_link", link.area, within=[link.organisation_id]) as deed:
        if link.revoked_on:
            deed.unchanged()
            return
        link.revoked_on = link.area.today()
        link.save(update_fields=["revoked_on"])
        Grant.objects.filter(actor_id=link.pk).delete()
        deed.record(link)


def open_link(area: Area, secret: str) -> ListenerLink:
    """The link of that secret. Raises Refused, in words for the listener, when it cannot be used."""
    link = (
        ListenerLink.objects.select_related("area", "round", "organisation")
        .filter(area=area, secret_digest=codes.link_digest(secret))
        .first()
    )
    if link is None or not codes.plain(secret):
        raise Refused(_("We do not know this code. Check it against your card, or ask for a new link."))
    if not (answer := usable(link)):
        raise Refused(answer.reason)
    return link


def usable(link: ListenerLink) -> Decision:
    """May notes still come through this link today?"""
    if link.revoked_on:
        return Decision(
            False, _("This link was taken back. Ask the person who gave it to you for a new one.")
        )
    if link.area.today() > link.expires_on:
        return Decision(False, _("This link has run out. Ask the person who gave it to you for a new one."))
    return Decision(True)


def holder_of(link: ListenerLink) -> Actor:
    """The actor of whoever holds the link."""
    return Actor.objects.get(pk=link.pk)
