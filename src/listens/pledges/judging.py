"""Who may judge a promise: people of the community side whose own organisation did not make it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from listens.alliance.access import has_left
from listens.alliance.models import Person
from listens.core.acting import Refused
from listens.pledges.models import Pledge

Signature = tuple[Person, str]


def must_judge(person: Person, pledge: Pledge) -> None:
    """Raises Refused for somebody who may be neither co-lead nor signer of this pledge."""
    if person.area_id != pledge.area_id:
        raise Refused(_("%(name)s belongs to another area.") % {"name": person})
    if has_left(person, pledge.area):
        raise Refused(_("%(name)s has left their organisation.") % {"name": person})
    if person.organisation.is_public_body:
        raise Refused(_("%(name)s is of a public body. The community side judges.") % {"name": person})
    if person.organisation_id in {owner.organisation_id for owner in pledge.owners.all()}:
        raise Refused(
            _("%(organisation)s made this promise, so its own people cannot judge it.")
            % {"organisation": person.organisation}
        )


def must_sign(signers: Sequence[Signature], pledge: Pledge) -> None:
    """Two people or more, each of another organisation, each with their interests declared."""
    for person, interests in signers:
        must_judge(person, pledge)
        if not interests.strip():
            raise Refused(
                _("%(name)s says what interest they have in this promise, or “none”.") % {"name": person}
            )
    if len({person.organisation_id for person, _interests in signers}) < 2:
        raise Refused(_("A verdict needs two people from two organisations."))
    if len({person.organisation_id for person, _interests in signers}) < len(signers):
        raise Refused(_("Each organisation signs once."))
