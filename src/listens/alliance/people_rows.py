"""Finding who and what a row of a list of people names."""

from __future__ import annotations

from difflib import get_close_matches
from uuid import UUID

from django.utils.translation import gettext as _

from listens.alliance.models import Office, Organisation, Person
from listens.alliance.organisation_rows import Wrong
from listens.core import text
from listens.core.models import Area
from listens.core.roles import ROLES

NEEDED = ["organisation", "name"]
OPTIONAL = ["part", "email", "role", "office"]


class Directory:
    """The organisations, offices and people of one area, read once."""

    def __init__(self, area: Area) -> None:
        organisations = list(Organisation.objects.filter(area=area))
        self._by_name = {organisation.name_key: organisation for organisation in organisations}
        self._by_code = {o.external_code.upper(): o for o in organisations if o.external_code}
        self._offices = {(o.organisation_id, o.title_key): o for o in Office.objects.filter(area=area)}
        people = Person.objects.filter(area=area).select_related("account")
        self.people = {(person.organisation_id, person.name_key): person for person in people}
        self.rows: dict[tuple[UUID, str], int] = {}

    def organisation(self, typed: str) -> Organisation:
        """By name or external code. Raises Wrong, with a suggestion."""
        found = self._by_name.get(text.key(typed)) or self._by_code.get(typed.strip().upper())
        if found:
            return found
        close = get_close_matches(text.key(typed), self._by_name, n=3, cutoff=0.6)
        names = _(" or ").join(self._by_name[key].name for key in close)
        raise Wrong(
            "organisation",
            _("There is no organisation “%(name)s”.") % {"name": typed[:60]}
            if typed
            else _("This is empty."),
            _("Did you mean %(names)s?") % {"names": names} if close else _("Add the organisation first."),
        )

    def office(self, organisation: Organisation, typed: str) -> Office:
        found = self._offices.get((organisation.pk, text.key(typed)))
        if found:
            return found
        raise Wrong(
            "office",
            _("%(organisation)s has no office “%(title)s”.")
            % {"organisation": organisation, "title": typed[:60]},
            _("Add the office on the organisation’s page first."),
        )


def role_of(typed: str) -> str:
    """The role meant by its name or the first word of its description."""
    wanted = text.key(typed.replace("_", " "))
    meant = {text.key(words.split(":")[0]): role for role, words in ROLES.items()}
    meant |= {role.replace("_", " "): role for role in ROLES}
    if not wanted or wanted in meant:
        return meant.get(wanted, "")
    close = get_close_matches(wanted, meant, n=1, cutoff=0.6)
    fix = _("Did you mean %(names)s?") % {"names": meant[close[0]]} if close else ""
    raise Wrong(
        "role",
        _("There is no role “%(role)s”.") % {"role": typed[:60]},
        fix or _("Choose one of: %(choices)s.") % {"choices": ", ".join(ROLES)},
    )
