"""The frame of every addition to a pledge: allowed, up to date, one row of its chain, one audit row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.alliance.models import Person
from listens.core import chain
from listens.core.acting import Deed, Refused, Stale, acting
from listens.core.models import Actor
from listens.pledges.history import chain_of, content_of, digested
from listens.pledges.models import Pledge, PledgeRow
from listens.pledges.sides import is_for_owner, must_keep_to_one

Brought = TypeVar("Brought")


@dataclass
class Addition:
    """`pledge` is locked and fresh until the block ends."""

    deed: Deed
    pledge: Pledge
    last_seq: int

    def row(
        self, kind: str, bring: Callable[[PledgeRow], Brought], *, of: int | None = None, **about: str
    ) -> Brought:
        """Add one row. `bring` makes (or marks) the record that the row is about; `of` is the marked row's place,
        `about` which part of it was marked. Refused for an account that acts for the other side.
        """
        must_keep_to_one(self.deed.actor, self.pledge, kind)
        row = PledgeRow.objects.create(
            pledge=self.pledge,
            seq=self.last_seq + 1,
            kind=kind,
            content={} if of is None else {"of": of} | about,
            salt=chain.new_salt(),
            by=self.deed.actor,
            is_for_owner=is_for_owner(self.deed.actor, self.pledge, kind),
            at=self.pledge.area.now(),
        )
        brought = bring(row)
        rows = {} if of is None else {of: self.pledge.rows.get(seq=of)}
        row.content = content_of(row, rows)
        row.save(update_fields=["content"])
        [entry] = chain.append(chain_of(self.pledge), [chain.digest(row.salt, digested(row))])
        if entry.seq != row.seq:
            raise Stale(
                _("The history of this promise does not hold. Ask the organiser to run “listens check”.")
            )
        self.last_seq = row.seq
        self.deed.record(self.pledge, row=row.seq, kind=str(kind))
        return brought


def within(pledge: Pledge) -> set[UUID]:
    """The ids whose grants reach this pledge: itself, its owners, its round."""
    ids = {pledge.pk}
    for owner in pledge.owners.all():
        ids |= {owner.organisation_id} | ({owner.office_id} if owner.office_id else set())
    if pledge.ask:
        ids.add(pledge.ask.round_id)
    return ids


@contextmanager
def adding(
    actor: Actor, verb: str, pledge: Pledge, seen_seq: int | None = None, *, also: Iterable[UUID] = ()
) -> Iterator[Addition]:
    """`seen_seq` is the newest place the writer saw: Stale when somebody has added since, Refused once closed.

    Grants for a thing in `also` count beside those for the pledge and what it belongs to.
    """
    with acting(actor, verb, pledge.area, within=within(pledge) | set(also)) as deed:
        locked = Pledge.objects.select_for_update().get(pk=pledge.pk)
        newest = locked.rows.aggregate(newest=Max("seq"))["newest"] or 0
        if seen_seq is not None and seen_seq != newest:
            raise Stale(
                _("Somebody added to this promise since you opened it. Look at it again, then decide.")
            )
        if locked.rows.filter(kind=PledgeRow.Kind.CLOSED).exists():
            raise Refused(_("Both sides have closed this promise. Nothing more is added."))
        yield Addition(
            deed, Pledge.objects.select_related("area").with_owners().with_rows().get(pk=locked.pk), newest
        )


def not_an_owner(actor: Actor, pledge: Pledge) -> None:
    """Raises Refused when the person acting belongs to an organisation that made the promise."""
    if actor.account_id is None:
        return
    person = Person.objects.filter(area=pledge.area, account=actor.account_id).first()
    if person and person.organisation_id in {owner.organisation_id for owner in pledge.owners.all()}:
        raise Refused(_("Your organisation made this promise, so others judge it."))
