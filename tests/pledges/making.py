"""Promises for tests, made through the actions people use, with a clock that can be moved."""

import datetime as dt

from listens.alliance.models import Person
from listens.core.models import Actor
from listens.pledges import actions
from listens.pledges.models import Pledge, Verdict
from tests.assembly.making import a_slot, an_answer
from tests.cast import TODAY, Cast

DUE = TODAY + dt.timedelta(days=30)


def a_pledge(cast: Cast, reference: str = "3.1", **changes) -> Pledge:
    """The trust's promise out of its yes, due in thirty days, with Jun as co-lead."""
    given = {
        "title": "Open a waiting room for young people",
        "wording": "We will open it by June.",
        "spoken_on": TODAY,
        "due_on": DUE,
        "owners": [cast.office],
        "co_leads": [cast.people["jun"]],
    }
    given |= changes
    if "answer" not in given:
        given["answer"] = an_answer(cast, slot=a_slot(cast, reference))
    return actions.make_pledge(cast.amina, cast.area, **given)


def a_community_pledge(cast: Cast, **changes) -> Pledge:
    """St Brannock's promises of its own will."""
    given = {"answer": None, "owners": [cast.community], "title": "Train ten champions"}
    return a_pledge(cast, **(given | changes))


def signatures(cast: Cast) -> list[tuple[Person, str]]:
    """Two people from two organisations that made no promise."""
    return [(cast.people["jun"], "none"), (cast.people["bea"], "Her daughter is on the list")]


def a_verdict(cast: Cast, pledge: Pledge, value: str = "on_the_way", **changes) -> Verdict:
    given = {"words": "Two rooms are open.", "signers": signatures(cast)}
    if value == "stuck":
        given["meeting_on"] = cast.area.today() + dt.timedelta(days=7)
    verdict = actions.give_verdict(cast.jun, pledge, value=value, **(given | changes))
    for signer in verdict.unsigned():
        actions.sign_verdict(Actor.of_account(signer.person.account), verdict)
    return verdict


def move_clock(cast: Cast, day: dt.date) -> None:
    """The area's today, for everything made in the test."""
    type(cast.area).objects.filter(pk=cast.area.pk).update(as_at=day)
    cast.area.as_at = day


def fresh(pledge: Pledge) -> Pledge:
    return Pledge.objects.for_public(pledge.area).select_related("area").get(pk=pledge.pk)
