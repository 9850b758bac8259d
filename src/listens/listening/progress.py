"""How far a round is, organisation by organisation: who has begun, who has gone quiet, who has not been heard.

Counts only, never words. The number of queries does not grow with the number of organisations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, Sum
from django.utils.functional import Promise

from listens.alliance.models import Organisation
from listens.listening import stages
from listens.listening.models import (
    Conversation,
    ConversationReview,
    HeardTally,
    ListenerLink,
    Round,
    RoundTarget,
    Sheet,
)
from listens.listening.who_was_there import CARD, QUESTIONS

QUIET_AFTER = dt.timedelta(days=7)


class Standing(StrEnum):
    NO_LINK = "no_link"  # and no numbered sheets either
    JUST_BEGUN = "just_begun"  # links or sheets for less than a week, nothing yet
    NOT_STARTED = "not_started"  # links or sheets for a week, nothing yet
    QUIET = "quiet"  # nothing for a week
    GOING = "going"
    OVER = "over"  # its listening is not open today


@dataclass(frozen=True)
class Progress:
    """One organisation in one round. `last_on` is when its last conversation came in."""

    organisation: Organisation
    standing: Standing
    num_links: int = 0
    has_sheets: bool = False
    accepted: int = 0
    heard: int = 0
    waiting: int = 0
    last_on: dt.date | None = None
    target: RoundTarget | None = None

    @property
    def takes_part(self) -> bool:
        return bool(
            self.num_links or self.has_sheets or self.accepted or self.waiting or self.target or self.last_on
        )


def progress(round: Round, own: Iterable[UUID] | None = None) -> list[Progress]:
    """The community organisations of the area, by name; only `own` of them when given. Five queries."""
    shown = Organisation.objects.filter(area=round.area).community()
    shown = shown.filter(Q(left_on=None) | Q(conversations__round=round)).distinct().order_by("name_key")
    if own is not None:
        shown = shown.filter(pk__in=own)
    came = _came(round)
    links: dict[UUID, Any] = {
        row["organisation"]: row
        for row in ListenerLink.objects.filter(round=round, revoked_on=None)
        .order_by()
        .values("organisation")
        .annotate(num=Count("pk"), first=Min("made_on"))
    }
    printed: dict[UUID, dt.date] = dict(
        Sheet.objects.filter(round=round)
        .order_by()
        .values("organisation")
        .annotate(first=Min("made_on"))
        .values_list("organisation", "first")
    )
    targets = {one.organisation_id: one for one in RoundTarget.objects.filter(round=round)}
    return [
        _of(
            round,
            one,
            came.get(one.pk, {}),
            links.get(one.pk, {}),
            printed.get(one.pk),
            targets.get(one.pk),
        )
        for one in shown
    ]


def _came(round: Round) -> dict[UUID | None, dict[str, Any]]:
    """What came in from each organisation, in one query: the database counts by organisation and state."""
    rows: Iterable[Any] = (
        Conversation.objects.filter(round=round)
        .with_state()
        .values(  # type: ignore[misc]
            "organisation_id", "state"
        )
        .annotate(num=Count("pk"), heard=Sum("people_heard"), last=Max("received_on"))
    )
    came: dict[UUID | None, dict[str, Any]] = {}
    for row in rows:
        sums = came.setdefault(
            row["organisation_id"], {"accepted": 0, "heard": 0, "waiting": 0, "last": row["last"]}
        )
        sums["last"] = max(sums["last"], row["last"])
        if row["state"] == ConversationReview.State.ACCEPTED:
            sums["accepted"], sums["heard"] = row["num"], row["heard"]
        elif row["state"] != ConversationReview.State.SET_ASIDE:
            sums["waiting"] += row["num"]
    return came


def _of(
    round: Round,
    one: Organisation,
    came: dict[str, Any],
    links: dict[str, Any],
    printed_on: dt.date | None,
    target: RoundTarget | None,
) -> Progress:
    begun = [day for day in (links.get("first"), printed_on) if day]
    return Progress(
        one,
        _standing(round, one, came.get("last"), min(begun, default=None)),
        links.get("num", 0),
        printed_on is not None,
        came.get("accepted", 0),
        came.get("heard", 0),
        came.get("waiting", 0),
        came.get("last"),
        target,
    )


def _standing(round: Round, one: Organisation, last_on: dt.date | None, begun_on: dt.date | None) -> Standing:
    today = round.area.today()
    if not stages.gate(round, "listening", organisation=one):
        return Standing.OVER
    if last_on is not None:
        return Standing.QUIET if last_on <= today - QUIET_AFTER else Standing.GOING
    if begun_on is None:
        return Standing.NO_LINK
    return Standing.NOT_STARTED if begun_on <= today - QUIET_AFTER else Standing.JUST_BEGUN


@dataclass(frozen=True)
class NotHeard:
    """One question of the card, with the answers nobody gave and those that few gave."""

    question: str | Promise
    nobody: list[str | Promise]
    few: list[str | Promise]


def not_heard(round: Round) -> list[NotHeard] | None:
    """Who is missing among the cards of the whole round; None without any card. One query.

    "Few" is below the number under which the area hides counts, so no small number is said. Whether a group is
    heard as often as it lives here is another question, and this does not answer it.
    """
    rows = HeardTally.objects.filter(round=round).values_list("group", "value").annotate(n=Sum("n"))
    counted = {(group, value): n for group, value, n in rows}
    if not counted:
        return None
    found = []
    for group, answers in CARD.items():
        nobody = [words for value, words in answers if not counted.get((group, value))]
        few = [
            words for value, words in answers if 0 < counted.get((group, value), 0) < round.area.hide_below
        ]
        if nobody or few:
            found.append(NotHeard(QUESTIONS[group], nobody, few))
    return found
