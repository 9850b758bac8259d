"""Listeners' links: handed over by a person who vouches, kept as a digest, exchanged by a POST."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import sealing
from listens.core.access import Decision
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, Area, Grant
from listens.listening import codes, stages
from listens.listening.models import ListenerLink, Moment, Round, StageWindow

LONGEST = dt.timedelta(days=120)


def make_link(
    actor: Actor,
    round: Round,
    organisation: Organisation,
    *,
    expires_on: dt.date | None = None,
    moment: Moment | None = None,
    id: UUID | None = None,
) -> tuple[ListenerLink, str]:
    """A new link and its secret, which is shown once and kept nowhere. `id` was made with the form, so that the same
    form sent twice makes one link.

    With a moment of the round it works from that day until the days of grace after it; else until `expires_on`.
    Raises Refused for a public body (public bodies speak, they do not listen for the round), for an organisation
    of another area, or for a last day that is past or more than 120 days away.
    """
    works_from = moment.held_on if moment else None
    if moment:
        expires_on = moment.held_on + _days_of_grace(round, organisation)
    area, today = round.area, round.area.today()
    if organisation.area_id != area.pk:
        raise Refused(_("This organisation is not part of %(area)s.") % {"area": area.name})
    if organisation.is_public_body:
        raise Refused(_("Links are for community organisations. A public body does not collect notes."))
    last_day = _checked(today, expires_on)
    with acting(actor, "make_link", area, within=[organisation.pk]) as deed:
        if id and Actor.objects.filter(pk=id).exists():
            raise Refused(
                _("This link was made already, and its card was shown once. Make a new card for it.")
            )
        secret = codes.new_code(codes.LINK_LENGTH)
        link = ListenerLink.objects.create(
            **({"pk": id} if id else {}),
            area=area,
            round=round,
            organisation=organisation,
            secret_digest=codes.link_digest(secret),
            made_on=today,
            works_from=works_from,
            expires_on=last_day,
        )
        holder = Actor.objects.create(pk=link.pk, kind=Actor.Kind.LINK)
        _grant(link, holder, actor)
        deed.record(link, organisation=str(organisation.pk), expires_on=last_day.isoformat())
    return link, secret


def card_of(link: ListenerLink) -> str:
    """Names the card that is good now, without telling anything of its code."""
    return sealing.blind_index(link.area, f"card {link.secret_digest}")[:16]


def renew_link(
    actor: Actor, link: ListenerLink, *, expires_on: dt.date | None, seen_card: str | None = None
) -> str:
    """A new secret and last day for the same link, so that notes which wait on a phone under it can still be sent.

    For a card that was lost, ran out or was taken back. The old card opens nothing from now on. Raises Stale when
    the card is no longer the one that was seen (`card_of`): the same form sent twice spoils no card just printed.
    """
    last_day = _checked(link.area.today(), expires_on)
    with acting(actor, "renew_link", link.area, within=[link.organisation_id]) as deed:
        now = ListenerLink.objects.select_for_update(of=("self",)).select_related("area").get(pk=link.pk)
        if seen_card is not None and seen_card != card_of(now):
            raise Stale(_("A new card was made already, and shown once. Make another only if it is lost."))
        secret = codes.new_code(codes.LINK_LENGTH)
        link.secret_digest = codes.link_digest(secret)
        link.expires_on, link.revoked_on = last_day, None
        link.save(update_fields=["secret_digest", "expires_on", "revoked_on"])
        Grant.objects.filter(actor_id=link.pk).delete()
        _grant(link, holder_of(link), actor)
        deed.record(link, expires_on=last_day.isoformat())
    return secret


def hold_link(actor: Actor, link: ListenerLink, *, is_held: bool) -> None:
    """While a link is on hold, what comes through it is stored and needs attention. Twice changes nothing."""
    with acting(actor, "hold_link", link.area, within=[link.organisation_id]) as deed:
        if is_held == (link.held_on is not None):
            deed.unchanged()
            return
        link.held_on = link.area.today() if is_held else None
        link.save(update_fields=["held_on"])
        deed.record(link, is_held=is_held)


def _checked(today: dt.date, last_day: dt.date | None) -> dt.date:
    if last_day is None or not today <= last_day <= today + LONGEST:
        raise Refused(_("Choose a last day between today and 120 days from now."))
    return last_day


def _days_of_grace(round: Round, organisation: Organisation) -> dt.timedelta:
    window = stages.window(round, StageWindow.Stage.LISTENING, organisation)
    return dt.timedelta(days=window.grace_days if window else 0)


def _grant(link: ListenerLink, holder: Actor, by: Actor) -> None:
    Grant.objects.create(
        actor=holder,
        area=link.area,
        role="listener",
        scope=Grant.Scope.ORGANISATION,
        scope_id=link.organisation_id,
        ends=link.expires_on,
        granted_by=by,
    )


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
    if link.works_from and link.area.today() < link.works_from:
        day = date_format(link.works_from)
        return Decision(False, _("This link is for one event. It works from %(day)s.") % {"day": day})
    return Decision(True)


def holder_of(link: ListenerLink) -> Actor:
    """The actor of whoever holds the link."""
    return Actor.objects.get(pk=link.pk)
