"""Adding people to an organisation, with a way to sign in and a role when they need one."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from listens.alliance.models import Office, Organisation, Person
from listens.core import text
from listens.core.accounts import end_grant, open_account
from listens.core.acting import Refused, acting
from listens.core.models import Account, Actor, Grant

READS_NOTES = frozenset({"reviewer", "sense_maker"})
OF_ONE_ORGANISATION = frozenset({"organisation_lead", "delegate"})
OF_EITHER = frozenset({"safeguarding_lead"})  # for the whole area, or for one organisation
OF_ONE_OFFICE = frozenset({"decision_maker"})
NEEDS_NO_ACCOUNT = frozenset({"listener"})


def add_person(
    actor: Actor, organisation: Organisation, *, name: str, part: str = "", account: Account | None = None
) -> Person:
    """Somebody who acts for an organisation: never somebody who was listened to."""
    with acting(actor, "add_person", organisation.area, within=[organisation.pk]) as deed:
        for typed, longest in ((name, 120), (part, 100)):
            if problem := text.problem_with(typed, longest=longest):
                raise Refused(problem)
        if not text.key(name):
            raise Refused(_("Give the person’s name."))
        people = Person.objects.filter(area=organisation.area)
        if people.filter(organisation=organisation, name_key=text.key(name)).exists():
            raise Refused(
                _("%(organisation)s already has a person called %(name)s.")
                % {"organisation": organisation, "name": name}
            )
        if account and (other := people.filter(account=account).select_related("organisation").first()):
            raise Refused(
                _("This e-mail already belongs to a person of %(organisation)s.")
                % {"organisation": other.organisation}
            )
        person = Person.objects.create(
            area=organisation.area,
            organisation=organisation,
            name=name.strip(),
            name_key=text.key(name),
            account=account,
            part=part.strip(),
        )
        deed.record(person, has_account=account is not None)
    return person


@transaction.atomic
def invite_person(
    actor: Actor,
    organisation: Organisation,
    *,
    name: str,
    part: str = "",
    email: str = "",
    role: str = "",
    office: Office | None = None,
    only_here: bool = False,
) -> Person:
    """As `add_person`, with an account and one role when an e-mail is given. All of it or nothing.

    `only_here` makes a safeguarding lead one of this organisation, not of the whole area.
    """
    if not email:
        if role:
            raise Refused(_("Give an e-mail address too: a role needs a way to sign in."))
        return add_person(actor, organisation, name=name, part=part)
    if not role:
        raise Refused(_("Choose what this person may do, or leave the e-mail address empty."))
    refuse_role(organisation, role)
    scope, scope_id = scope_of(role, organisation, office, only_here)
    account = open_account(
        actor, organisation.area, email=email, name=name, role=role, scope=scope, scope_id=scope_id
    )
    return add_person(actor, organisation, name=name, part=part, account=account)


def mark_left(actor: Actor, person: Person) -> Person:
    """From today this person acts no more: every role they hold in the area ends at once.

    Raises Refused for the last organiser. Saying it again changes nothing.
    """
    area = person.area
    with acting(actor, "mark_left", area, within=[person.organisation_id]) as deed:
        person = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
        if person.left_on:
            deed.unchanged()
            return person
        held = Grant.objects.filter(area=area, actor__account=person.account).current(area.today())
        grants = list(held.select_related("actor", "area")) if person.account else []
        for grant in grants:
            end_grant(actor, grant)
        person.left_on = area.today() - dt.timedelta(days=1)
        person.save(update_fields=["left_on"])
        deed.record(person, roles_ended=len(grants))
    return person


def refuse_role(organisation: Organisation, role: str) -> None:
    """Raises Refused for a role that this organisation's people cannot hold."""
    if role in NEEDS_NO_ACCOUNT:
        raise Refused(_("A listener needs no account: make a link for them in the round."))
    if organisation.is_public_body and role in READS_NOTES:
        raise Refused(
            _("A public body’s people do not read notes. Choose somebody of a community organisation.")
        )
    if organisation.is_public_body and role == "delegate":
        raise Refused(_("Public bodies speak, but they do not vote."))


def scope_of(
    role: str, organisation: Organisation, office: Office | None, only_here: bool
) -> tuple[Grant.Scope, UUID | None]:
    """Leads and delegates act for their organisation, decision-makers for their office, others in the area."""
    if only_here and role not in OF_EITHER:
        raise Refused(_("Only a safeguarding lead can be one of this organisation only. Untick that box."))
    if role in OF_ONE_ORGANISATION or only_here:
        return Grant.Scope.ORGANISATION, organisation.pk
    if role in OF_ONE_OFFICE:
        if office is None or office.organisation_id != organisation.pk:
            raise Refused(_("Choose the office of %(name)s this person holds.") % {"name": organisation})
        return Grant.Scope.OFFICE, office.pk
    return Grant.Scope.AREA, None
