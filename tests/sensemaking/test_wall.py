"""Sorting at a wall: numbers that stay, groups typed in, and nothing half kept."""

import pytest
from django.urls import reverse

from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent
from listens.sensemaking import actions
from listens.sensemaking.actions import code_wall, number_notes, park_theme
from listens.sensemaking.models import Coding, WallNote
from listens.sensemaking.wall import NotNumbers, read_numbers
from tests.sensemaking.build import codebook, note, notes, withdraw


def on(number):
    current = Coding.objects.current().filter(note__wall_note__number=number)
    return sorted(code or "none" for code in current.values_list("theme__code", flat=True))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("3", [3]),
        ("3, 7 12-15", [3, 7, 12, 13, 14, 15]),
        (" 2 – 4;4\n2", [2, 3, 4]),
        ("5-5", [5]),
        ("٣, ٤", [3, 4]),  # as an Arabic keyboard types them
    ],
)
def test_numbers_as_people_type_them(typed, numbers):
    assert read_numbers(typed) == numbers


@pytest.mark.parametrize("typed", ["", " , ", "damp", "3-", "-3", "9-2", "1-99999", "1" * 5000, "3.5.x"])
def test_numbers_nobody_can_read_get_a_sentence(typed):
    with pytest.raises(NotNumbers) as refused:
        read_numbers(typed)
    assert str(refused.value).endswith(".") and len(str(refused.value)) < 120


def test_a_number_stays_with_its_note(cast):
    notes(cast, 3)
    assert number_notes(cast.femi, cast.round) == 3
    before = dict(WallNote.objects.values_list("note", "number"))
    audited = AuditEvent.objects.count()
    assert number_notes(cast.femi, cast.round) == 0 and AuditEvent.objects.count() == audited
    notes(cast, 2)
    assert number_notes(cast.femi, cast.round) == 2
    after = dict(WallNote.objects.values_list("note", "number"))
    assert before.items() <= after.items() and sorted(after.values()) == [1, 2, 3, 4, 5]


def test_a_group_is_kept_once_and_can_be_taken_off(cast):
    themes = codebook(cast)
    notes(cast, 4)
    number_notes(cast.femi, cast.round)
    assert code_wall(cast.femi, cast.round, [1, 2, 3], themes["damp"]) == (3, [])
    assert code_wall(cast.femi, cast.round, [3, 4], themes["damp"]) == (1, [])
    assert code_wall(cast.femi, cast.round, [2], themes["money"]) == (1, [])
    assert code_wall(cast.femi, cast.round, [1, 2, 3, 4], themes["damp"]) == (0, [])
    assert (on(2), on(4), Coding.objects.count()) == (["damp", "money"], ["damp"], 5)
    assert code_wall(cast.femi, cast.round, [2, 3], themes["damp"], act="remove") == (2, [])
    assert (on(2), on(3)) == (["money"], [])
    assert code_wall(cast.femi, cast.round, [3], None) == (1, []) and on(3) == ["none"]


def test_a_wrong_number_keeps_nothing_of_the_group(cast):
    themes = codebook(cast)
    notes(cast, 2)
    number_notes(cast.femi, cast.round)
    with pytest.raises(Refused, match="77, 78"):
        code_wall(cast.femi, cast.round, [1, 77, 78], themes["damp"])
    with pytest.raises(Refused, match="parked"):
        code_wall(cast.femi, cast.round, [1], park_theme(cast.femi, themes["money"]))
    assert not Coding.objects.exists()


def test_a_sticky_whose_note_was_taken_back_is_left_out_and_named(cast):
    themes = codebook(cast)
    one, other = note(cast, text="Damp."), note(cast, text="Gone again.")
    number_notes(cast.femi, cast.round)
    withdraw(cast, other)
    gone = WallNote.objects.get(note=other).number
    assert code_wall(cast.femi, cast.round, [1, 2], themes["damp"]) == (1, [gone])
    page = cast.client("femi").get(reverse("print_wall", args=["south", cast.round.slug]))
    assert one.text in page.content.decode() and other.text not in page.content.decode()


def test_the_pages(cast):
    codebook(cast)
    made = note(cast)
    client = cast.client("femi")
    address = reverse("code_wall", args=["south", cast.round.slug])
    assert "1 note has no number yet" in client.get(address).content.decode()
    read = AuditEvent.objects.count()
    sheet = client.post(reverse("print_wall", args=["south", cast.round.slug]), follow=True)
    assert made.text.splitlines()[0] in sheet.content.decode()
    assert AuditEvent.objects.count() == read + 2  # numbered, and read
    bad = client.post(address, {"theme": "damp", "numbers": "1, x", "act": "assign"})
    assert "is not a number" in bad.content.decode() and "1, x" in bad.content.decode()
    none = client.post(address, {"theme": "damp", "numbers": "9", "act": "assign"})
    assert "No sticky has the number 9" in none.content.decode()
    kept = client.post(address, {"theme": "damp", "numbers": "1", "act": "assign"}, follow=True)
    assert "1 note was changed" in kept.content.decode() and on(1) == ["damp"]


def test_whoever_comes_second_when_numbers_are_given_gets_a_sentence(cast, monkeypatch):
    def too_late(*_args):
        raise Stale("Somebody else saved the same thing a moment ago.")

    monkeypatch.setattr(actions, "number_notes", too_late)
    address = reverse("print_wall", kwargs={"area": "south", "round": cast.round.slug})
    page = cast.client("femi").post(address, follow=True)
    assert page.status_code == 200 and "a moment ago" in page.content.decode()
