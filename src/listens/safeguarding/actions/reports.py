"""A report from a listener's phone: kept once however often it is sent, every word of it sealed.

It is kept and recorded as the system, as contacts are: the trail says that a report came, not through which link.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from listens.core import access, sealing, text
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, Area
from listens.listening.actions.links import usable
from listens.listening.letters import CONFLICT, CREATED, DUPLICATE, Result, open_letter, require_own
from listens.listening.models import ListenerLink
from listens.safeguarding.models import Alarm, RiskReport

PURPOSE = "reports"  # of the keys (core.sealing): the contact store's open nothing here
FIELDS = ("what_happened", "who", "where", "done", "reach_me")
LONGEST = 10_000


def receive_report(actor: Actor, area: Area, payload: Any) -> Result:
    """Keep one report: {"client_id", "outcome": created | duplicate | conflict | invalid, "problems": [...]}.

    `payload` is {"schema_version": 1, "client_id", "what_happened", "who", "where", "in_danger" (true or false),
    "done", "reach_me"}, or a letter that holds it (ADR 7). Whatever opens and says anything is kept.
    """
    require_own(actor, payload)
    link = link_of(actor, area)
    result, payload = open_letter(area, payload)
    if payload is None:
        return result
    try:
        client_id, content = UUID(result["client_id"]), _content(payload)
    except ValueError as error:
        result["problems"] = [str(error) if isinstance(error, _Unreadable) else _("The report has no id.")]
        return result
    try:
        result["outcome"] = _keep(area, link, client_id, content)
    except Stale:  # the same phone's other request was faster: now it is there
        result["outcome"] = _keep(area, link, client_id, content)
    if result["outcome"] == CONFLICT:
        result["problems"] = [
            _("An earlier version of this report arrived and was kept. Send once more to send this one too.")
        ]
    return result


def link_of(actor: Actor, area: Area) -> ListenerLink:
    """The link that reports. Raises Refused when it has ended, Denied for anybody else."""
    link = ListenerLink.objects.filter(pk=actor.pk, area=area).select_related("area", "organisation").first()
    if link and not (answer := usable(link)):
        raise Refused(answer.reason)
    access.require(actor, "send_risk_report", area, within=[link.organisation_id] if link else [])
    if link is None:
        raise access.Denied(_("A report is sent with a listener's link."))
    return link


def sender_of(link: ListenerLink) -> str:
    """The same for one link; nobody finds the link from it without the area's keys."""
    return sealing.blind_index(link.area, f"sender of a report: {link.pk}")


def content_of(report: RiskReport) -> dict[str, Any]:
    return dict(json.loads(sealing.open_sealed(report.area, report.sealed, PURPOSE)))


class _Unreadable(ValueError):
    """Its text is a sentence for the listener."""


def _content(payload: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for name in FIELDS:
        value = payload.get(name) or ""
        if not isinstance(value, str):
            raise _Unreadable(_("The report cannot be read. Ring now, and type it again."))
        if problem := text.problem_with(value, longest=LONGEST):
            raise _Unreadable(problem)
        content[name] = value.strip()
    if not any(content.values()):
        raise _Unreadable(_("The report is empty. Say what happened."))
    in_danger = payload.get("in_danger")
    return content | {"in_danger": in_danger if isinstance(in_danger, bool) else None}


def _keep(area: Area, link: ListenerLink, client_id: UUID, content: dict[str, Any]) -> str:
    with acting(Actor.system("safeguarding"), "keep_risk_report", area) as deed:
        found = RiskReport.objects.filter(area=area, client_id=client_id).select_related("area").first()
        if found:
            deed.unchanged()
            is_same = found.sender == sender_of(link) and content_of(found) == content
            return DUPLICATE if is_same else CONFLICT
        alarm = Alarm.objects.create(
            area=area, organisation=link.organisation, kind=Alarm.Kind.REPORT, raised_at=timezone.now()
        )
        RiskReport.objects.create(
            area=area,
            alarm=alarm,
            client_id=client_id,
            sender=sender_of(link),
            sealed=sealing.seal(area, json.dumps(content).encode(), PURPOSE),
        )
        deed.record(alarm)
        deed.tell("alarm_raised", alarm=str(alarm.pk))
    return CREATED
