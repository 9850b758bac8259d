"""A merge between two releases: what is published stays, and what the merge moved passes the same checks as ever."""

from __future__ import annotations

import pytest

from listens.core.figure_names import key_of
from listens.core.models import Release
from listens.public.actions import make_release
from listens.public.changes import changes
from listens.public.draft import Why, draft
from listens.public.figures import newest
from listens.sensemaking.actions import merge_themes, undo_change
from listens.sensemaking.models import ThemeChange
from tests.cast import TODAY, Cast
from tests.public import build

pytestmark = pytest.mark.django_db


def value(cast: Cast, theme: str) -> int | None:
    found = newest(cast.area).get("conversations", theme=theme)
    assert found is not None
    return found.value


def test_a_merge_changes_nothing_that_is_published_and_moves_the_next_release(cast: Cast) -> None:
    one, other = build.theme(cast.area, "one"), build.theme(cast.area, "other")
    build.conversations(cast, 20, one)
    build.conversations(cast, 30, other)
    make_release(cast.amina, cast.area, TODAY)
    first = Release.objects.get()
    merge_themes(cast.femi, one, other)
    assert (value(cast, "one"), value(cast, "other")) == (20, 30)
    made = draft(cast.area)
    assert not made.refusals
    found = changes(cast.area, TODAY, made)
    assert {change.where for change in found.changed} >= {"One", "Other"}
    assert {change.where.removeprefix("Autumn round, ") for change in found.changed} == {"One", "Other"}
    make_release(cast.amina, cast.area, TODAY)
    assert (value(cast, "one"), value(cast, "other")) == (0, 50)
    before = Release.objects.get(pk=first.pk)
    assert (before.figures, before.register) == (first.figures, first.register)


def test_a_theme_that_is_merged_has_no_row_in_the_next_tables(cast: Cast) -> None:
    one, other = build.theme(cast.area, "one"), build.theme(cast.area, "other")
    for organisation in build.three_like(cast.community) + build.three_like(cast.second_community):
        build.conversations(cast, 20, one, other, organisation=organisation)
    make_release(cast.amina, cast.area, TODAY, tables=["themes_by_kind"])
    merge_themes(cast.femi, one, other)
    made = draft(cast.area, ["themes_by_kind"])
    assert [row for table in made.tables.values() for row in table["rows"]] == [["Other"]]


def test_a_merge_of_a_small_theme_does_not_tell_how_small_it_was(cast: Cast) -> None:
    """Of 30 and then 33 anybody would know the three. The register of releases sees to it, not the codebook."""
    cast.area.round_to = 1
    cast.area.save()
    small, large = build.theme(cast.area, "small"), build.theme(cast.area, "large")
    build.conversations(cast, 3, small)
    build.conversations(cast, 30, large)
    build.conversations(cast, 40)
    make_release(cast.amina, cast.area, TODAY)
    assert (value(cast, "small"), value(cast, "large")) == (None, 30)
    merge_themes(cast.femi, small, large)
    made, large_at = draft(cast.area), key_of("conversations", theme="large")
    assert made.figures[large_at]["value"] is None and made.why[large_at] == Why.SINCE
    make_release(cast.amina, cast.area, TODAY)
    assert value(cast, "large") is None
    undo_change(cast.femi, ThemeChange.objects.get())
    assert not draft(cast.area).refusals
