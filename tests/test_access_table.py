"""docs/roles.md is what the code does: every verb x role x stage x scope x side, as the page says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from tools.print_roles import table

from listens.alliance.models import Organisation, Person
from listens.config import urls  # noqa: F401 (a page may declare its own verb)
from listens.core import access
from listens.core.models import Account, Actor, Grant
from listens.core.roles import ROLES
from listens.listening import stages
from listens.listening.models import StageWindow
from tests.cast import TODAY, Cast

PAGE = Path(__file__).parent.parent / "docs" / "roles.md"
CELLS = re.compile(r"^\| `(\w+)` \| (.+) \| (.*) \| (.*) \| (.*) \|$")
STAGES = {str(label): value for value, label in StageWindow.Stage.choices}
LATE = TODAY + dt.timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One line of the page."""

    verb: str
    roles: frozenset[str]
    is_public: bool
    stage: str | None
    is_community_only: bool


def lines() -> list[Line]:
    found = []
    for row in PAGE.read_text(encoding="utf-8").splitlines():
        if cells := CELLS.match(row):
            verb, _words, who, stage, side = cells.groups()
            roles = frozenset(re.findall(r"`(\w+)`", who))
            found.append(
                Line(verb, roles, who == "*everybody*", STAGES[stage] if stage else None, side != "")
            )
    return found


LINES = lines()


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == table(), "run: python tools/print_roles.py docs/roles.md"


def test_every_verb_has_a_line() -> None:
    assert sorted(line.verb for line in LINES) == sorted(access.VERBS)
    assert (
        len(LINES) > 40
        and any(line.stage for line in LINES)
        and any(line.is_community_only for line in LINES)
    )


def somebody(cast: Cast, home: Organisation, role: str, n: int, **grant: object) -> Actor:
    account = Account.objects.create_user(f"{role}{n}@walk.example.org", name=f"{role} {n}")
    Person.objects.create(
        area=cast.area, organisation=home, name=account.email, name_key=account.email, account=account
    )
    actor = Actor.of_account(account)
    Grant.objects.create(**{"area": cast.area, "role": role, "actor": actor, **grant})
    return actor


@pytest.fixture
def walkers(cast: Cast) -> dict[tuple[str, str, str], Actor]:
    """For each role a person of each side, with the role for the area, for the thing at hand and for another."""
    scopes = {
        "area": {},
        "this": {"scope": "organisation", "scope_id": cast.community.pk},
        "other": {"scope": "organisation", "scope_id": cast.second_community.pk},
        "elsewhere": {"area": cast.other_area},
        "ended": {"ends": TODAY - dt.timedelta(days=1)},
        "not yet": {"starts": TODAY + dt.timedelta(days=1)},
    }
    homes = {"community": cast.community, "public": cast.body}
    found = {}
    for role in ROLES:
        for scope, grant in scopes.items():
            for side, home in homes.items():
                found[role, scope, side] = somebody(cast, home, role, len(found), **grant)
    return found


def gates(cast: Cast, stage: str | None) -> dict[str, access.Decision]:
    if stage is None:
        return {"none": access.ALLOWED}
    return {"open": stages.gate(cast.round, stage), "closed": stages.gate(cast.round, stage, on=LATE)}


def expected(line: Line, role: str, scope: str, side: str, stage: str) -> bool:
    if line.is_public:
        return True
    if role not in line.roles or scope not in ("area", "this"):
        return False
    return not (line.is_community_only and side == "public") and stage != "closed"


def test_the_whole_table(cast: Cast, walkers: dict[tuple[str, str, str], Actor]) -> None:
    """Every refusal also gives its reason."""
    wrong = []
    num_walked = 0
    for line in LINES:
        for stage, gate in gates(cast, line.stage).items():
            assert bool(gate) is (stage != "closed")
            for (role, scope, side), actor in walkers.items():
                answer = access.can(actor, line.verb, cast.area, within=[cast.community.pk], gate=gate)
                num_walked += 1
                if bool(answer) is not expected(line, role, scope, side, stage):
                    wrong.append((line.verb, role, scope, side, stage, answer))
                if not answer and len(answer.reason) < 10:
                    wrong.append((line.verb, role, scope, side, stage, "no reason"))
    assert not wrong
    assert num_walked >= len(LINES) * len(ROLES) * 12


def test_nobody_may_only_what_is_public_and_the_system_what_the_stage_allows(cast: Cast) -> None:
    system = Actor.system()
    for line in LINES:
        assert bool(access.can(None, line.verb, cast.area)) is line.is_public
        for stage, gate in gates(cast, line.stage).items():
            answer = access.can(system, line.verb, cast.area, gate=gate)
            assert bool(answer) is (line.is_public or stage != "closed"), (line.verb, stage)


def test_a_role_in_one_area_counts_for_nothing_in_another(cast: Cast) -> None:
    for line in LINES:
        for who, area in (("amina", cast.other_area), ("esi", cast.area)):
            assert bool(access.can(getattr(cast, who), line.verb, area)) is line.is_public


def test_no_public_bodys_role_reads_raw_notes(cast: Cast) -> None:
    """The rule of the decisions, written out: these verbs are for reviewers and sense-makers of the community side."""
    readers = {line.verb: line for line in LINES if line.is_community_only}
    for verb in (
        "read_notes",
        "review_conversation",
        "strike_words",
        "code_notes",
        "read_theme_notes",
        "propose_quote",
        "check_quote",
    ):
        assert readers[verb].roles <= {"reviewer", "sense_maker"}
        assert not access.can(cast.pat, verb, cast.area)
