"""Open data: the register of promises (as a table, as JSON and as a feed) and the votes. Public acts only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from listens.core.models import Area
from listens.methods.cells import csv_of
from listens.pledges.models import Pledge
from listens.priorities.models import Proposal, Result

FIELDS = (
    "number", "title", "wording", "owners", "spoken_on", "spoken_in_words", "due_on", "due_in_words",
    "first_due_on", "verdict", "is_overdue", "closed_on", "ask", "round", "num_progress", "last_progress_on",
    "source", "address",
)  # fmt: skip


def promises(area: Area) -> list[dict[str, Any]]:
    """Every promise of the area, by number, as it stands today."""
    return [_row(area, pledge) for pledge in Pledge.objects.for_public(area).order_by("number")]


def _row(area: Area, pledge: Pledge) -> dict[str, Any]:
    today = area.today()
    verdict, closure = pledge.current_verdict(today), pledge.closure(today)
    progress = [row.progress for row in pledge.history() if getattr(row, "progress", None)]
    due = pledge.current_due_on(today)
    return {
        "number": pledge.number,
        "title": pledge.title,
        "wording": pledge.wording,
        "owners": [str(owner) for owner in pledge.owners.all()],
        "spoken_on": None if pledge.spoken_in_words else pledge.spoken_on.isoformat(),
        "spoken_in_words": pledge.spoken_in_words,
        "due_on": due.isoformat() if due and not (due == pledge.due_on and pledge.due_in_words) else None,
        "due_in_words": pledge.due_in_words if due == pledge.due_on else "",
        "first_due_on": pledge.due_on.isoformat() if pledge.due_on and not pledge.due_in_words else None,
        "verdict": verdict.value if verdict else None,
        "is_overdue": pledge.is_overdue(today),
        "closed_on": closure.closed_on.isoformat() if closure else None,
        "ask": pledge.ask.reference if pledge.ask else None,
        "round": pledge.ask.round.slug if pledge.ask else None,
        "num_progress": len(progress),
        "last_progress_on": max(
            (p.happened_on.isoformat() for p in progress if not p.happened_in_words), default=None
        ),
        "source": pledge.source,
        "address": address_of(area, pledge.number),
    }


def address_of(area: Area, number: int) -> str:
    return settings.SITE_URL + reverse("promise", args=[area.slug, number])


def votes(area: Area) -> list[dict[str, Any]]:
    """Every counted vote of the area, by round: what was chosen, its seals, and where its files are. Two queries."""
    found = Result.objects.filter(long_list__area=area, long_list__round__opened_on__isnull=False)
    newest = {
        result.long_list.round_id: result
        for result in found.select_related("long_list__round").order_by("long_list__round__number", "seq")
    }
    titles = {
        (round, reference): title
        for round, reference, title in Proposal.objects.filter(round__in=newest).values_list(
            "round", "reference", "title"
        )
    }
    return [_vote(area, result, titles) for result in newest.values()]


def _vote(area: Area, result: Result, titles: dict[tuple[Any, str], str]) -> dict[str, Any]:
    round = result.long_list.round

    def address(name: str) -> str:
        return settings.SITE_URL + reverse(name, args=[area.slug, round.slug])

    return {
        "round": round.slug,
        "num_ballots": result.num_ballots,
        "rule": result.long_list.rule,
        "weights": result.long_list.scheme,
        "chosen": [
            {
                "rank": one["rank"],
                "proposal": one["proposal"],
                "title": titles.get((round.pk, one["proposal"]), one["proposal"]),
            }
            for one in result.content["winners"]
        ],
        "result_digest": result.digest,
        "log_head": result.ballot_log_head,
        "address": address("round_result"),
        "result": address("round_result_file"),
        "ballots": address("round_ballots"),
        "log": address("round_log"),
        "verifier": settings.SITE_URL + reverse("verifier", args=[area.slug]),
    }


def as_csv(rows: list[dict[str, Any]]) -> str:
    return csv_of(FIELDS, ([_cell(row[field]) for field in FIELDS] for row in rows))


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value
