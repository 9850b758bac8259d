"""What has to be in place before children are heard, and at the door of everything that is sent."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.alliance import fetch as alliance
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.models import Actor, Area
from listens.listening.envelope import CHILDREN, SentConversation, Unopened
from listens.listening.models import ChildrenConsent, ChildrenSession, ListenerLink, Round

FEWEST = 3  # a group, so that no child is alone with adults and none is known by what was said
MOST = 30
Kind = ChildrenConsent.Kind


def off_words(area: Area) -> str:
    return _("%(area)s does not listen to children. An organiser can turn it on in the settings.") % {
        "area": area.name
    }


def newest(session: ChildrenSession, kind: str) -> ChildrenConsent | None:
    return next((one for one in reversed(list(session.consents.all())) if one.kind == kind), None)


def num_agreed(session: ChildrenSession) -> int:
    """For how many children a parent has agreed."""
    given = newest(session, Kind.PARENTS)
    return given.num if given else 0


def gaps(session: ChildrenSession) -> list[str]:
    """What is missing before this session may be held, in words."""
    missing = []
    cleared = {one.pk for one in alliance.cleared_people(session.organisation, session.held_on)}
    if {session.first_adult_id, session.second_adult_id} - cleared:
        missing.append(_("Two adults who are cleared on that day"))
    if newest(session, Kind.HOST) is None:
        missing.append(_("The host's consent"))
    if num_agreed(session) < FEWEST:
        missing.append(_("The parents' consent for %(n)d children at least") % {"n": FEWEST})
    return missing


def require_session(
    actor: Actor,
    link: ListenerLink | None,
    item: SentConversation,
    round: Round,
    organisation: Organisation | None,
) -> None:
    """What was said in a session with children comes in only from an account, for a session that was ready.

    The session is looked for by host and day, and not kept with what comes in. Raises Unopened.
    """
    if item.channel != CHILDREN:
        return
    if link is not None or actor.kind == Actor.Kind.LINK:
        raise Unopened(
            [
                _(
                    "Nobody listens to children with a link alone. Ask your organiser for a session with children."
                )
            ]
        )
    area = round.area
    if not area.listens_to_children:
        raise Unopened([off_words(area)])
    if organisation is None:
        raise Unopened([_("Say which organisation was the host.")])
    if not (answer := access.can(actor, "type_in_children", area, within=[organisation.pk])):
        raise Unopened([answer.reason])
    agreed = max(map(num_agreed, _held(round, organisation, item.held_on)), default=None)
    if agreed is None:
        raise Unopened(
            [_("There was no session with children on that day with two cleared adults and every consent.")]
        )
    heard = item.people_heard
    if not isinstance(heard, int) or isinstance(heard, bool) or not FEWEST <= heard <= agreed:
        words = _(
            "Say how many children were there: %(least)d at least, and not more than parents agreed (%(most)d)."
        )
        raise Unopened([words % {"least": FEWEST, "most": agreed}])


def _held(round: Round, organisation: Organisation, day: str) -> list[ChildrenSession]:
    try:
        held_on = dt.date.fromisoformat(day)
    except ValueError:
        return []
    sessions = ChildrenSession.objects.filter(
        round=round, organisation=organisation, held_on=held_on, called_off_on=None
    )
    ready = sessions.select_related("organisation__area").prefetch_related("consents")
    return [one for one in ready if held_on <= round.area.today() and not gaps(one)]
