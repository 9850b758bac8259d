"""The demonstration's numbers and its one report, made by the product's own rules."""

import pytest
import time_machine
from tests.cast import TODAY, Cast

from listens.core.models import Actor
from listens.demo import at_risk
from listens.demo.story import Story
from listens.safeguarding.models import AlarmCall, AlarmStep, RingNumber
from listens.safeguarding.presenters import ring_now

pytestmark = pytest.mark.django_db


def test_numbers_to_ring_and_one_answered_report(cast: Cast) -> None:
    story = Story(cast.area, 1, Actor.system("demonstration"))
    story.organisations[at_risk.HELD_BY] = cast.community
    story.actors |= {"amina": cast.amina, "leila": cast.leila}
    with time_machine.travel(TODAY, tick=False):
        at_risk.someone_at_risk(story, cast.round, TODAY)
    assert [one.is_own for one in ring_now(cast.area, cast.community)] == [True, False, False]
    assert [one.is_owed(TODAY) for one in RingNumber.objects.order_by("position")] == [False, False, True]
    assert all(one.telephone.startswith("020 7946 0") for one in RingNumber.objects.all())
    assert AlarmStep.objects.get().state == "acknowledged"
    assert AlarmCall.objects.get().told == 1
