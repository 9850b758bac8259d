"""The organiser's page: what would change, what stays hidden and why, and publishing it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from listens.core.models import Release
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
