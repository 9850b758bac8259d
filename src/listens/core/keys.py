"""New keys for an area: one for each purpose that seals something, and one for its letterbox.

A room says in its `retention.py` what it seals; a test looks for a sealed field that nobody declared. What is there is
sealed anew, so that a key that got out opens nothing any more once its line is taken out of the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from listens.core import letterbox, sealing
from listens.core.acting import acting
from listens.core.models import Actor, Area

CHUNK = 500


@dataclass(frozen=True)
class Sealed:
    model: type[models.Model]
    field: str
    area: str
    purpose: str


SEALED: list[Sealed] = []


def declare(
    model: type[models.Model], field: str = "sealed", *, area: str = "area", purpose: str = ""
) -> None:
    """`area` is the way from the model to its area, as a filter has it; `purpose` as in core.sealing."""
    SEALED.append(Sealed(model, field, area, purpose))


def rotate_keys(actor: Actor, area: Area) -> int:
    """Make new keys for the area and seal everything with them; phones get the letterbox's next time they are online.

    Returns how many records were sealed anew. Raises CannotOpen, and changes no record, when one does not open.
    """
    with acting(actor, "rotate_keys", area) as deed:
        sealing.rotate(area)
        letterbox.rotate(area)
        nums = {each.model._meta.label_lower: _seal_anew(area, each) for each in SEALED}
        deed.record(records=nums)
    return sum(nums.values())


def _seal_anew(area: Area, each: Sealed) -> int:
    there = each.model._default_manager.filter(**{each.area: area}).exclude(**{each.field: b""})
    ids = list(there.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        rows = list(each.model._default_manager.select_for_update().filter(pk__in=ids[start : start + CHUNK]))
        for row in rows:
            setattr(row, each.field, sealing.reseal(area, getattr(row, each.field), each.purpose))
        each.model._default_manager.bulk_update(rows, [each.field])
    return len(ids)
