"""The demo's facts hold together: every real fact has a source, everything invented says so, dates run forward."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from listens.demo import facts
from listens.demo.facts import OFFICE_NOT_PUBLISHED, When, pages
from listens.demo.facts.organisations import KINDS, SIZE_BANDS
from listens.demo.facts.past import Ask
from listens.listening.who_was_there import values_of

BOROUGHS = {
    "Bexley": 17,
    "Bromley": 22,
    "Croydon": 28,
    "Greenwich": 23,
    "Kingston upon Thames": 19,
    "Lambeth": 25,
    "Lewisham": 19,
    "Merton": 20,
    "Richmond upon Thames": 18,
    "Southwark": 23,
    "Sutton": 20,
    "Wandsworth": 22,
}


def everything(thing: object) -> Iterator[object]:
    """A dataclass and all dataclasses below it."""
    if isinstance(thing, tuple):
        for part in thing:
            yield from everything(part)
    elif is_dataclass(thing):
        yield thing
        for field in fields(thing):
            yield from everything(getattr(thing, field.name))


def published() -> list[object]:
    return [*everything(tuple(b for b in facts.bodies() if not b.is_invented)), *everything(facts.history())]


def test_every_ward_of_the_twelve_boroughs_is_there_once() -> None:
    wards = facts.wards()
    assert Counter(ward.borough for ward in wards) == BOROUGHS
    assert len({ward.ward_code for ward in wards}) == len(wards)
    assert len({(ward.borough_code, ward.borough, ward.icb) for ward in wards}) == 12
    assert all(ward.ward_code.startswith("E05") and ward.borough_code.startswith("E09") for ward in wards)


def test_every_table_of_figures_has_the_twelve_boroughs_and_nothing_smaller() -> None:
    codes = {ward.borough_code for ward in facts.wards()}
    assert len(facts.figures()) == 8
    for path, source in facts.figures():
        rows = pages.rows(f"places/{path.name}")
        assert {next(iter(row.values())) for row in rows} == codes and len(rows) == 12, path.name
        assert path.stem in pages.text("SOURCES.md") and source


def test_boards_and_councils_agree_with_the_wards() -> None:
    bodies = {body.name: body for body in facts.bodies()}
    for icb in {ward.icb for ward in facts.wards()}:
        assert set(bodies[icb].boroughs) == {ward.borough for ward in facts.wards() if ward.icb == icb}
    codes = {ward.borough: ward.borough_code for ward in facts.wards()}
    councils = [body for body in facts.bodies() if body.kind == "council" and not body.is_invented]
    assert {council.boroughs[0]: council.external_code for council in councils} == codes


def test_organisations_are_spread_over_the_boroughs_and_lie_in_their_own() -> None:
    organisations = facts.organisations()
    borough_of = {ward.ward_code: ward.borough for ward in facts.wards()}
    assert 150 <= len(organisations) <= 170
    spread = Counter(organisation.borough for organisation in organisations)
    assert set(spread) == set(BOROUGHS)
    assert min(spread.values()) >= 8
    for organisation in organisations:
        assert borough_of[organisation.ward_code] == organisation.borough, organisation.name
        assert organisation.kind in KINDS
        assert organisation.size_band in SIZE_BANDS
        assert organisation.external_code == ""


def test_no_two_names_or_slugs_are_the_same() -> None:
    parties = [*facts.organisations(), *facts.bodies()]
    assert max(Counter(party.name.casefold() for party in parties).values()) == 1
    assert max(Counter(party.slug for party in parties).values()) == 1


def test_members_are_a_mix() -> None:
    kinds = Counter(organisation.kind for organisation in facts.organisations())
    assert set(kinds) >= {"faith", "school", "college", "university", "charity", "union", "association"}
    assert max(kinds.values()) < len(facts.organisations()) / 2
    assert {organisation.size_band for organisation in facts.organisations()} == set(SIZE_BANDS)


def test_every_real_fact_names_a_source_that_is_listed() -> None:
    listed, used = facts.sources(), set()
    for fact in published():
        named = [name for name in ("sources", "weights_sources", "target_sources") if hasattr(fact, name)]
        for name in named:
            keys = getattr(fact, name)
            assert keys or (name == "target_sources" and fact.target is None), fact
            used |= set(keys)
    used |= {key for prompt in facts.invented_round().open.prompts for key in prompt.sources}
    assert used - set(listed) == set()
    assert set(listed) - used == set(), "a listed source that nothing rests on"


def test_what_carries_no_source_of_its_own_hangs_on_something_that_does() -> None:
    bare = {type(fact).__name__ for fact in published() if not hasattr(fact, "sources")}
    assert bare == {"History", "When", "Measure", "Definition"}


def test_sources_have_a_publisher_and_a_public_address() -> None:
    for source in facts.sources().values():
        assert source.title
        assert source.publisher
        assert source.address.startswith(("https://", "http://"))


def test_invented_bodies_say_so_and_hold_no_source_and_real_ones_do_not() -> None:
    for body in facts.bodies():
        assert body.is_invented == ("(invented)" in body.name) == (not body.sources), body.name
        assert (OFFICE_NOT_PUBLISHED in body.offices) == (not body.is_invented)
        assert {holder.office for holder in body.holders} <= set(body.offices)


def test_the_published_rounds_carry_the_published_figures() -> None:
    first, second = facts.history().rounds
    assert (first.opened.written, first.closed.written, first.people_heard) == ("2020-11", "2021-02", 6000)
    assert (second.opened.written, second.closed.written, second.people_heard) == ("2023-06", "2023-09", 4000)
    assert len([priority for priority in facts.history().priorities if priority.round == first.slug]) == 4
    readings = {
        (measure.slug, definition.version): [reading.value for reading in definition.readings]
        for measure in facts.history().measures
        for definition in measure.definitions
    }
    assert [readings["hubs", version] for version in (1, 2, 3, 4)] == [[56], [54], [60], [100]]
    assert readings["safe-surgeries", 1] == [120, 240]
    assert readings["champions", 1] == [369]
    assert readings["pledges-made", 1] == [22]


def test_history_refers_only_to_what_is_there_and_runs_forward() -> None:
    past = facts.history()
    rounds = {item.slug: item for item in past.rounds}
    priorities = {item.slug: item for item in past.priorities}
    assemblies = {item.slug: item for item in past.assemblies}
    asks: dict[str, Ask] = {item.slug: item for item in past.asks}
    bodies = {body.slug: body for body in facts.bodies() if not body.is_invented}
    measures = {measure.slug for measure in past.measures}
    assert [item.held.first for item in past.assemblies] == sorted(
        item.held.first for item in past.assemblies
    )
    for priority in past.priorities:
        assert priority.round in rounds
    for ask in past.asks:
        assert ask.wording in {"published", "restated"}
        assembly = assemblies[ask.assembly]
        if ask.priority:
            round_of = rounds[priorities[ask.priority].round]
            assert assembly.round == round_of.slug
            assert round_of.closed.last <= assembly.held.first
    for answer in past.answers:
        for slug in answer.asks:
            assert answer.given == assemblies[asks[slug].assembly].held
        for slug in answer.bodies:
            assert answer.office in bodies[slug].offices
    answered = {(slug, body) for answer in past.answers for slug in answer.asks for body in answer.bodies}
    for pledge in past.pledges:
        assert pledge.owners
        assert set(pledge.measures) <= measures
        assert {(pledge.ask, owner) for owner in pledge.owners} <= answered, pledge.slug
        assert pledge.spoken == assemblies[asks[pledge.ask].assembly].held
        days = [pledge.spoken.first, *(line.on.first for line in pledge.progress)]
        assert days == sorted(days), pledge.slug
        assert pledge.due is None or pledge.due.first > pledge.spoken.last
    assert {slug for answer in past.answers for slug in answer.asks} == set(asks)


def test_the_borough_that_sent_no_councillor_is_recorded_as_absent() -> None:
    absent = [answer for answer in facts.history().answers if answer.kind == "absent"]
    assert [(answer.bodies, answer.given.words) for answer in absent] == [
        (("wandsworth-council",), "22 November 2023")
    ]


def test_theme_weights_are_shares_of_a_hundred_over_the_same_themes() -> None:
    made_up = facts.invented_round()
    themes = set(facts.history().rounds[0].weights)
    for round_ in (*facts.history().rounds, made_up.open):
        assert sum(round_.weights.values()) == 100
        assert set(round_.weights) <= themes | {"safety"}
    named = {item.theme for item in (*facts.history().priorities, *made_up.issues)}
    assert named <= themes


def test_themes_are_those_of_the_codebook() -> None:
    words = pytest.importorskip("listens.demo.words.themes")
    top = {theme.slug for theme in words.themes() if theme.parent is None}
    made_up = facts.invented_round()
    for round_ in (*facts.history().rounds, made_up.open, made_up.earlier):
        assert set(round_.weights) <= top
    assert set(facts.history().rounds[0].weights) == top


def test_the_cast_is_complete_and_every_member_has_a_place() -> None:
    cast = {member.slug: member for member in facts.people().cast}
    names = "amina bea carlos dele esi femi grace hana ivo jun kwame leila mehmet nia"
    assert " ".join(cast) == names
    places = {party.slug for party in (*facts.organisations(), *(b for b in facts.bodies() if b.is_invented))}
    for member in cast.values():
        assert member.elsewhere == (member.slug == "esi")
        assert member.elsewhere or member.at in places
        assert member.email == f"{member.slug}@example.org"
    dele = cast["dele"]
    assert dele.office in next(body.offices for body in facts.bodies() if body.slug == dele.at)
    assert facts.people().area.community_host in places


def test_cast_roles_are_the_roles_of_the_ground_floor() -> None:
    roles = pytest.importorskip("listens.core.roles").ROLES
    assert {member.role for member in facts.people().cast} == set(roles) - {"voter"}, "a slip is nobody"


def test_names_for_further_people_do_not_repeat_or_meet_a_real_holder() -> None:
    people = facts.people()
    for names in (people.given_names, people.surnames):
        assert len(set(names)) == len(names) >= 60
    real = {holder.name.split()[-1] for body in facts.bodies() for holder in body.holders}
    assert real
    assert not real & ({*people.surnames} | {member.surname for member in people.cast})


def test_channels_and_places_serve_every_kind_of_member() -> None:
    settings = facts.settings()
    channels = {channel.slug for channel in settings.channels}
    assert channels == {"one-to-one", "table-talk", "walk", "school-gate", "event"}
    used = {slug for place in settings.places for slug in place.channels}
    assert used == channels
    kinds = {kind for place in settings.places for kind in place.kinds}
    assert kinds <= set(KINDS)
    assert {organisation.kind for organisation in facts.organisations()} <= kinds
    assert all(1 <= low <= high for low, high in (channel.people for channel in settings.channels))


@pytest.mark.parametrize(
    ("written", "first", "last", "words"),
    [
        ("2023-11-22", dt.date(2023, 11, 22), dt.date(2023, 11, 22), "22 November 2023"),
        ("2021-02", dt.date(2021, 2, 1), dt.date(2021, 2, 28), "February 2021"),
        ("2024-12", dt.date(2024, 12, 1), dt.date(2024, 12, 31), "December 2024"),
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31), "2024"),
        ("2025-23", dt.date(2025, 9, 1), dt.date(2025, 11, 30), "autumn 2025"),
        ("2020-24", dt.date(2020, 12, 1), dt.date(2021, 2, 28), "winter 2020"),
        ("2023/2024", dt.date(2023, 1, 1), dt.date(2024, 12, 31), "2023 to 2024"),
    ],
)
def test_partial_dates(written: str, first: dt.date, last: dt.date, words: str) -> None:
    when = When(written)
    assert (when.first, when.last, when.words) == (first, last, words)
    assert when.is_exact == (first == last)


@pytest.mark.parametrize("written", ["", "23", "2023-13", "2023-25", "2023-23-01", "2023-02-30", "2024/2023"])
def test_partial_dates_refuse_nonsense(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        When(written)


def test_a_row_with_an_unknown_or_missing_key_is_refused_by_name() -> None:
    row = {"slug": "x", "name": "X", "sort": "y"}
    with pytest.raises(ValueError, match="Organisation x: borough, .*ward_code"):
        pages.make(facts.Organisation, row)
    with pytest.raises(ValueError, match="Ward .: colour"):
        pages.make(facts.Ward, {**vars(facts.wards()[0]), "colour": "red"})


def test_python_here_needs_only_the_standard_library() -> None:
    here = Path(facts.__file__).parent
    for path in here.glob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line.startswith(("import django", "from django", "from listens")), path.name


def test_invented_cards_fit_the_card_and_add_up_to_a_hundred() -> None:
    for question in facts.who_came():
        for given in (question.first, question.later):
            assert set(given) == set(values_of(question.group)) and sum(given.values()) == 100
    sorts = {organisation.sort for organisation in facts.organisations()}
    for one in facts.reached():
        assert set(one.sorts) <= sorts
        assert all(set(values) <= set(values_of(group)) for group, values in one.answers.items())
