"""The ground of the demonstration: areas, places, organisations, bodies with their offices, and the cast."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from listens.alliance.actions import add_office, add_person, import_organisations, invite_person
from listens.alliance.models import Organisation, Person
from listens.core.accounts import open_account
from listens.core.areas import open_area, record_readiness
from listens.core.models import Actor, Area, Readiness
from listens.core.tables import Table
from listens.demo import facts
from listens.demo.story import Story
from listens.places.actions import add_places, import_figures
from listens.places.figures_file import read_figures

BEGAN = dt.date(2020, 6, 1)
HELD_BY_A_LINK = "listener"


def lay_ground(seed: int) -> Story:
    """Both areas, and in the first everybody and everything that a round needs."""
    system = Actor.system("demonstration")
    cast = facts.people()
    area = open_area(
        system,
        cast.area.slug,
        cast.area.name,
        strapline="What people said, what was promised, and what happened",
        languages=["en", "ar", "es", "pl", "pt", "so", "ta"],
        community_host=next(o.name for o in facts.organisations() if o.slug == cast.area.community_host),
        key_custodians="Two people of the community host and one of the data-protection lead's office",
        contact_email="hello@example.org",
        is_synthetic=True,
        as_at=BEGAN,
    )
    story = Story(area, seed, system)
    _places(story)
    _figures(story)
    _organisations(story)
    _bodies(story)
    _cast(story)
    _further_people(story)
    _readiness(story)
    _elsewhere(system)
    return story


def _places(story: Story) -> None:
    add_places(
        story.system,
        story.area,
        [
            {
                "borough_code": ward.borough_code,
                "borough_name": ward.borough,
                "ward_code": ward.ward_code,
                "ward_name": ward.ward,
            }
            for ward in facts.wards()
        ],
    )


def _figures(story: Story) -> None:
    """What is published of the boroughs. The wards' figures come with the public files themselves."""
    for path, source in facts.figures():
        table = read_figures(path, {"source": source}, {})
        outcome = import_figures(story.system, story.area, table, all_or_nothing=True)
        if outcome.findings:
            raise ValueError(f"{path.name}: {outcome.findings[0]}")


def _organisations(story: Story) -> None:
    rows = [
        {
            "name": each.name,
            "kind": each.kind,
            "side": each.side,
            "size_band": each.size_band,
            "borough": each.borough,
            "ward": each.ward_code,
            "external_code": each.external_code,
            "joined_on": BEGAN.isoformat(),
        }
        for each in facts.organisations()
    ]
    rows += [
        {"name": body.name, "kind": body.kind, "side": body.side, "external_code": body.external_code}
        for body in facts.bodies()
    ]
    table = Table("demonstration", "demonstration", list(enumerate(rows, start=2)))
    outcome = import_organisations(story.system, story.area, table, all_or_nothing=True)
    if outcome.findings:
        raise ValueError(str(outcome.findings[0]))
    by_name = {each.name: each for each in Organisation.objects.filter(area=story.area)}
    names = {each.slug: each.name for each in facts.organisations()}
    names |= {each.slug: each.name for each in facts.bodies()}
    story.organisations = {slug: by_name[name] for slug, name in names.items()}


def _bodies(story: Story) -> None:
    for body in facts.bodies():
        for title in body.offices:
            story.offices[body.slug, title] = add_office(story.system, story.organisations[body.slug], title)


def _cast(story: Story) -> None:
    for member in facts.people().cast:
        if member.elsewhere:
            continue
        organisation = story.organisations[member.at]
        if member.role == HELD_BY_A_LINK:
            person = add_person(story.system, organisation, name=member.name, part="listener")
        else:
            person = invite_person(
                story.system,
                organisation,
                name=member.name,
                part=member.about[:100],
                email=member.email,
                role=member.role,
                office=story.offices.get((member.at, member.office)),
            )
            story.actors[member.slug] = _actor_of(person)
        story.people[member.slug] = person
    second = invite_person(
        story.system,
        story.organisations["st-orlans-church"],
        name="Tamsin Oyebrook",
        part="second reader",
        email="tamsin@example.org",
        role="reviewer",
    )
    story.actors["tamsin"] = _actor_of(second)


def _actor_of(person: Person) -> Actor:
    assert person.account is not None  # invited with an e-mail
    return Actor.of_account(person.account)


def _further_people(story: Story) -> None:
    """A core-team person for each organisation, so that verdicts and co-leads have names."""
    rng, names = story.random("people"), facts.people()
    for organisation in facts.organisations():
        story.people[organisation.slug] = add_person(
            story.system,
            story.organisations[organisation.slug],
            name=f"{rng.choice(names.given_names)} {rng.choice(names.surnames)}",
            part="core team",
        )


def _readiness(story: Story) -> None:
    for kind in Readiness.Kind.values:
        record_readiness(
            story.system,
            story.area,
            kind,
            "docs/data-protection, filled in for the demonstration",
            test_alarm_answered_at=timezone.now() if kind == Readiness.Kind.SAFEGUARDING else None,
        )


def _elsewhere(system: Actor) -> None:
    cast = facts.people()
    other: Area = open_area(
        system,
        cast.elsewhere.slug,
        cast.elsewhere.name,
        community_host=cast.elsewhere.community_host,
        key_custodians="Nobody yet",
        is_synthetic=True,
        as_at=facts.invented_round().as_at,
    )
    for member in cast.cast:
        if member.elsewhere:
            open_account(system, other, email=member.email, name=member.name, role=member.role)
