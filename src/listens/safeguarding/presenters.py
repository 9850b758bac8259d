"""What the pages of this room show: numbers to ring, the state of an alarm in words for a listener, and the waiting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.core.wording import pgettext
from listens.safeguarding.models import Alarm, AlarmStep, RingNumber

RECEIVED = "received"
State = AlarmStep.State


@dataclass(frozen=True)
class Ringable:
    """One number as a listener sees it; `call` is what the telephone dials."""

    name: str
    telephone: str
    call: str
    hours: str
    purpose: str
    last_checked: dt.date | None
    is_owed: bool
    is_own: bool


def ring_now(area: Area, organisation: Organisation | None) -> list[Ringable]:
    """Whom a listener of that organisation rings: its own numbers first, then the area's. One query."""
    mine = Q(organisation__isnull=True) | Q(organisation=organisation)
    numbers = RingNumber.objects.filter(mine, area=area).order_by("position", "name")
    today = area.today()
    found = [
        Ringable(
            name=one.name,
            telephone=one.telephone,
            call="".join(c for c in one.telephone if c.isdigit() or c == "+"),
            hours=one.hours,
            purpose=one.purpose,
            last_checked=one.last_checked,
            is_owed=one.is_owed(today),
            is_own=one.organisation_id is not None,
        )
        for one in numbers
    ]
    return sorted(found, key=lambda one: not one.is_own)


def state_of(alarm: Alarm) -> str:
    """Of an alarm fetched `with_state`."""
    return alarm.state or RECEIVED


def words_for_listener(alarm: Alarm) -> str:
    """How far their report is, for the listener who sent it."""
    state, when = state_of(alarm), time_of(alarm)
    if state == State.ACKNOWLEDGED:
        return pgettext("needs review", "Read by the safeguarding lead at %(time)s.") % {"time": when}
    if state == State.CLOSED:
        return pgettext(
            "needs review", "Read by the safeguarding lead at %(time)s, and dealt with since."
        ) % {"time": when}
    return pgettext("needs review", "Sent. Nobody has read it yet: ring if it is urgent.")


def time_of(alarm: Alarm) -> str:
    """When somebody answered first: 14:02, with the day when that was not today."""
    if alarm.answered_at is None:
        return ""
    there = alarm.answered_at.astimezone(ZoneInfo(alarm.area.time_zone))
    when = time_format(there, "H:i")
    is_today = there.date() == timezone.now().astimezone(there.tzinfo).date()
    return when if is_today else f"{when}, {date_format(there.date())}"


def status(alarm: Alarm) -> dict[str, Any]:
    """What the listener's phone asks for again and again."""
    at = alarm.answered_at
    return {
        "state": state_of(alarm),
        "sent_at": alarm.raised_at.isoformat(),
        "answered_at": at.isoformat() if at else None,
        "words": words_for_listener(alarm),
    }


def age_words(alarm: Alarm) -> str:
    """How long it has waited, in the largest unit that says something."""
    minutes = int(alarm.age(timezone.now()).total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        hours = minutes // 60
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = minutes // (24 * 60)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def content_rows(content: dict[str, Any]) -> list[tuple[str, str]]:
    """An opened report, for `core/summary_list.html`."""
    in_danger = {True: _("Yes"), False: _("No"), None: ""}[content["in_danger"]]
    rows = [
        (_("Somebody is in danger right now"), in_danger),
        (_("What happened"), content["what_happened"]),
        (_("Who is at risk"), content["who"]),
        (_("Where they are"), content["where"]),
        (_("What the listener did"), content["done"]),
        (_("How to reach the listener"), content["reach_me"]),
    ]
    return [(name, value or _("Not said")) for name, value in rows]


def flag_rows(alarm: Alarm) -> list[tuple[str, Any]]:
    """Where a flagged note was said; never its words."""
    rows: list[tuple[str, Any]] = [(_("Flagged by"), str(alarm.flag.by))]
    note = alarm.flag.note
    if note is None:
        return [*rows, (_("Note"), _("It has been erased since."))]
    conversation = note.conversation
    return [
        *rows,
        (_("The conversation was held on"), conversation.held_on or _("Not given")),
        (
            _("Listener's link"),
            str(conversation.link_id or _("Forgotten: the days for corrections are over")),
        ),
        (_("Note"), str(note.pk)),
    ]


def trail(area: Area, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("Your desk"), address(area, "desk")), *more]


def alarms_trail(area: Area) -> list[tuple[str, str]]:
    return trail(area, (_("Flags and reports"), address(area, "alarms")))


def numbers_trail(area: Area) -> list[tuple[str, str]]:
    return trail(area, (_("Numbers to ring"), address(area, "ring_numbers")))


def address(area: Area, name: str, **more: object) -> str:
    return reverse(name, kwargs={"area": area.slug, **more})
