"""One row of a list of organisations, read into an organisation or into what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.alliance.organisation_rules import MUST_BE_PUBLIC, problem_with
from listens.core import text
from listens.core.models import Area
from listens.places.gazetteer import Gazetteer, NoSuchPlace
from listens.places.models import Place

NEEDED = ["name", "kind"]
OPTIONAL = ["side", "size_band", "borough", "ward", "external_code", "joined_on"]
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


class Wrong(Exception):
    """One cell that cannot be used."""

    def __init__(self, column: str, problem: str, fix: str) -> None:
        super().__init__(column, problem, fix)
        self.column, self.problem, self.fix = column, problem, fix


def organisation_of(area: Area, row: Mapping[str, str], gazetteer: Gazetteer) -> Organisation:
    """Raises Wrong for the first cell that cannot be used."""
    kind = choice("kind", row["kind"], Organisation.Kind)
    side = choice("side", row.get("side", ""), Organisation.Side) or (
        Organisation.Side.PUBLIC_BODY if kind in MUST_BE_PUBLIC else Organisation.Side.COMMUNITY
    )
    borough, ward = _places(row, gazetteer)
    organisation = Organisation(
        area=area,
        name=row["name"],
        name_key=text.key(row["name"]),
        kind=kind,
        side=side,
        size_band=choice("size_band", row.get("size_band", ""), Organisation.Size),
        borough=borough,
        ward=ward,
        external_code=row.get("external_code", ""),
        joined_on=day("joined_on", row.get("joined_on", "")),
    )
    if found := problem_with(organisation):
        raise Wrong(found[0], found[1], _("Correct this cell."))
    return organisation


def _places(row: Mapping[str, str], gazetteer: Gazetteer) -> tuple[Place | None, Place | None]:
    column = "borough"
    try:
        borough = gazetteer.borough(row["borough"]) if row.get("borough") else None
        column = "ward"
        ward = gazetteer.ward(row["ward"], borough) if row.get("ward") else None
    except NoSuchPlace as none:
        raise Wrong(column, none.problem, none.fix)
    return borough or (ward.parent if ward else None), ward


def choice(column: str, typed: str, choices: type[TextChoices]) -> str:
    """The choice meant by its value or its words, in any case and with any dash; empty for an empty cell."""
    wanted = _plain(typed)
    if not wanted and column != "kind":
        return ""
    meant: dict[str, str] = {}
    for value, label in choices.choices:
        meant |= {_plain(str(value)): str(value), _plain(str(label)): str(value)}
    if wanted in meant:
        return meant[wanted]
    close = get_close_matches(wanted, meant, n=1, cutoff=0.6)
    fix = _("Did you mean %(names)s?") % {"names": meant[close[0]]} if close else ""
    raise Wrong(
        column,
        _("“%(typed)s” is not one of the choices.") % {"typed": typed[:60]} if typed else _("This is empty."),
        f"{fix} {_('Choose one of: %(choices)s.') % {'choices': ', '.join(choices.values)}}".strip(),
    )


def _plain(words: str) -> str:
    return text.key(words.replace("–", "-").replace("_", " "))


def day(column: str, typed: str) -> dt.date | None:
    """A date as spreadsheets write it."""
    if not typed:
        return None
    for form in DAY_FORMATS:
        try:
            return dt.datetime.strptime(typed, form).date()  # noqa: DTZ007 (a date has no zone)
        except ValueError:
            continue
    raise Wrong(
        column, _("“%(typed)s” is not a date.") % {"typed": typed[:40]}, _("Write it like 2026-03-27.")
    )


def differences(new: Organisation, old: Organisation, row: Mapping[str, Any]) -> list[str]:
    """The columns of the file in which the organisation that is already there differs; empty cells say nothing."""
    given = [field for field in ("kind", *OPTIONAL) if row.get(field)]
    return [field for field in given if getattr(new, field) != getattr(old, field)]
