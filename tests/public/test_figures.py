"""Publishing figures: the small-number rule, what goes with what, and that nothing moves between releases."""

from __future__ import annotations

import datetime as dt

import pytest

from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent, Release
from listens.listening.models import Round
from listens.public.actions import make_release
from listens.public.changes import changes
from listens.public.draft import draft
from listens.public.figures import newest
from tests.cast import TODAY, Cast
from tests.public import build

pytestmark = pytest.mark.django_db


def value(cast: Cast, what: str, **where: str) -> int | None:
    found = newest(cast.area).get(what, **where)
    assert found is not None
    return found.value


def test_counts_are_rounded_and_small_ones_hidden(cast: Cast) -> None:
    many, few = build.theme(cast.area, "many"), build.theme(cast.area, "few")
    build.conversations(cast, 33, many, people=2)
    build.conversations(cast, 7, few)
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "conversations") == 40
    assert value(cast, "times_heard") == 75  # 73
    assert value(cast, "times_heard", theme="many") == 65  # 66
    assert value(cast, "times_heard", theme="few") is None
    assert str(newest(cast.area).get("times_heard", theme="few")) == "not shown"


def test_a_conversation_counts_once_for_a_theme_and_the_one_above(cast: Cast) -> None:
    above = build.theme(cast.area, "above")
    first, second = (build.theme(cast.area, code, parent=above) for code in ("first", "second"))
    build.conversations(cast, 20, first, second)
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "conversations", theme="above") == 20


def test_with_one_part_hidden_the_next_smallest_is_hidden_too(cast: Cast) -> None:
    above = build.theme(cast.area, "above")
    parts = [build.theme(cast.area, code, parent=above) for code in ("tiny", "middle", "large")]
    for part, num in zip(parts, (3, 20, 60), strict=True):
        build.conversations(cast, num, part)
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "times_heard", theme="above") == 85
    assert [value(cast, "times_heard", theme=part.code) for part in parts] == [None, None, 60]
    assert str(newest(cast.area).get("times_heard", theme="middle")) == "not shown"


def test_few_conversations_hide_many_people(cast: Cast) -> None:
    table = build.theme(cast.area, "table")
    build.conversations(cast, 2, table, people=12)
    build.conversations(cast, 30)
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "times_heard", theme="table") is None
    assert str(newest(cast.area).get("times_heard", theme="table")) == "not shown"


def test_a_round_too_small_to_show_is_not_in_the_whole(cast: Cast) -> None:
    second = Round.objects.create(area=cast.area, slug="second", name="Second", number=2, opened_on=TODAY)
    build.conversations(cast, 50)
    build.conversations(cast, 3, round=second)
    make_release(cast.amina, cast.area, TODAY)
    assert newest(cast.area).get("times_heard", round="second") is None
    assert value(cast, "times_heard") == 50


def test_with_every_round_too_small_nothing_is_said_of_all(cast: Cast) -> None:
    build.conversations(cast, 5)
    make_release(cast.amina, cast.area, TODAY)
    assert newest(cast.area).get("times_heard") is None


def test_what_is_not_accepted_or_was_taken_back_does_not_count(cast: Cast) -> None:
    from listens.listening.models import ConversationReview, NoteWithdrawal

    of = build.theme(cast.area, "of")
    notes = build.conversations(cast, 40, of)
    for note in notes[:10]:
        ConversationReview.objects.filter(conversation=note.conversation).update(state="set_aside")
    for note in notes[10:20]:
        NoteWithdrawal.objects.create(note=note, way="slip", on=TODAY)
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "conversations") == 30
    assert value(cast, "conversations", theme="of") == 20


def test_organisations_are_exact_and_a_language_of_few_is_not_counted(cast: Cast) -> None:
    build.conversations(cast, 20)
    build.conversations(cast, 9, language="so", organisation=cast.second_community)
    build.conversations(cast, 2, language="pl")
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "organisations") == 2
    assert value(cast, "organisations", round="autumn") == 2
    assert value(cast, "languages", round="autumn") == 2


def test_nothing_changes_before_the_next_release(cast: Cast) -> None:
    build.conversations(cast, 20)
    make_release(cast.amina, cast.area, TODAY)
    build.conversations(cast, 20)
    assert value(cast, "conversations") == 20
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "conversations") == 40
    assert Release.objects.filter(area=cast.area).count() == 2


def test_a_release_names_its_day_and_leaves_one_audit_row(cast: Cast) -> None:
    with pytest.raises(Refused, match="not come yet"):
        make_release(cast.amina, cast.area, TODAY + dt.timedelta(days=1))
    make_release(cast.amina, cast.area, TODAY)
    with pytest.raises(Refused, match="as they are today"):
        make_release(cast.amina, cast.area, TODAY - dt.timedelta(days=1))
    assert AuditEvent.objects.filter(area=cast.area, verb="make_release").count() == 1


def test_somebody_else_published_meanwhile(cast: Cast) -> None:
    make_release(cast.amina, cast.area, TODAY, seen_seq=0)
    with pytest.raises(Stale):
        make_release(cast.amina, cast.area, TODAY, seen_seq=0)


@pytest.mark.parametrize("name", ["bea", "femi", "dele", "esi"])
def test_only_an_organiser_publishes(cast: Cast, name: str) -> None:
    with pytest.raises(Denied):
        make_release(getattr(cast, name), cast.area, TODAY)


def test_the_preview_tells_what_changes_and_why_something_is_hidden(cast: Cast) -> None:
    above = build.theme(cast.area, "above")
    for code, num in (("tiny", 3), ("middle", 20), ("large", 60)):
        build.conversations(cast, num, build.theme(cast.area, code, parent=above))
    found = changes(cast.area, TODAY, draft(cast.area))
    whole = next(one for one in found.changed if one.where == "South Listens" and "Conversations" in one.what)
    assert whole.before is None and whole.after.value == 85
    why = {one.where: one.why_hidden for one in found.hidden}
    assert "Fewer than 8" in why["Tiny"]
    assert "beside" in why["Middle"]
    make_release(cast.amina, cast.area, TODAY)
    again = changes(cast.area, TODAY, draft(cast.area))
    assert not again.changed and again.hidden
