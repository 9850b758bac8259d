"""Sheets as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from listens.listening.models import Conversation, Sheet, SheetStep
from listens.listening.paper.fetch import WAITING
from listens.listening.spoken import name_of


def address_of(sheet: Sheet) -> str:
    return reverse("sheet", kwargs={"area": sheet.area.slug, "number": sheet.number})


def ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3 and 7 as “1–3, 7”."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)


def piles(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """Per organisation: numbers typed in and gone as ranges, those not yet as sheets to go to."""
    by_organisation: dict[Any, dict[str, Any]] = {}
    for sheet in sheets:
        pile = by_organisation.setdefault(
            sheet.organisation_id,
            {"organisation": sheet.organisation, "typed": [], "waiting": [], "gone": []},
        )
        state = sheet.state  # type: ignore[attr-defined]
        if state in WAITING:
            pile["waiting"].append(sheet)
        elif state == SheetStep.State.TYPED:
            pile["typed"].append(sheet.number)
        else:
            pile["gone"].append(sheet)
    found = sorted(by_organisation.values(), key=lambda pile: pile["organisation"].name_key)
    for pile in found:
        pile["num_typed"] = len(pile["typed"])
        pile["num"] = len(pile["typed"]) + len(pile["waiting"]) + len(pile["gone"])
        pile["typed"] = ranges(pile["typed"])
    return found


def facts(one: Conversation) -> list[tuple[str, Any]]:
    return [
        (_("Held on"), one.held_on or _("Not given")),
        (_("Kind"), one.get_channel_display()),
        (_("People heard"), one.people_heard),
        (_("Where"), one.setting or _("Not given")),
        (_("Ward"), one.ward.name if one.ward else _("Not given")),
        (_("Language"), name_of(one.language)),
        (_("Notes"), len(one.notes.all())),
    ]
