"""The blind check: drawn at random, coded without seeing the other, settled, and never counted by itself."""

import csv
import io

import pytest

from listens.core.acting import Refused
from listens.core.models import AuditEvent
from listens.sensemaking import agreement, blind
from listens.sensemaking.actions import (
    decide_blind,
    decide_note,
    end_blind_check,
    park_theme,
    reopen_blind,
    settle_note,
    start_blind_check,
    take_over_agreed,
)
from listens.sensemaking.counts import theme_counts
from listens.sensemaking.models import BlindCheck, Coding
from listens.sensemaking.uncoded import uncoded
from tests.sensemaking.build import blind_check, codebook, notes, second_coder, withdraw
from tests.sensemaking.proposed import suggestion


def drawn(check):
    return [one.note_id for one in check.notes.order_by("position")]


def open_themes(of):
    current = Coding.objects.current().filter(note=of)
    return sorted(code or "none" for code in current.values_list("theme__code", flat=True))


def test_the_same_seed_draws_the_same_notes_and_no_note_is_drawn_twice(cast):
    made = {one.pk for one in notes(cast, 12)}
    first = start_blind_check(cast.femi, cast.round, 5, seed=7)
    with pytest.raises(Refused, match="is open"):
        start_blind_check(cast.femi, cast.round, 5)
    end_blind_check(cast.femi, first)
    second = start_blind_check(cast.femi, cast.round, 500, seed=7)
    assert len(drawn(first)) == 5 and len(drawn(second)) == 7
    assert {*drawn(first), *drawn(second)} == made
    ids = drawn(first)
    BlindCheck.objects.all().delete()
    assert drawn(start_blind_check(cast.femi, cast.round, 5, seed=7)) == ids


@pytest.mark.parametrize("size", [0, 1, 501, -3])
def test_a_check_of_no_use_is_refused(cast, size):
    notes(cast, 3)
    with pytest.raises(Refused, match="from 2 to 500"):
        start_blind_check(cast.femi, cast.round, size)


def test_no_check_without_notes(cast):
    with pytest.raises(Refused, match="not enough notes"):
        start_blind_check(cast.femi, cast.round, 100)


def test_what_is_chosen_blind_counts_nowhere_and_is_seen_by_nobody_else(cast):
    themes, check = codebook(cast), blind_check(cast)
    grace = second_coder(cast)
    note = check.notes.first().note
    decide_blind(cast.femi, note, [themes["damp"]])
    assert not Coding.objects.current().exists() and uncoded(cast.round).count() == 4
    assert theme_counts(cast.area)[0].num_conversations == 0
    page = cast.client("grace").get(f"/{cast.area.slug}/coding/{cast.round.slug}/blind/?note={note.pk}")
    assert page.status_code == 200 and page.context["chosen"] == []
    assert "checked" not in page.content.decode().split("<fieldset")[1].split("use-keys")[0]
    assert blind.progress(grace, check).done == 0


def test_two_people_complete_each_others_notes_and_a_third_gets_none_of_them(cast):
    themes, check = codebook(cast), blind_check(cast)
    grace = second_coder(cast)
    for coder in (cast.femi, grace):
        for note in blind.next_notes(coder, check, num=10):
            decide_blind(coder, note, [themes["damp"]])
    assert blind.next_notes(cast.amina, check, num=10) == []
    assert blind.progress(grace, check).done == 4
    assert agreement.how_far(check) == agreement.HowFar(4, 4, 4, 0)


def test_a_choice_is_kept_once_and_changed_only_after_taking_it_back(cast):
    themes, check = codebook(cast), blind_check(cast)
    note = blind.next_notes(cast.femi, check)[0]
    assert decide_blind(cast.femi, note, [themes["damp"], themes["money"]]) == 2
    audited = AuditEvent.objects.count()
    assert decide_blind(cast.femi, note, [themes["money"], themes["damp"]]) == 0
    assert AuditEvent.objects.count() == audited
    with pytest.raises(Refused, match="Take that back"):
        decide_blind(cast.femi, note, [])
    assert blind.last_decided(cast.femi, check) == note.pk
    assert reopen_blind(cast.femi, note).codes == ["damp", "money"]
    assert blind.last_decided(cast.femi, check) is None
    decide_blind(cast.femi, note, [])
    assert blind.of_check(check)[note.pk][(cast.femi.pk, "")] == frozenset([None])
    with pytest.raises(Refused, match="parked"):
        decide_blind(cast.femi, check.notes.last().note, [park_theme(cast.femi, themes["money"])])


