"""What the page of one theme says beside its counts, and to whom."""

import uuid

from listens.alliance.models import Organisation
from listens.methods.disclosure.rules import Rule
from listens.sensemaking import variety
from listens.sensemaking.actions import code_note, decide_note, end_blind_check, settle_note
from listens.sensemaking.gate import published_quotes
from listens.sensemaking.models import Coding
from listens.sensemaking.not_this import not_this
from listens.sensemaking.said_where import ALL, Group, SaidWhere, safe, said_by_round, said_where
from tests.cast import TODAY
from tests.sensemaking.build import blind_check, codebook, note, notes, quote, second_coder
from tests.sensemaking.proposed import run, suggestion


def page_of(cast, who, code="damp"):
    return cast.client(who).get(f"/south/codebook/themes/{code}/")


def groups(*counted):
    """(name, conversations, organisations)."""
    return [Group(name, name.title(), num, 2 * num, of) for name, num, of in counted]


def shown(groups):
    return {group.key: group.num_conversations for group in groups}


def test_a_hidden_count_cannot_be_had_from_the_total_or_the_other_table():
    kinds = groups(("faith", 30, 5), ("school", 22, 4), ("union", 3, 3))
    boroughs = groups(("lambeth", 40, 9), ("sutton", 15, 4))
    found = safe({ALL: SaidWhere(kinds, boroughs)}, Rule(8, 5))
    assert shown(found.kinds)["union"] is None
    assert list(shown(found.kinds).values()).count(None) == 2  # alone it would be the total less the others
    assert shown(found.boroughs) == {"lambeth": 40, "sutton": 15}
    assert [group.times_heard for group in found.kinds if group.num_conversations is None] == [None, None]


def test_what_one_or_two_organisations_heard_is_hidden_however_large():
    kinds = groups(("faith", 40, 9), ("school", 30, 8), ("union", 25, 2))
    found = safe({ALL: SaidWhere(kinds, groups(("lambeth", 95, 19)))}, Rule(8, 5))
    assert shown(found.kinds)["union"] is None and list(shown(found.kinds).values()).count(None) == 2


def test_where_nothing_is_safe_nothing_is_said():
    few = SaidWhere(groups(("faith", 5, 3)), groups(("lambeth", 5, 3)))
    assert safe({ALL: few}, Rule(8, 5)) == SaidWhere(is_hidden=True)
    alone = SaidWhere(groups(("faith", 50, 1)), groups(("lambeth", 50, 1)))
    assert safe({ALL: alone}, Rule(8, 5)).is_hidden


def test_what_one_round_hides_is_not_had_from_another_and_all():
    """Unions: 25 in autumn, by two organisations, and 50 with spring. Those less the 25 of spring are what is out."""
    autumn, spring = (("faith", 40, 9), ("school", 30, 8), ("union", 25, 2)), ("faith", "school", "union")
    by_round = {
        ALL: SaidWhere(
            groups(("faith", 80, 9), ("school", 60, 8), ("union", 50, 7)), groups(("lambeth", 190, 24))
        ),
        "autumn": SaidWhere(groups(*autumn), groups(("lambeth", 95, 19))),
        "spring": SaidWhere(
            groups(*zip(spring, (40, 30, 25), (9, 8, 5), strict=True)), groups(("lambeth", 95, 22))
        ),
    }
    found = {slug: shown(safe(by_round, Rule(8, 5), slug).kinds) for slug in by_round}
    assert found["autumn"]["union"] is None and len(found["spring"]) == 3
    assert None in (found[ALL]["union"], found["spring"]["union"])
    other = next(name for name, num in found["autumn"].items() if num is None and name != "union")
    assert None in (found[ALL][other], found["spring"][other]), "what hides it would be had in the same way"


def test_a_round_of_which_nothing_may_be_said_is_not_had_from_the_others():
    alone = SaidWhere(groups(("faith", 50, 1)), groups(("lambeth", 50, 1)))
    more = SaidWhere(groups(("faith", 50, 9), ("school", 40, 9)), groups(("lambeth", 90, 18)))
    both = SaidWhere(groups(("faith", 100, 9), ("school", 40, 9)), groups(("lambeth", 140, 18)))
    by_round = {ALL: both, "autumn": alone, "spring": more}
    assert safe(by_round, Rule(8, 5), "autumn").is_hidden
    told = [safe(by_round, Rule(8, 5), slug) for slug in (ALL, "spring")]
    assert any(one.is_hidden or shown(one.kinds)["faith"] is None for one in told)
    assert any(one.is_hidden or shown(one.boroughs)["lambeth"] is None for one in told)


