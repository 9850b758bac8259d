"""Who may see and change the alliance, and the rule that public bodies never read raw notes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation, Person
from listens.core.access import ALLOWED, Decision, declare, grants_of
from listens.core.models import Actor, Area, Grant
from listens.core.roles import ROLES

EVERYBODY_WITH_A_DESK = [role for role in ROLES if role != "listener"]

declare("see_desk", "see the desk of this area", EVERYBODY_WITH_A_DESK, room="alliance")
declare("see_organisations", "see the organisations", ["organiser", "data_protection_lead"], room="alliance")
declare(
    "see_organisation",
    "see this organisation's page",
    ["organiser", "data_protection_lead", "organisation_lead", "delegate"],
    room="alliance",
)
declare("add_organisation", "add an organisation", ["organiser"], room="alliance")
declare("change_organisation", "change an organisation", ["organiser"], room="alliance")
declare("import_organisations", "bring in a list of organisations", ["organiser"], room="alliance")
declare("add_person", "add a person to an organisation", ["organiser"], room="alliance")
declare("mark_left", "say that a person left", ["organiser"], room="alliance")
declare("record_clearance", "write down that somebody may be with children", ["organiser"], room="alliance")
declare("import_people", "bring in a list of people", ["organiser"], room="alliance")
declare(
    "see_office",
    "see who holds this office",
    ["organiser", "data_protection_lead", "organisation_lead", "decision_maker", "stage_manager"],
    room="alliance",
)
declare("add_office", "add an office", ["organiser"], room="alliance")
declare("name_holder", "say who holds an office", ["organiser"], room="alliance")


def not_of_public_body(actor: Actor, area: Area) -> Decision:
    """The condition of every verb that reads raw notes: the community side holds them.

    A public body's people are refused even when they hold the role, and so is an account that nobody has put
    into an organisation of this area, because we cannot say which side it is on.
    """
    cache: dict[UUID, Decision] = actor.__dict__.setdefault("_community_side", {})
    if area.pk not in cache:
        cache[area.pk] = _side_of(actor, area)
    return cache[area.pk]


def _side_of(actor: Actor, area: Area) -> Decision:
    person = Person.objects.filter(area=area, account=actor.account_id).select_related("organisation").first()
    if actor.account_id is None or person is None or has_left(person, area):
        return Decision(
            False,
            _("Only people of a community organisation read notes. Ask an organiser to add you to yours."),
        )
    if person.organisation.is_public_body:
        return Decision(
            False,
            _("People of a public body do not read notes. Themes and agreed quotes are open to you."),
        )
    return ALLOWED


def has_left(person: Person, area: Area) -> bool:
    return person.left_on is not None and person.left_on < area.today()


def own_things(actor: Actor | None, area: Area) -> frozenset[UUID]:
    """The ids of the single organisations, rounds, offices and pledges that the actor's grants name."""
    if actor is None:
        return frozenset()
    return frozenset(grant.scope_id for grant in grants_of(actor, area) if grant.scope_id)


def own_organisations(actor: Actor | None, area: Area) -> frozenset[UUID]:
    """The organisations that the actor leads or votes for."""
    if actor is None:
        return frozenset()
    grants: Iterable[Grant] = grants_of(actor, area)
    return frozenset(
        grant.scope_id for grant in grants if grant.scope == Grant.Scope.ORGANISATION and grant.scope_id
    )


def is_of(actor: Actor | None, organisation: Organisation) -> bool:
    return organisation.pk in own_organisations(actor, organisation.area)
