"""The clock of an alarm: whom it calls when, until a person answers. Called at every tick and bears it.

Messages say nothing of the person: where an alarm waits, and for how long.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from listens.core import messages
from listens.core.acting import acting
from listens.core.models import Actor
from listens.core.wording import pgettext
from listens.safeguarding.leads import Reach, called
from listens.safeguarding.models import Alarm, AlarmCall, AlarmClock


def ladder(alarm: Alarm) -> Iterator[tuple[Reach, dt.timedelta]]:
    """Each circle, and how long after the alarm it is called. A flagged note calls both kinds of leads at once."""
    clock = AlarmClock.of(alarm.area)
    wait = clock.leads_after if alarm.kind == Alarm.Kind.REPORT else 0
    yield Reach.ORGANISATION, dt.timedelta()
    yield Reach.AREA, dt.timedelta(minutes=wait)
    yield Reach.EVERYBODY, dt.timedelta(minutes=clock.everybody_after)


def call_due(alarm: Alarm) -> int:
    """Call every circle whose time has come; where nobody is there, the next at once. Returns how many circles."""
    with acting(Actor.system("safeguarding"), "call_leads", alarm.area) as deed:
        Alarm.objects.select_for_update(of=("self",)).get(
            pk=alarm.pk
        )  # two workers: the second sees the first's
        age = alarm.age(timezone.now())
        told = {call.reach: call.told for call in alarm.calls.all()}
        new: dict[str, int] = {}
        nobody_yet = False
        for reach, after in ladder(alarm) if not alarm.steps.exists() else ():
            if age < after and not nobody_yet:
                break
            if reach not in told:
                told[reach] = new[reach] = _call(alarm, reach)
            nobody_yet = told[reach] == 0
        if new:
            deed.record(alarm, called=new)
        else:
            deed.unchanged()
    return len(new)


def call_all_due() -> int:
    waiting = Alarm.objects.unanswered().select_related("area", "organisation")
    return sum(call_due(alarm) for alarm in waiting)


def page_of(alarm: Alarm) -> str:
    where = reverse("alarm", kwargs={"area": alarm.area.slug, "alarm": alarm.pk})
    return f"{settings.SITE_URL}{where}"


def _call(alarm: Alarm, reach: Reach) -> int:
    people = called(alarm, reach)
    for key, address in people.items():
        messages.queue(
            alarm.area,
            once_key=f"alarm:{alarm.pk}:{reach}:{key}",
            to=address,
            subject=_("Urgent: somebody may be at risk (%(area)s)") % {"area": alarm.area.name},
            body="\n".join(_words(alarm, reach)) + "\n",
        )
    AlarmCall.objects.create(alarm=alarm, reach=reach, at=timezone.now(), told=len(people))
    return len(people)


def _words(alarm: Alarm, reach: Reach) -> Iterator[str]:
    if alarm.kind == Alarm.Kind.FLAG:
        yield _("Somebody who read notes in %(area)s thinks that a person may be at risk.") % {
            "area": alarm.area.name
        }
    else:
        yield _("A report that somebody may be at risk waits in %(area)s.") % {"area": alarm.area.name}
    if reach == Reach.EVERYBODY:
        yield _("No safeguarding lead has answered it yet. Ring them now: only they can open it.")
        return
    if alarm.kind == Alarm.Kind.FLAG:
        yield from _where_it_was_said(alarm)
    yield _("Sign in and say that you have it: %(page)s") % {"page": page_of(alarm)}
    yield pgettext("needs review", "If somebody is in danger, ring 999.")


def _where_it_was_said(alarm: Alarm) -> Iterator[str]:
    note = alarm.flag.note
    if note is None:
        return
    conversation = note.conversation
    yield _("The conversation was held on: %(day)s") % {"day": conversation.held_on or _("no date")}
    name = alarm.organisation.name if alarm.organisation else _("none named")
    yield _("Organisation: %(name)s") % {"name": name}
    yield _("Listener's link: %(link)s") % {"link": conversation.link_id or _("none")}
    yield _("Note: %(note)s") % {"note": note.pk}
    yield _("Find the listener through the organisation's lead, and follow your safeguarding plan now.")
