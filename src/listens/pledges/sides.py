"""The two sides of a promise: its owner's and the community's. Nobody acts for both."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.alliance.models import Person
from listens.core import access
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.pledges.models import Pledge, PledgeRow

Kind = PledgeRow.Kind
OWNERS = frozenset({Kind.CONFIRMED, Kind.PROGRESS, Kind.REPLY, Kind.AMENDMENT})
COMMUNITYS = frozenset({Kind.VERDICT, Kind.SIGNED, Kind.PUBLISHED, Kind.ACCEPTED, Kind.REFUSED, Kind.CLOSED})
# What each verb adds, so that a page can say no before anything is typed.
ADDS = {
    "confirm_pledge": Kind.CONFIRMED,
    "report_progress": Kind.PROGRESS,
    "reply_to_verdict": Kind.REPLY,
    "ask_for_change": Kind.AMENDMENT,
    "give_verdict": Kind.VERDICT,
    "sign_verdict": Kind.SIGNED,
    "record_signatures": Kind.SIGNED,
    "publish_verdict": Kind.PUBLISHED,
    "answer_change": Kind.ACCEPTED,
    "close_pledge": Kind.CLOSED,
}


def why_not(actor: Actor | None, pledge: Pledge, kind: str | None) -> str:
    """Why this account may not add such a row: it has acted for the other side of this promise. Else nothing."""
    if actor is None or actor.account_id is None:
        return ""
    done = {row.kind for row in pledge.rows.all() if row.by_id == actor.pk}
    if kind in COMMUNITYS and done & OWNERS:
        return _(
            "You have acted for the owner of this promise. Somebody else acts for the community side of it."
        )
    if kind in OWNERS and done & COMMUNITYS:
        return _("You have acted for the community side of this promise. Somebody else acts for its owner.")
    return ""


def must_keep_to_one(actor: Actor, pledge: Pledge, kind: str) -> None:
    if why := why_not(actor, pledge, kind):
        raise Refused(why)


def is_for_owner(actor: Actor, pledge: Pledge, kind: str) -> bool:
    """Whether somebody who is not of the owner writes the owner's words down. A file and a command are nobody."""
    if kind not in OWNERS or actor.account_id is None:
        return False
    owners = list(pledge.owners.all())
    organisations = {owner.organisation_id for owner in owners}
    if Person.objects.filter(
        area=pledge.area, account=actor.account_id, organisation__in=organisations
    ).exists():
        return False
    places = organisations | {owner.office_id for owner in owners}
    own = ("decision_maker", "organisation_lead")
    return not any(g.role in own and g.scope_id in places for g in access.grants_of(actor, pledge.area))
