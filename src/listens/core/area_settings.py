"""Changing an area's name, look and rules."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.areas import gaps_for_children
from listens.core.models import Actor, Area

MAY_CHANGE = (
    "name",
    "strapline",
    "brand_colour",
    "languages",
    "community_host",
    "key_custodians",
    "contact_email",
    "contact_phone",
    "hide_below",
    "round_to",
    "theme_counts_from",
    "quote_wait_days",
    "correction_days",
    "editing_minutes",
    "listens_to_children",
)
# Below these a count could point at somebody, or a quote could go out before anybody looked at it again.
LEAST = {
    "hide_below": 5,
    "round_to": 1,
    "theme_counts_from": 5,
    "quote_wait_days": 1,
    "correction_days": 1,
    "editing_minutes": 0,
}
MOST = {
    "hide_below": 50,
    "round_to": 50,
    "theme_counts_from": 100,
    "quote_wait_days": 90,
    "correction_days": 60,
    "editing_minutes": 240,
}
MOST_LANGUAGES = 40


def change_area(actor: Actor, area: Area, **changes: Any) -> Area:
    """Raises Refused with the field's problem. The audit names the settings that changed."""
    if unknown := changes.keys() - set(MAY_CHANGE):
        raise TypeError(f"An area has no {', '.join(sorted(unknown))} to change.")
    with acting(actor, "change_area", area) as deed:
        kept = Area.objects.select_for_update().get(pk=area.pk)
        changed = sorted(field for field, value in changes.items() if getattr(kept, field) != value)
        if "listens_to_children" in changed and changes["listens_to_children"]:
            _refuse_children_unready(kept)
        for field in changed:
            _refuse_if_wrong(field, changes[field])
            setattr(kept, field, changes[field])
        if not changed:
            deed.unchanged()
            return kept
        try:
            kept.full_clean()
        except ValidationError as error:
            raise Refused(" ".join(word for words in error.message_dict.values() for word in words))
        kept.save(update_fields=changed)
        deed.record(kept, changed=changed)
    return kept


def _refuse_children_unready(area: Area) -> None:
    if gaps := gaps_for_children(area):
        raise Refused(
            _("Before you listen to children, record in the readiness list: %(gaps)s.")
            % {"gaps": "; ".join(gaps)}
        )


def _refuse_if_wrong(field: str, value: Any) -> None:
    name = field.replace("_", " ")
    if field in LEAST and not LEAST[field] <= value <= MOST[field]:
        raise Refused(
            _("“%(name)s” must be from %(least)d to %(most)d.")
            % {"name": name, "least": LEAST[field], "most": MOST[field]}
        )
    if isinstance(value, str) and (problem := text.problem_with(value)):
        raise Refused(problem)
    if field == "name" and not text.key(value):
        raise Refused(_("Give the area a name."))
    if field == "languages":
        if not value or len(value) > MOST_LANGUAGES:
            raise Refused(_("Give one language at least, and %(most)d at most.") % {"most": MOST_LANGUAGES})
        if unknown := [code for code in value if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,4})?", code)]:
            raise Refused(
                _("“%(code)s” is not a language code. Use codes like en, ar or so.")
                % {"code": unknown[0][:20]}
            )
