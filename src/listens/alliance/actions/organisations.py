"""Adding and changing one organisation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.alliance.organisation_rules import problem_with
from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.places.models import Place

MAY_CHANGE = (
    "name",
    "kind",
    "side",
    "size_band",
    "borough",
    "ward",
    "external_code",
    "joined_on",
    "left_on",
)


def add_organisation(
    actor: Actor,
    area: Area,
    *,
    name: str,
    kind: str,
    side: str,
    size_band: str = "",
    borough: Place | None = None,
    ward: Place | None = None,
    external_code: str = "",
    joined_on: dt.date | None = None,
) -> Organisation:
    """A new member or partner. Raises Refused with what is wrong."""
    organisation = Organisation(
        area=area,
        name=name.strip(),
        kind=kind,
        side=side,
        size_band=size_band,
        borough=borough or (ward.parent if ward else None),
        ward=ward,
        external_code=external_code.strip(),
        joined_on=joined_on,
    )
    with acting(actor, "add_organisation", area) as deed:
        refuse_if_wrong(organisation)
        organisation.save()
        deed.record(organisation, kind=kind, side=side)
    return organisation


def change_organisation(actor: Actor, organisation: Organisation, **changes: Any) -> Organisation:
    """Change some of its details. The audit names the fields that changed, never what they hold."""
    if unknown := changes.keys() - set(MAY_CHANGE):
        raise TypeError(f"An organisation has no {', '.join(sorted(unknown))} to change.")
    with acting(actor, "change_organisation", organisation.area, within=[organisation.pk]) as deed:
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        changed = [field for field, value in changes.items() if getattr(organisation, field) != value]
        for field in changed:
            setattr(organisation, field, changes[field])
        if changed:
            refuse_if_wrong(organisation)
            organisation.save()
            deed.record(organisation, changed=sorted(changed))
        else:
            deed.unchanged()
    return organisation


def refuse_if_wrong(organisation: Organisation) -> None:
    """Raises Refused with the first problem of an organisation that is about to be saved."""
    if found := problem_with(organisation):
        raise Refused(found[1])
    others = Organisation.objects.filter(area=organisation.area).exclude(pk=organisation.pk)
    if others.filter(name_key=text.key(organisation.name)).exists():
        raise Refused(_("There is already an organisation called “%(name)s”.") % {"name": organisation.name})
    if organisation.external_code:
        same = others.filter(external_code=organisation.external_code).first()
        if same:
            raise Refused(
                _("The code %(code)s already belongs to %(name)s.")
                % {"code": organisation.external_code, "name": same.name}
            )
