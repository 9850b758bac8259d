"""The fixed cast of every test: who they are and what they may do. Made once per test by `a_cast()`.

Amina organiser · Bea organisation lead · Carlos listener (a link) · Dele decision-maker · Esi outsider in another
area · Femi sense-maker · Grace reviewer · Hana delegate · Ivo stage manager · Jun co-lead · Kwame scribe ·
Leila safeguarding lead · Mehmet data-protection lead · Nia evaluator · Pat reviewer's role held by a public body's
person (must still read no raw note).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.test import Client

from listens.alliance.models import Holding, Office, Organisation, Person
from listens.core import text
from listens.core.actors import SESSION_KEY
from listens.core.models import Account, Actor, Area, Grant
from listens.listening.models import Concern, Prompt, Round, StageWindow
from listens.places.models import Place

TODAY = dt.date(2026, 11, 16)

ROLES = {
    "amina": "organiser",
    "bea": "organisation_lead",
    "dele": "decision_maker",
    "femi": "sense_maker",
    "grace": "reviewer",
    "hana": "delegate",
    "ivo": "stage_manager",
    "jun": "co_lead",
    "kwame": "scribe",
    "leila": "safeguarding_lead",
    "mehmet": "data_protection_lead",
    "nia": "evaluator",
    "pat": "reviewer",
}


@dataclass
class Cast:
    """`cast.amina` is an Actor; `cast.client("amina")` a signed-in test client."""

    area: Area
    other_area: Area
    round: Round
    community: Organisation
    second_community: Organisation
    body: Organisation
    office: Office
    ward: Place
    actors: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None

    def client(self, name: str) -> Client:
        """A test client signed in as that person, with a second factor behind them; no name: nobody."""
        client = Client()
        if name:
            account = self.actors[name].account
            client.force_login(account)
            session = client.session
            session["second_factor_settled"] = True
            session.save()
        return client

    def client_of_actor(self, actor: Actor) -> Client:
        """A client that holds a link's or code's actor."""
        client = Client()
        session = client.session
        session[SESSION_KEY] = str(actor.pk)
        session.save()
        return client


def organisation(area: Area, name: str, side: str = "community", kind: str = "faith", **more) -> Organisation:
    return Organisation.objects.create(area=area, name=name, side=side, kind=kind, **more)


def a_cast() -> Cast:
    """Two areas, three organisations, an office, a round with every stage open on TODAY, and the people."""
    area = Area.objects.create(
        slug="south",
        name="South Listens",
        as_at=TODAY,
        community_host="St Brannock's",
        languages=["en", "ar"],
    )
    other = Area.objects.create(slug="north", name="North Listens", as_at=TODAY)
    borough = Place.objects.create(
        area=area, kind="borough", code="E09000022", name="Lambeth", name_key="lambeth"
    )
    ward = Place.objects.create(
        area=area,
        kind="ward",
        code="E05014117",
        name="Stockwell East",
        name_key="stockwell east",
        parent=borough,
    )
    first = organisation(area, "St Brannock's Church", borough=borough, ward=ward, size_band="50-249")
    second = organisation(area, "Larkwood Women's Association", kind="association", borough=borough)
    body = organisation(area, "Riverside Partnership Trust", side="public_body", kind="nhs")
    office = Office.objects.create(
        area=area, organisation=body, title="Chief executive", title_key="chief executive"
    )
    Holding.objects.create(office=office, name="Dele Fashola", starts=dt.date(2024, 4, 1))
    round_ = Round.objects.create(
        area=area, slug="autumn", name="Autumn round", number=1, opened_on=TODAY - dt.timedelta(days=30)
    )
    Prompt.objects.create(
        round=round_, position=1, text="What is putting pressure on you and the people you love?"
    )
    Prompt.objects.create(
        round=round_, position=2, text="What makes you angry that you wish you could change?"
    )
    Concern.objects.create(round=round_, position=1, text="Damp and repairs")
    month = dt.timedelta(days=30)
    StageWindow.objects.bulk_create(
        StageWindow(round=round_, stage=stage, opens_on=TODAY - month, closes_on=TODAY + month)
        for stage in StageWindow.Stage.values
    )
    cast = Cast(area, other, round_, first, second, body, office, ward)
    _add_everybody(cast)
    esi = Account.objects.create_user("esi@example.org", name="Esi Mensah")
    cast.actors["esi"] = Actor.of_account(esi)
    Grant.objects.create(actor=cast.actors["esi"], area=other, role="organiser")
    return cast


def _add_everybody(cast: Cast) -> None:
    """In four writes, since every test begins with this."""
    accounts = {name: Account(email=f"{name}@example.org", name=name.title()) for name in ROLES}
    for account in accounts.values():
        account.set_unusable_password()
    Account.objects.bulk_create(accounts.values())
    cast.actors |= {name: Actor(kind=Actor.Kind.ACCOUNT, account=accounts[name]) for name in ROLES}
    Actor.objects.bulk_create(cast.actors.values())
    Grant.objects.bulk_create(
        Grant(actor=cast.actors[name], area=cast.area, role=role, **_scope(cast, name, role))
        for name, role in ROLES.items()
    )
    cast.people |= {
        name: Person(
            area=cast.area,
            organisation=_home(cast, name),
            name=name.title(),
            name_key=text.key(name.title()),
            account=accounts[name],
        )
        for name in ROLES
    }
    Person.objects.bulk_create(cast.people.values())


def _home(cast: Cast, name: str) -> Organisation:
    if name in ("dele", "pat"):
        return cast.body
    return cast.second_community if name in ("jun", "hana") else cast.community


def _scope(cast: Cast, name: str, role: str) -> dict[str, object]:
    if role in ("organisation_lead", "delegate"):
        return {"scope": "organisation", "scope_id": _home(cast, name).pk}
    return {"scope": "office", "scope_id": cast.office.pk} if role == "decision_maker" else {}