def test_places_and_kinds_for_those_who_count_and_for_others(cast):
    themes = codebook(cast)
    for one in notes(cast, 3, people=2):
        decide_note(cast.femi, one, [themes["damp"]])
    [kind] = said_where(themes["damp"]).kinds
    assert said_by_round(themes["damp"]).keys() == {ALL, cast.round.slug}
    assert said_where(themes["damp"], cast.round) == said_where(themes["damp"])
    assert (kind.num_conversations, kind.times_heard, kind.num_organisations) == (3, 6, 1)
    exact, other = page_of(cast, "amina"), page_of(cast, "nia")
    assert [row[0] for row in exact.context["kinds"]["rows"]] == [cast.community.get_kind_display()]
    assert len(exact.context["boroughs"]["rows"]) == 1
    assert other.context["where_is_hidden"] and not other.context["kinds"]["rows"]
    told = other.content.decode()
    assert "somebody could be recognised" in told and "How far to rely on it" not in told


def test_quotes_are_of_many_organisations_and_nobody_picks_them():
    ids = [uuid.UUID(int=n) for n in range(9)]
    same = [variety.Origin(pk, ("one", "lambeth"), "The damp is on the wall") for pk in ids[:7]]
    other = [
        variety.Origin(ids[7], ("two", "lambeth"), "Rent"),
        variety.Origin(ids[8], ("three", "sutton"), "Cold"),
    ]
    picked = variety.chosen([*same, *other], 3)
    assert {8, 7} < set(picked)
    assert variety.chosen([*other, *same], 3) == [(place + 2) % 9 for place in picked]  # not by their order
    unlike = [
        variety.Origin(pk, ("one",), words)
        for pk, words in zip(ids, ["a b c", "a b d", "x y z"], strict=False)
    ]
    assert set(variety.chosen(unlike, 2)) >= {2}
    assert variety.chosen([], 3) == []


def test_the_quotes_on_the_page_are_those_of_the_rule(cast):
    themes = codebook(cast)
    third = Organisation.objects.create(
        area=cast.area, name="Third", name_key="third", kind="union", side="community"
    )
    for place in range(5):
        quote(
            cast,
            note(cast, may_quote=True, text=f"The damp is here {place}"),
            themes["damp"],
            days_ago=20 + place,
        )
    for host, text in ((cast.second_community, "From elsewhere"), (third, "From the third")):
        quote(cast, note(cast, may_quote=True, text=text, organisation=host), themes["damp"], days_ago=60)
    words = [one.words for one in page_of(cast, "amina").context["shown"]]
    assert len(words) == 3 and {"From elsewhere", "From the third"} < set(words)
    every = published_quotes([themes["damp"].pk], TODAY, most=None)[themes["damp"].pk]
    assert len(every) == 7


def test_notes_that_are_near_and_not_it(cast):
    themes = codebook(cast)
    off, guessed, unread = note(cast, text="Taken off"), note(cast, text="Guessed"), note(cast, text="Unread")
    decide_note(cast.femi, off, [themes["damp"], themes["money"]])
    code_note(cast.femi, off, themes["damp"], act="remove")
    decide_note(cast.femi, guessed, [themes["money"]])
    of = run(cast, "suggestions", bands={})
    suggestion(cast, guessed, themes["damp"], by=of)
    suggestion(cast, unread, themes["damp"], by=of)
    found = {one.note.text: one.why for one in not_this(themes["damp"])}
    assert set(found) == {"Taken off", "Guessed"}
    assert "took it off" in found["Taken off"] and "computer" in found["Guessed"]
    assert "Guessed" in page_of(cast, "grace").content.decode()
    assert "Guessed" not in page_of(cast, "amina").content.decode()
    decide_note(cast.femi, guessed, [themes["damp"]])
    assert {one.note.text for one in not_this(themes["damp"])} == {"Taken off"}


def test_what_was_settled_the_other_way_and_how_well_two_agree(cast):
    themes = codebook(cast)
    check, other = blind_check(cast, 4), second_coder(cast)
    for place, one in enumerate(check.notes.all()):
        for by, code in ((cast.femi, "damp"), (other, "damp" if place else "money")):
            Coding.objects.create(
                note=one.note, theme=themes[code], by=by, sitting="blind", at=cast.area.now()
            )
    first = check.notes.first()
    settle_note(cast.femi, first, [themes["money"]])
    assert not_this(themes["damp"]) == []  # the check is open: whoever saw it would not choose alone
    end_blind_check(cast.femi, check)
    [one] = not_this(themes["damp"])
    assert one.note == first.note and "settled" in one.why
    page = page_of(cast, "grace")
    [sentence] = page.context["agreements"]
    table = cast.client("grace").get(f"/south/coding/{cast.round.slug}/agreement/").context["table"]
    [row] = [row for row in table["rows"] if ">Damp<" in str(row[0])]
    assert str(row[2]).split(">")[1].split("<")[0] in sentence


def test_history_is_for_all_who_read_the_codebook(cast):
    codebook(cast)
    assert "/codebook/changes/?theme=damp" in page_of(cast, "grace").content.decode()
    assert "/codebook/changes/" not in page_of(cast, "nia").content.decode()