def test_a_check_that_ended_takes_nothing_more(cast):
    themes, check = codebook(cast), blind_check(cast)
    end_blind_check(cast.femi, check)
    with pytest.raises(Refused, match="has ended"):
        decide_blind(cast.femi, check.notes.first().note, [themes["damp"]])


def test_where_they_agree_it_is_taken_over_and_where_they_differ_it_is_settled(cast):
    themes, check = codebook(cast), blind_check(cast)
    grace = second_coder(cast)
    one, other, third, fourth = (each.note for each in check.notes.order_by("position"))
    for note, mine, hers in [
        (one, ["damp"], ["damp"]),
        (other, ["damp", "money"], ["money"]),
        (third, [], []),
    ]:
        decide_blind(cast.femi, note, [themes[code] for code in mine])
        decide_blind(grace, note, [themes[code] for code in hers])
    decide_blind(cast.femi, fourth, [themes["repairs"]])
    decide_note(cast.femi, one, [themes["repairs"]])  # coded openly before
    decide_note(cast.femi, other, [themes["repairs"]])
    assert take_over_agreed(cast.femi, check) == 2
    assert take_over_agreed(cast.femi, check) == 0
    assert (open_themes(one), open_themes(third)) == (["damp"], ["none"])
    [left] = [meeting.of for meeting in blind.meetings(check)]
    assert left.note == other
    settle_note(grace, left, [themes["damp"]])
    assert open_themes(other) == ["damp"] and not list(blind.meetings(check))
    with pytest.raises(Refused, match="Two people"):
        settle_note(grace, check.notes.get(note=fourth), [themes["damp"]])


def test_a_note_that_was_taken_back_leaves_the_check(cast):
    themes, check = codebook(cast), blind_check(cast)
    note = check.notes.first().note
    withdraw(cast, note)
    assert note not in blind.next_notes(cast.femi, check, num=10)
    with pytest.raises(Refused, match="was taken back"):
        decide_blind(cast.femi, note, [themes["damp"]])
    assert agreement.how_far(check).num_notes == 3


def test_the_choices_as_a_file_name_nobody(cast):
    themes, check = codebook(cast), blind_check(cast)
    grace = second_coder(cast)
    note = check.notes.first().note
    decide_blind(cast.femi, note, [themes["damp"], themes["money"]])
    decide_blind(grace, note, [])
    page = cast.client("amina").get(f"/{cast.area.slug}/coding/{cast.round.slug}/agreement/file.csv")
    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert rows[0] == ["unit", "coder", "code", "pass", "start", "end"]
    by_coder = {}
    for unit, coder, code, sitting, *_places in rows[1:]:
        assert (unit, sitting) == (str(note.pk), "blind")
        by_coder.setdefault(coder, []).append(code)
    assert sorted(by_coder.values()) == [[""], ["damp", "money"]]
    assert set(by_coder) == {"coder 1", "coder 2"}
    assert "Femi" not in page.content.decode() and note.text not in page.content.decode()


def test_settling_on_its_page(cast):
    themes, check = codebook(cast), blind_check(cast, 2)
    grace = second_coder(cast)
    note = check.notes.first().note
    decide_blind(cast.femi, note, [themes["damp"], themes["money"]])
    decide_blind(grace, note, [themes["money"]])
    client = cast.client("femi")
    address = f"/{cast.area.slug}/coding/{cast.round.slug}/agreement/settle/"
    page = client.get(address)
    assert page.context["choices"] and sorted(page.context["choices"]) == ["Damp; Money", "Money"]
    assert page.context["chosen"] == ["money"] and note.text in page.content.decode()
    assert client.post(address, {"note": "rubbish"}).status_code == 404
    assert client.post(address, {"note": note.pk, "themes": ["nowhere"]}).status_code == 200
    assert not Coding.objects.current().exists()
    assert client.post(address, {"note": note.pk, "themes": ["damp"]}).status_code == 302
    assert open_themes(note) == ["damp"]
    assert "Nothing is left to settle" in client.get(address).content.decode()


