"""Bringing in a list of organisations."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.alliance.organisation_rows import Wrong, differences, organisation_of
from listens.core.acting import Deed
from listens.core.batches import bring_in
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table
from listens.methods.findings import Finding
from listens.places.gazetteer import Gazetteer


def import_organisations(
    actor: Actor, area: Area, table: Table, *, dry_run: bool = False, all_or_nothing: bool = False
) -> Outcome:
    """Add the organisations that are new; one that is already here with other details is a finding, not a change."""

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        standing = list(Organisation.objects.filter(area=area).select_related("borough", "ward"))
        gazetteer, known = Gazetteer(area), Known(standing)
        for number, row in table:
            try:
                organisation = organisation_of(area, row, gazetteer)
                if known.take(organisation, row, number):
                    outcome.num_added += 1
                else:
                    outcome.num_unchanged += 1
            except Wrong as wrong:
                outcome.findings.append(Finding(number, wrong.column, wrong.problem, wrong.fix))
        Organisation.objects.bulk_create(known.new, batch_size=1000)

    return bring_in(
        actor,
        "import_organisations",
        area,
        "organisations",
        table,
        take,
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
    )


class Known:
    """The organisations that are there, those of the file so far, and the names and codes they took."""

    def __init__(self, standing: list[Organisation]) -> None:
        self.standing = {organisation.name_key: organisation for organisation in standing}
        self.codes = {o.external_code: o.name for o in standing if o.external_code}
        self.rows: dict[str, int] = {}
        self.new: list[Organisation] = []

    def take(self, organisation: Organisation, row: dict[str, str], number: int) -> bool:
        """True when it is new, False when it is already there just so. Raises Wrong for anything else."""
        if first := self.rows.get(organisation.name_key):
            raise Wrong(
                "name",
                _("Row %(row)d has the same name.") % {"row": first},
                _("Take one of the two rows out, or give one a name of its own."),
            )
        self.rows[organisation.name_key] = number
        if old := self.standing.get(organisation.name_key):
            if changed := differences(organisation, old, row):
                raise Wrong(
                    changed[0],
                    _("“%(name)s” is already here with another %(what)s.")
                    % {"name": old.name, "what": changed[0].replace("_", " ")},
                    _("Change it on its own page, or make the row the same."),
                )
            return False
        if other := self.codes.get(organisation.external_code):
            raise Wrong(
                "external_code",
                _("The code %(code)s already belongs to %(name)s.")
                % {"code": organisation.external_code, "name": other},
                _("Correct the code, or use the name that is here."),
            )
        if organisation.external_code:
            self.codes[organisation.external_code] = organisation.name
        self.new.append(organisation)
        return True
