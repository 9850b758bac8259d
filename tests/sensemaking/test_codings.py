"""Coding by hand: decisions are rows, several themes at once, undone by rows, and two coders lose nothing."""

import datetime as dt

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent, Event
from listens.listening.models import StageWindow
from listens.methods.themes.rings import is_unaided
from listens.safeguarding.actions import flag_note
from listens.sensemaking.actions import (
    code_note,
    decide_note,
    look_found_none,
    park_theme,
    reopen_note,
)
from listens.sensemaking.models import Coding, Theme
from listens.sensemaking.uncoded import last_decided, next_notes, places_of, progress
from tests.cast import TODAY
from tests.sensemaking.build import codebook, note, notes, withdraw


def themes_on(of):
    current = Coding.objects.current().filter(note=of)
    return sorted(current.filter(theme__isnull=False).values_list("theme__code", flat=True))


def another_coder(cast):
    """Grace reads notes already; here she codes too."""
    from listens.core.models import Grant

    Grant.objects.create(actor=cast.grace, area=cast.area, role="sense_maker")
    return cast.grace


def test_a_theme_is_put_on_taken_off_and_put_on_again(cast):
    themes, one = codebook(cast), note(cast)
    code_note(cast.femi, one, themes["damp"])
    code_note(cast.femi, one, themes["damp"])
    assert (Coding.objects.count(), themes_on(one)) == (1, ["damp"])
    code_note(cast.femi, one, themes["damp"], act="remove")
    assert themes_on(one) == []
    code_note(cast.femi, one, themes["damp"], span=(0, 8))
    assert (Coding.objects.count(), themes_on(one)) == (3, ["damp"])


def test_what_cannot_be_coded_is_refused(cast):
    themes, one = codebook(cast), note(cast)
    elsewhere = Theme.objects.create(area=cast.other_area, code="far", name="Far", added_on=TODAY)
    park_theme(cast.femi, themes["money"])
    for theme in (elsewhere, Theme.objects.get(code="money")):
        with pytest.raises(Refused):
            code_note(cast.femi, one, theme)
        with pytest.raises(Refused):
            decide_note(cast.femi, one, [themes["damp"], theme])
    for span in ((0, 0), (5, 3), (0, 10_000), (-1, 4)):
        with pytest.raises(Refused, match="own words"):
            code_note(cast.femi, one, themes["damp"], span=span)
    with pytest.raises(Refused, match="does not have"):
        code_note(cast.femi, one, themes["damp"], act="remove")
    assert not Coding.objects.exists()


def test_several_themes_are_one_decision_and_one_line_of_the_audit(cast):
    themes, one = codebook(cast), note(cast)
    assert decide_note(cast.femi, one, [themes["damp"], themes["money"], themes["damp"]]) == 2
    assert decide_note(cast.femi, one, [themes["money"], themes["damp"]]) == 0
    assert themes_on(one) == ["damp", "money"]
    assert AuditEvent.objects.get(verb="code_notes").detail == {"themes": ["damp", "money"]}


def test_looked_and_found_none_is_a_decision_too(cast):
    one, two = notes(cast, 2)
    decide_note(cast.femi, one, [])
    decide_note(cast.femi, one, [])
    look_found_none(cast.femi, two)
    assert Coding.objects.filter(theme=None).count() == 2
    assert (progress(cast.round).done, next_notes(cast.femi, cast.round)) == (2, [])


@pytest.mark.parametrize("codes", [[], ["damp", "money"]])
def test_undoing_takes_back_ones_own_decision_and_the_note_waits_again(cast, codes):
    themes, one = codebook(cast), note(cast)
    decide_note(cast.femi, one, [themes[code] for code in codes])
    assert last_decided(cast.femi, cast.round) == one.pk
    assert reopen_note(cast.femi, one).codes == codes
    assert (themes_on(one), next_notes(cast.femi, cast.round)) == ([], [one])
    assert last_decided(cast.femi, cast.round) is None
    with pytest.raises(Refused, match="nothing of yours"):
        reopen_note(cast.femi, one)
    decide_note(cast.femi, one, [themes["money"]])
    assert themes_on(one) == ["money"]


def test_two_coders_of_one_note_are_both_kept(cast):
    themes, one, grace = codebook(cast), note(cast), another_coder(cast)
    decide_note(cast.femi, one, [themes["damp"]])
    decide_note(grace, one, [themes["damp"], themes["money"]])
    assert themes_on(one) == ["damp", "money"]
    assert reopen_note(grace, one).codes == ["money"]
    assert themes_on(one) == ["damp"]


def test_two_coders_begin_at_different_notes_and_together_reach_all(cast):
    grace, made = another_coder(cast), notes(cast, 12)
    first = {who.pk: [n.pk for n in next_notes(who, cast.round, num=12)] for who in (cast.femi, grace)}
    assert set(first[cast.femi.pk]) == set(first[grace.pk]) == {n.pk for n in made}
    mine = first[cast.femi.pk]
    assert [n.pk for n in next_notes(cast.femi, cast.round, after=mine[3], num=12)] == mine[4:] + mine[:4]


def test_places_on_the_ring_differ(cast):
    places = [places_of(who, cast.round) for who in cast.actors.values()]
    for number in (0, 1):
        assert len({place[number] for place in places}) == len(cast.actors)
        assert {is_unaided(place[number]) for place in places} == {number == 0}


def test_only_accepted_standing_notes_of_the_round_wait(cast):
    good, gone = notes(cast, 2)
    withdraw(cast, gone)
    waiting, aside = note(cast, state=""), note(cast, state="set_aside")
    assert next_notes(cast.femi, cast.round, num=9) == [good]
    assert progress(cast.round).total == 1
    for one in (gone, waiting, aside):
        with pytest.raises(Refused, match="taken back or is not accepted"):
            decide_note(cast.femi, one, [])


@pytest.mark.parametrize("who", ["amina", "grace", "bea", "esi", "pat", "nia"])
def test_only_sense_makers_code(cast, who):
    one = note(cast)
    with pytest.raises(Denied):
        decide_note(cast.actors[who], one, [])


def test_a_public_bodys_sense_maker_never_reads_or_codes(cast):
    from listens.core.models import Grant

    Grant.objects.create(actor=cast.pat, area=cast.area, role="sense_maker")
    one = note(cast)
    for act in (lambda: decide_note(cast.pat, one, []), lambda: flag_note(cast.pat, one)):
        with pytest.raises(Denied, match="public body"):
            act()


def test_coding_waits_for_its_window_and_a_call_for_help_does_not(cast):
    one = note(cast)
    StageWindow.objects.filter(stage="sensemaking").update(
        opens_on=TODAY + dt.timedelta(days=3), closes_on=TODAY + dt.timedelta(days=9)
    )
    with pytest.raises(Denied, match="opens on"):
        decide_note(cast.femi, one, [])
    first = flag_note(cast.femi, one)
    flag_note(cast.grace, one)
    assert Event.objects.filter(name="note_flagged").count() == 2
    payload = Event.objects.order_by("at").first().payload
    assert payload == {"alarm": str(first.pk), "note": str(one.pk), "held_on": str(TODAY), "link": ""}
