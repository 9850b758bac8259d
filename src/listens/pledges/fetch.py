"""The one way to a promise, its verdicts and changes: fetched and authorised within the area.

A missing one and one that the person has no part in give the same 404.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from listens.alliance.access import own_things
from listens.alliance.models import Office, Organisation, Person
from listens.assembly.models import Answer
from listens.core import access
from listens.core.models import Actor, Area, Grant
from listens.listening.models import Moment
from listens.pledges.adding import within
from listens.pledges.models import Amendment, Pledge, Verdict
from listens.pledges.models.pledge_query import PledgeQuerySet


def register(area: Area) -> PledgeQuerySet:
    """The area's promises as they stand today, for a page that asked `see_pledges`."""
    return Pledge.objects.of_area(area).with_standing(area.today()).with_owners()


def fetch_pledge(actor: Actor | None, area: Area, number: int, verb: str = "see_pledge") -> Pledge:
    """With all that its page shows. Raises access.Denied for somebody who may see it but not do `verb`."""
    pledges = Pledge.objects.for_public(area).select_related("area")
    everything = pledges.prefetch_related("co_leads__person__organisation")
    found: Pledge | None = everything.filter(number=number).first()
    if found is None or not access.can(actor, "see_pledge", area, within=within(found)):
        raise Http404
    access.require(actor, verb, area, within=within(found))
    return found


def fetch_verdict(actor: Actor | None, area: Area, pk: UUID, verb: str) -> tuple[Pledge, Verdict]:
    number = _number(area, verdict__pk=pk)
    pledge = fetch_pledge(actor, area, number, verb)
    return pledge, next(
        row.verdict for row in pledge.rows.all() if getattr(row, "verdict", None) and row.verdict.pk == pk
    )


def fetch_to_sign(actor: Actor | None, area: Area, pk: UUID) -> tuple[Pledge, Verdict]:
    """A verdict for somebody who is named in it, whatever else they may see here."""
    named = Verdict.objects.filter(row__pledge__area=area, pk=pk, signers__person__account=_account(actor))
    number = named.values_list("row__pledge__number", flat=True).first()
    if number is None:
        raise Http404
    access.require(actor, "sign_verdict", area, within=own_things(actor, area))
    pledge = Pledge.objects.for_public(area).select_related("area").get(number=number)
    return pledge, next(verdict for verdict in pledge.given_verdicts() if verdict.pk == pk)


def to_sign(actor: Actor, area: Area) -> QuerySet[Verdict]:
    """Verdicts that wait for this person's own signature."""
    if actor.account_id is None:
        return Verdict.objects.none()
    waiting = Verdict.objects.filter(row__pledge__area=area, published_on=None)
    mine = waiting.filter(signers__person__account=actor.account_id, signers__signed_on=None)
    return mine.select_related("row__pledge")


def _account(actor: Actor | None) -> UUID:
    """Raises 404 for whoever has none."""
    if actor is None or actor.account_id is None:
        raise Http404
    return actor.account_id


def fetch_change(actor: Actor | None, area: Area, pk: UUID, verb: str) -> tuple[Pledge, Amendment]:
    pledge = fetch_pledge(actor, area, _number(area, amendment__pk=pk), verb)
    return pledge, next(change for change in pledge.changes() if change.pk == pk)


def _number(area: Area, **about: UUID) -> int:
    rows = Pledge.objects.filter(area=area, **{f"rows__{name}": pk for name, pk in about.items()})
    number = rows.values_list("number", flat=True).first()
    if number is None:
        raise Http404
    return int(number)


def own_pledges(actor: Actor | None, area: Area) -> PledgeQuerySet:
    """The promises of the offices and organisations this person acts for. Raises Denied for somebody with none."""
    roles = access.VERBS["see_own_pledges"].roles
    grants = [g for g in access.grants_of(actor, area) if g.role in roles and g.scope_id] if actor else []
    access.require(
        actor, "see_own_pledges", area, within=[grant.scope_id for grant in grants if grant.scope_id]
    )
    offices = [g.scope_id for g in grants if g.scope_id and g.scope == Grant.Scope.OFFICE]
    organisations = [g.scope_id for g in grants if g.scope_id and g.scope == Grant.Scope.ORGANISATION]
    found = Pledge.objects.for_public(area).owned_by(offices=offices, organisations=organisations)
    return found.with_standing(area.today())


def open_answers(area: Area) -> list[Answer]:
    """Every standing yes and yes-if, newest first: what a promise may come out of."""
    answers = Answer.objects.filter(addressee__ask__area=area).select_related(
        "addressee__ask__round", "addressee__office__organisation", "addressee__office__area"
    )
    newest = {answer.addressee_id: answer for answer in answers.order_by("seq")}
    return sorted((a for a in newest.values() if a.is_promise), key=lambda a: a.answered_on, reverse=True)


def offices(area: Area) -> QuerySet[Office]:
    return Office.objects.filter(area=area).select_related("organisation")


def communities(area: Area) -> QuerySet[Organisation]:
    return Organisation.objects.filter(area=area, left_on__isnull=True).community()


def judges(area: Area) -> QuerySet[Person]:
    """People of the community side, by organisation."""
    people = Person.objects.filter(area=area).here(area.today()).select_related("organisation")
    return people.filter(organisation__side=Organisation.Side.COMMUNITY).order_by(
        "organisation__name_key", "name_key"
    )


def name_of(actor: Actor | None, area: Area) -> str:
    """The acting person's own name, to fill in a form."""
    if actor is None or actor.account_id is None:
        return ""
    return (
        Person.objects.filter(area=area, account=actor.account_id).values_list("name", flat=True).first()
        or ""
    )


def recorded_moments(area: Area) -> list[Moment]:
    """Meetings of which it is written down who came, newest first."""
    moments = Moment.objects.filter(round__area=area, held_on__lte=area.today()).exclude(who_came="")
    return list(moments.select_related("round").order_by("-held_on")[:40])
