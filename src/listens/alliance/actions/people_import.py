"""Bringing in a list of people, some with a way to sign in and a role."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.alliance.actions.people import add_person, invite_person
from listens.alliance.models import Office, Organisation, Person
from listens.alliance.organisation_rows import Wrong
from listens.alliance.people_rows import Directory, role_of
from listens.core import text
from listens.core.acting import Deed, Refused
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.methods.findings import Finding


def import_people(
    actor: Actor, area: Area, table: Table, *, dry_run: bool = False, all_or_nothing: bool = False
) -> Outcome:
    """Add the people who are new. The same person with another part or e-mail is a finding, not a change."""

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        directory = Directory(area)
        for number, row in table:
            try:
                if _take_row(actor, row, number, directory):
                    outcome.num_added += 1
                else:
                    outcome.num_unchanged += 1
            except Wrong as wrong:
                outcome.findings.append(Finding(number, wrong.column, wrong.problem, wrong.fix))
            except Refused as refused:
                outcome.findings.append(Finding(number, "name", str(refused), _("Correct the row.")))

    return bring_in(
        actor, "import_people", area, "people", table, take, dry_run=dry_run, all_or_nothing=all_or_nothing
    )


def _take_row(actor: Actor, row: dict[str, str], number: int, directory: Directory) -> bool:
    organisation = directory.organisation(row["organisation"])
    role = role_of(row.get("role", ""))
    office = directory.office(organisation, row["office"]) if row.get("office") else None
    first = directory.rows.setdefault((organisation.pk, text.key(row["name"])), number)
    if first != number:
        raise Wrong(
            "name",
            _("Row %(row)d names the same person.") % {"row": first},
            _("Take one of the two rows out."),
        )
    old = directory.people.get((organisation.pk, text.key(row["name"])))
    if old:
        _refuse_if_other(old, row)
        return False
    person = _add(actor, organisation, row, role, office)
    directory.people[(organisation.pk, person.name_key)] = person
    return True


def _add(
    actor: Actor, organisation: Organisation, row: dict[str, str], role: str, office: Office | None
) -> Person:
    if row.get("email") or role:
        return invite_person(
            actor,
            organisation,
            name=row["name"],
            part=row.get("part", ""),
            email=row.get("email", ""),
            role=role,
            office=office,
        )
    return add_person(actor, organisation, name=row["name"], part=row.get("part", ""))


def _refuse_if_other(old: Person, row: dict[str, str]) -> None:
    email = old.account.email if old.account else ""
    for column, here in (("part", old.part), ("email", email)):
        typed = row.get(column, "")
        if typed and text.key(typed) != text.key(here):
            raise Wrong(
                column,
                _("%(name)s is already here with another %(what)s.") % {"name": old.name, "what": column},
                _("Make the row the same, or take it out."),
            )
