"""The organiser's page: what would change, what stays hidden and why, and publishing it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from listens.core.models import Release
from listens.places.models import Place
from listens.public.actions import make_release
from listens.public.figures import newest, newest_release
from tests.cast import TODAY, Cast
from tests.public import build

pytestmark = pytest.mark.django_db


def address() -> str:
    return reverse("release", args=["south"])


def test_the_preview_publishes_nothing(cast: Cast) -> None:
    build.conversations(cast, 20, build.theme(cast.area, "damp"))
    build.conversations(cast, 3, build.theme(cast.area, "rare"))
    page = cast.client("amina").get(address()).content.decode()
    assert "What would change" in page and "Damp" in page
    assert "Fewer than 8: somebody could be recognised." in page
    assert not Release.objects.exists()


def test_publishing_from_the_page(cast: Cast) -> None:
    build.conversations(cast, 20)
    client = cast.client("amina")
    answer = client.post(address(), {"as_at": str(TODAY), "seen_seq": 0}, follow=True)
    assert "The new figures are public." in answer.content.decode()
    assert "Nothing would change" in answer.content.decode()
    assert Release.objects.get().seq == 1


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"as_at": "2027-01-01", "seen_seq": 0}, "not come yet"),
        ({"as_at": "2026-11-16", "seen_seq": 4}, "Somebody else has published"),
        ({"as_at": "32/13/2026", "seen_seq": 0}, "real date"),
        ({"seen_seq": "x"}, "Error"),
    ],
)
def test_a_refusal_is_said_on_the_page(cast: Cast, sent: dict[str, object], problem: str) -> None:
    answer = cast.client("amina").post(address(), sent)
    assert answer.status_code == 422 and problem in answer.content.decode()
    assert not Release.objects.exists()


def test_a_lead_may_not_publish(cast: Cast) -> None:
    assert cast.client("bea").post(address(), {"as_at": str(TODAY), "seen_seq": 0}).status_code == 403
    assert not Release.objects.exists()


def test_what_too_few_were_added_to_waits_and_says_so(cast: Cast) -> None:
    cast.area.round_to = 1
    cast.area.save()
    damp, rent = build.theme(cast.area, "damp"), build.theme(cast.area, "rent")
    build.conversations(cast, 30, damp)
    build.conversations(cast, 30, rent)
    make_release(cast.amina, cast.area, TODAY)
    build.conversations(cast, 12, damp)
    build.conversations(cast, 3, rent)
    page = cast.client("amina").get(address()).content.decode()
    assert "Too few were added since an earlier release" in page
    make_release(cast.amina, cast.area, TODAY)
    of = newest(cast.area)
    assert [of.get("conversations", theme=code).value for code in ("damp", "rent")] == [42, None]


def test_a_release_that_would_show_who_was_added_is_refused_with_what_to_do(cast: Cast) -> None:
    cast.area.round_to = 1
    cast.area.save()
    build.conversations(cast, 30)
    make_release(cast.amina, cast.area, TODAY)
    build.conversations(cast, 3)
    client = cast.client("amina")
    for page in (client.get(address()), client.post(address(), {"as_at": str(TODAY), "seen_seq": 1})):
        words = page.content.decode()
        assert (
            "fewer than 8 conversations were added or taken back since the figures of 16 November 2026"
            in words
        )
        assert "Wait until about 5 more are accepted" in words
    assert page.status_code == 422 and Release.objects.count() == 1
    build.conversations(cast, 5)
    assert client.post(address(), {"as_at": str(TODAY), "seen_seq": 1}).status_code == 302


def test_tables_are_chosen_looked_at_and_published(cast: Cast) -> None:
    theme = build.theme(cast.area, "damp")
    for organisation, name in ((cast.community, "Lambeth"), (cast.second_community, "Southwark")):
        organisation.borough, _ = Place.objects.get_or_create(
            area=cast.area, kind="borough", name=name, defaults={"code": name, "name_key": name.lower()}
        )
        organisation.save()
        build.conversations(cast, 20, theme, organisation=organisation)
    client = cast.client("amina")
    page = client.get(address(), {"looked": "yes", "tables": "themes_by_borough"}).content.decode()
    assert 'value="themes_by_borough"' in page and 'name="tables" value="themes_by_borough"' in page
    client.post(address(), {"as_at": str(TODAY), "seen_seq": 0, "tables": "heard_by_borough nonsense"})
    assert list(Release.objects.get().tables) == ["heard_by_borough"]
    assert "Conversations by borough" in client.get("/south/heard/").content.decode()


def test_no_page_holds_what_a_release_is_compared_with(cast: Cast) -> None:
    build.conversations(cast, 30)
    made = make_release(cast.amina, cast.area, TODAY)
    assert set(made.register) == {"conversations", "people"}
    assert "register" in newest_release(cast.area).get_deferred_fields()