def test_agreement_by_theme_is_krippendorffs(cast):
    """Twenty notes, by hand: they differ on two of the six that somebody gave damp, and always agree on money."""
    themes, check = codebook(cast), blind_check(cast, 20)
    grace = second_coder(cast)
    for place, one in enumerate(check.notes.order_by("position").select_related("note__area")):
        mine = ["damp"] if place < 5 else ["money"] if place < 8 else []
        hers = ["damp"] if place in (1, 2, 3, 4, 9) else ["money"] if 5 <= place < 8 else []
        decide_blind(cast.femi, one.note, [themes[code] for code in mine])
        decide_blind(grace, one.note, [themes[code] for code in hers])
    found = {one.theme.code: one for one in agreement.by_theme(cast.round)}
    # Seen: 2 of 20 notes. By chance: 10 times chosen, 30 times not, so 2 * 10 * 30 / (40 * 39) of the pairs.
    assert found["damp"].alpha == pytest.approx(1 - (2 / 20) / (2 * 10 * 30 / (40 * 39)))
    assert found["housing"].alpha == found["damp"].alpha  # it has what its parts have
    assert found["damp"].num_notes == 6 and found["damp"].low < found["damp"].alpha <= found["damp"].high
    assert found["money"].alpha == 1 and "so far" in found["money"].meaning
    assert found["repairs"].alpha is None and found["repairs"].meaning == "Nobody chose it."
    page = cast.client("amina").get(f"/{cast.area.slug}/coding/{cast.round.slug}/agreement/")
    assert "0.74" in page.content.decode() and "Femi" not in page.content.decode()


def test_the_file_shows_no_choice_that_somebody_else_could_still_copy(cast):
    themes, check = codebook(cast), blind_check(cast)
    second_coder(cast)
    decide_blind(cast.femi, check.notes.first().note, [themes["damp"]])
    page = cast.client("grace").get(f"/{cast.area.slug}/coding/{cast.round.slug}/agreement/file.csv")
    assert page.content.decode("utf-8-sig").splitlines() == ["unit,coder,code,pass,start,end"]


def test_what_two_people_chose_is_no_longer_changed_or_joined(cast):
    """From then on the page for settling shows it: whoever copied it would make the two agree."""
    themes, check = codebook(cast), blind_check(cast)
    grace, note = second_coder(cast), check.notes.first().note
    decide_blind(cast.femi, note, [themes["damp"]])
    decide_blind(grace, note, [themes["money"]])
    with pytest.raises(Refused, match="stays as it is"):
        reopen_blind(grace, note)
    third = second_coder(cast, "amina")
    with pytest.raises(Refused, match="stays as it is"):
        decide_blind(third, note, [themes["damp"]])
    assert decide_blind(grace, note, [themes["money"]]) == 0
    assert sorted(map(len, blind.of_check(check)[note.pk].values())) == [1, 1]


def test_a_reviewer_from_a_public_body_sees_neither_the_exact_counts_nor_the_file(cast):
    codebook(cast), blind_check(cast)
    for page in ("", "file.csv"):
        address = f"/{cast.area.slug}/coding/{cast.round.slug}/agreement/{page}"
        assert cast.client("grace").get(address).status_code == 200
        assert cast.client("pat").get(address).status_code == 403


def test_a_note_of_an_open_check_shows_no_suggestion_on_the_page_of_open_coding_either(cast):
    made = suggestion(cast)
    notes(cast, 2)
    check = start_blind_check(cast.femi, cast.round, 3)
    page = cast.client("femi").get(f"/{cast.area.slug}/coding/{cast.round.slug}/?note={made.note_id}")
    assert page.context["note"]["suggestions"] == []
    end_blind_check(cast.femi, check)
    page = cast.client("femi").get(f"/{cast.area.slug}/coding/{cast.round.slug}/?note={made.note_id}")
    assert [one["code"] for one in page.context["note"]["suggestions"]] == ["damp"]
