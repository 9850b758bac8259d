"""What an organisation must be, looked at by itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text

MUST_BE_PUBLIC = frozenset({Organisation.Kind.NHS, Organisation.Kind.COUNCIL})


def problem_with(organisation: Organisation) -> tuple[str, str] | None:
    """Field and problem of an organisation looked at by itself; nothing when it is in order."""
    for field, longest in (("name", 200), ("external_code", 40)):
        if words := text.problem_with(getattr(organisation, field), longest=longest):
            return field, words
    if not text.key(organisation.name):
        return "name", _("Give the organisation’s name.")
    for field, choices in (("kind", Organisation.Kind), ("side", Organisation.Side)):
        if getattr(organisation, field) not in choices.values:
            return field, _("Choose one of: %(choices)s.") % {"choices": ", ".join(map(str, choices.labels))}
    if organisation.size_band and organisation.size_band not in Organisation.Size.values:
        return "size_band", _("Choose one of: %(choices)s.") % {
            "choices": ", ".join(Organisation.Size.values)
        }
    if organisation.kind in MUST_BE_PUBLIC and not organisation.is_public_body:
        return "side", _("NHS bodies and councils are public bodies: they do not read notes and do not vote.")
    return _problem_with_place(organisation) or _problem_with_days(organisation)


def _problem_with_place(organisation: Organisation) -> tuple[str, str] | None:
    borough, ward = organisation.borough, organisation.ward
    for field, place in (("borough", borough), ("ward", ward)):
        if place and (place.kind != field or place.area_id != organisation.area.pk):
            return field, _("“%(place)s” is not a %(kind)s of this area.") % {"place": place, "kind": field}
    if ward and borough and ward.parent_id != borough.pk:
        return "ward", _("“%(ward)s” is not in %(borough)s.") % {"ward": ward, "borough": borough}
    return None


def _problem_with_days(organisation: Organisation) -> tuple[str, str] | None:
    joined, left = organisation.joined_on, organisation.left_on
    if joined and left and left < joined:
        return "left_on", _("It would leave before it joined.")
    return None
