"""The alliance's records as its pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.models import Office, Organisation, Person
from listens.core import languages
from listens.core.access import Decision
from listens.core.models import Area
from listens.core.roles import ROLES
from listens.core.tables import Outcome
from listens.core.wording import is_source
from listens.methods.findings import Finding
from listens.places.models import DataSet

Trail = list[tuple[str, str]]


def trail(
    area: Area, *, with_list: Decision | bool = False, organisation: Organisation | None = None
) -> Trail:
    steps = [(_("Your desk"), reverse("desk", kwargs={"area": area.slug}))]
    if with_list:
        steps.append((_("Organisations"), reverse("organisations", kwargs={"area": area.slug})))
    if organisation:
        steps.append((organisation.name, address_of(organisation)))
    return steps


def address_of(organisation: Organisation) -> str:
    return reverse("organisation", kwargs={"area": organisation.area.slug, "organisation": organisation.pk})


def languages_there_are() -> dict[str, Any]:
    """Every language pages come in but the source, with how much of it there is, counted at the last compiling."""
    counted = languages.coverage()
    parts = ["heard", "public", "staff", "relied_on"]
    return {
        "caption": _("How much of each is translated"),
        "headings": [
            _("Language"),
            _("Code"),
            _("What listeners and people heard see"),
            _("Public pages"),
            _("Pages for those with an account"),
            _("Wording people rely on, read by a person"),
        ],
        "numeric": [],
        "rows": [
            [
                format_html('<span lang="{}" dir="{}">{}</span>', one.code, one.direction, one.own_name),
                one.code,
                *(languages.share(counted.get(one.code, {}).get(part)) for part in parts),
            ]
            for one in languages.every()
            if not is_source(one.code)
        ],
    }


def organisations_table(area: Area, organisations: Iterable[Organisation]) -> dict[str, Any]:
    return {
        "caption": _("Organisations"),
        "headings": [_("Name"), _("Kind"), _("Side"), _("Where"), _("Joined")],
        "numeric": [],
        "rows": [
            [
                format_html(
                    '<a href="{}">{}</a>',
                    reverse("organisation", kwargs={"area": area.slug, "organisation": one.pk}),
                    one.name,
                ),
                one.get_kind_display(),
                one.get_side_display(),
                where(one),
                one.joined_on or "",
            ]
            for one in organisations
        ],
    }


def where(organisation: Organisation) -> str:
    return ", ".join(place.name for place in (organisation.ward, organisation.borough) if place)


def facts(organisation: Organisation) -> list[tuple[str, Any]]:
    rows = [
        (_("Kind"), organisation.get_kind_display()),
        (_("Side"), organisation.get_side_display()),
        (_("Size"), organisation.get_size_band_display()),
        (_("Where"), where(organisation)),
        (_("Charity, company or ODS number"), organisation.external_code),
        (_("Joined"), organisation.joined_on),
        (_("Left"), organisation.left_on),
    ]
    return [(name, value) for name, value in rows if value]


def people_table(
    area: Area, people: list[Person], *, can_mark_left: Decision, cleared: dict[UUID, dt.date] | None = None
) -> dict[str, Any]:
    """`cleared` says until when each may be with children, where somebody may write that down."""
    headings = [_("Name"), _("Part"), _("What they may do here")]
    rows: list[list[Any]] = [[one.name, one.part, ", ".join(roles_of(area, one))] for one in people]
    if cleared is not None:
        headings.append(_("May be with children"))
        for row, person in zip(rows, people, strict=True):
            row.append(_clearance(area, person, cleared.get(person.pk)))
    if can_mark_left:
        headings.append(_("Changes"))
        for row, person in zip(rows, people, strict=True):
            address = reverse("mark_left", kwargs={"area": area.slug, "person": person.pk})
            row.append(
                format_html('<a href="{}">{}</a>', address, _("%(name)s has left") % {"name": person.name})
            )
    return {"caption": _("People who act for it"), "headings": headings, "numeric": [], "rows": rows}


def _clearance(area: Area, person: Person, until: dt.date | None) -> SafeString:
    words = _("Not cleared")
    if until:
        known = _("Until %(day)s") if until >= area.today() else _("Ended on %(day)s")
        words = known % {"day": date_format(until)}
    address = reverse("record_clearance", kwargs={"area": area.slug, "person": person.pk})
    return format_html(
        '{} · <a href="{}">{}<span class="nhsuk-u-visually-hidden"> ({})</span></a>',
        words,
        address,
        _("Write down a check"),
        person.name,
    )


def roles_of(area: Area, person: Person) -> list[str]:
    """The short names of the roles the person holds today, from grants that were read with the list."""
    actor = getattr(person.account, "actor", None) if person.account else None
    today = area.today()
    grants = [grant for grant in actor.grants.all() if grant.area_id == area.pk] if actor else []
    running = {
        g.role for g in grants if (not g.starts or g.starts <= today) and (not g.ends or g.ends >= today)
    }
    return [words.split(":")[0] for role, words in ROLES.items() if role in running]


def offices(area: Area, found: list[Office]) -> list[dict[str, Any]]:
    return [
        {
            "title": office.title,
            "address": reverse("office", kwargs={"area": area.slug, "office": office.pk}),
            "holder": office.holder(area.today()),
        }
        for office in found
    ]


def holders_table(office: Office) -> dict[str, Any]:
    return {
        "caption": _("Everybody who has held this office"),
        "headings": [_("Name"), _("From"), _("To"), _("Where this is published")],
        "numeric": [],
        "rows": [
            [holding.name, holding.starts, holding.ends or _("now"), holding.source]
            for holding in office.holdings.all()
        ],
    }


def findings_table(findings: list[Finding]) -> dict[str, Any]:
    return {
        "caption": _("What is wrong, and what to do"),
        "headings": [_("Row"), _("Column"), _("Problem"), _("What to do")],
        "numeric": [],
        "rows": [[str(one.row or _("all")), one.column, one.problem, one.fix] for one in findings],
    }


def outcome_in_words(outcome: Outcome) -> str:
    """What was brought in, in one sentence or two."""
    parts = [
        ngettext("%(n)d row was added.", "%(n)d rows were added.", outcome.num_added)
        % {"n": outcome.num_added}
    ]
    if outcome.num_unchanged:
        parts.append(
            ngettext("%(n)d row was already here.", "%(n)d rows were already here.", outcome.num_unchanged)
            % {"n": outcome.num_unchanged}
        )
    if outcome.num_rejected:
        parts.append(
            ngettext("%(n)d row was left out.", "%(n)d rows were left out.", outcome.num_rejected)
            % {"n": outcome.num_rejected}
        )
    return " ".join(parts)


def data_sets_table(data_sets: Iterable[DataSet]) -> dict[str, Any]:
    """For `core/table.html`. Titles, sources and licences are the publishers' own words."""
    return {
        "caption": _("What has been brought in"),
        "headings": [_("Table"), _("True for"), _("Published by"), _("Counts"), _("Licence")],
        "numeric": [],
        "rows": [
            [each.title, each.as_at, each.source, str(each.get_unit_display()), each.licence]
            for each in data_sets
        ],
    }
