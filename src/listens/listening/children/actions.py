"""Starting a session with children, writing down who agreed, calling it off, typing in what was said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.alliance import fetch as alliance
from listens.alliance.models import Organisation, Person
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.listening.actions.conversations import receive_conversations
from listens.listening.children.rules import MOST, gaps, off_words
from listens.listening.envelope import CHILDREN
from listens.listening.letters import CREATED, DUPLICATE, SCHEMA_VERSION
from listens.listening.models import ChildrenConsent, ChildrenSession, Round

Kind, Means = ChildrenConsent.Kind, ChildrenConsent.Means


def start_session(
    actor: Actor,
    round: Round,
    organisation: Organisation,
    *,
    held_on: dt.date,
    first_adult: Person,
    second_adult: Person,
) -> ChildrenSession:
    """A session that the host will hold. Raises Refused unless two of its own people are cleared on that day."""
    area = round.area
    with acting(actor, "start_children_session", area, within=[organisation.pk]) as deed:
        _require_on(area)
        if organisation.area_id != area.pk or organisation.is_public_body:
            raise Refused(_("The host is a community organisation of this area."))
        if round.opened_on is None:
            raise Refused(_("Open the round first: until then its questions may still change."))
        if held_on < area.today():
            raise Refused(_("Start the session before it is held: consent comes first."))
        if first_adult.pk == second_adult.pk:
            raise Refused(_("Name two different adults: nobody is alone with children."))
        cleared = {one.pk for one in alliance.cleared_people(organisation, held_on)}
        for adult in (first_adult, second_adult):
            if adult.pk not in cleared:
                raise Refused(
                    _(
                        "%(name)s is not cleared by the host for that day. An organiser writes that down first."
                    )
                    % {"name": adult.name}
                )
        session = ChildrenSession.objects.create(
            area=area,
            round=round,
            organisation=organisation,
            held_on=held_on,
            first_adult=first_adult,
            second_adult=second_adult,
        )
        deed.record(session, held_on=held_on.isoformat())
    return session


def record_consent(
    actor: Actor, session: ChildrenSession, *, kind: str, means: str, on: dt.date, num: int = 1
) -> ChildrenConsent:
    """That consent was given, never by whom. Of parents, `num` says for how many children by now, in all."""
    area = session.area
    with acting(actor, "record_children_consent", area, within=[session.organisation_id]) as deed:
        _require_on(area)
        if session.called_off_on:
            raise Refused(_("This session was called off."))
        if kind not in Kind.values or means not in Means.values:
            raise Refused(_("Say who agreed, and how."))
        if on > min(area.today(), session.held_on):
            raise Refused(_("Consent comes before the session. Check the day."))
        if not 1 <= num <= MOST:
            raise Refused(_("A session has %(most)d children at most.") % {"most": MOST})
        seq = session.consents.aggregate(newest=Max("seq"))["newest"] or 0
        consent = ChildrenConsent.objects.create(
            session=session,
            seq=seq + 1,
            kind=kind,
            means=means,
            on=on,
            num=num if kind == Kind.PARENTS else 1,
        )
        deed.record(session, kind=kind, means=means, num=consent.num)
    return consent


def call_off(actor: Actor, session: ChildrenSession) -> None:
    """It will not be held; nothing can be typed in from it. Twice changes nothing."""
    with acting(actor, "call_off_children_session", session.area, within=[session.organisation_id]) as deed:
        if session.called_off_on:
            deed.unchanged()
            return
        session.called_off_on = session.area.today()
        session.save(update_fields=["called_off_on"])
        deed.record(session)


def type_in_session(actor: Actor, session: ChildrenSession, item: dict[str, Any]) -> None:
    """Store what was said, as `receive_conversations` has it, with nothing in it that names the session.

    Raises Refused for a session that was not ready.
    """
    _require_on(session.area)
    if session.called_off_on:
        raise Refused(_("This session was called off."))
    if missing := gaps(session):
        raise Refused(_("This session is not ready. Missing: %(gaps)s.") % {"gaps": "; ".join(missing)})
    whole = {
        **item,
        "channel": CHILDREN,
        "held_on": session.held_on.isoformat(),
        "round": session.round.slug,
        "organisation": str(session.organisation_id),
    }
    payload = {"schema_version": SCHEMA_VERSION, "items": [whole]}
    [result] = receive_conversations(
        actor, session.area, payload, verb="type_in_children", within=[session.organisation_id]
    )
    if result["outcome"] not in (CREATED, DUPLICATE):
        raise Refused(" ".join(result["problems"]))


def _require_on(area: Area) -> None:
    if not area.listens_to_children:
        raise Refused(off_words(area))
