"""The register of promises as open data: public acts only, the same fields as a table, as JSON and as a feed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from listens.core.models import Area
from listens.methods.cells import csv_of
from listens.pledges.models import Pledge

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


def as_csv(rows: list[dict[str, Any]]) -> str:
    return csv_of(FIELDS, ([_cell(row[field]) for field in FIELDS] for row in rows))


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else value
