"""Offices, and the people who hold them one after another."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.alliance.models import Holding, Office, Organisation
from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 1, 1)


def add_office(actor: Actor, organisation: Organisation, title: str) -> Office:
    """An office that can answer and promise. People change; the office and its promises stay."""
    with acting(actor, "add_office", organisation.area, within=[organisation.pk]) as deed:
        if problem := text.problem_with(title, longest=150):
            raise Refused(problem)
        if not text.key(title):
            raise Refused(_("Give the office’s title, like “Chief executive”."))
        if Office.objects.filter(organisation=organisation, title_key=text.key(title)).exists():
            raise Refused(
                _("%(organisation)s already has the office “%(title)s”.")
                % {"organisation": organisation, "title": title}
            )
        office = Office.objects.create(
            area=organisation.area, organisation=organisation, title=title.strip(), title_key=text.key(title)
        )
        deed.record(office)
    return office


def name_holder(actor: Actor, office: Office, *, name: str, starts: dt.date, source: str = "") -> Holding:
    """Who holds the office from that day, until the next holder's first day. The one before ends the day before.

    Naming the same person for the same day again changes nothing.
    """
    with acting(actor, "name_holder", office.area, within=[office.pk, office.organisation_id]) as deed:
        for typed, longest in ((name, 120), (source, 300)):
            if problem := text.problem_with(typed, longest=longest):
                raise Refused(problem)
        if not text.key(name):
            raise Refused(_("Give the holder’s name."))
        if not EARLIEST <= starts <= LATEST:
            raise Refused(_("Check the year of the first day."))
        Office.objects.select_for_update().get(pk=office.pk)
        holdings = list(office.holdings.order_by("starts"))
        same = next((holding for holding in holdings if holding.starts == starts), None)
        if same and text.key(same.name) == text.key(name):
            deed.unchanged()
            return same
        if same:
            raise Refused(
                _("%(name)s already holds this office from that day. Choose another day.")
                % {"name": same.name}
            )
        holding = _insert(office, holdings, name.strip(), starts, source.strip())
        deed.record(holding, starts=starts.isoformat())
    return holding


def _insert(office: Office, holdings: list[Holding], name: str, starts: dt.date, source: str) -> Holding:
    eve = starts - dt.timedelta(days=1)
    for before in holdings:
        if before.starts < starts and (before.ends is None or before.ends > eve):
            before.ends = eve
            before.save(update_fields=["ends"])
    after = next((holding for holding in holdings if holding.starts > starts), None)
    return Holding.objects.create(
        office=office,
        name=name,
        starts=starts,
        ends=after.starts - dt.timedelta(days=1) if after else None,
        source=source,
    )
