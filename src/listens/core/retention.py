"""How long each kind of record is kept, and the register of what was erased.

Each room declares its kinds in `retention.py` and names the models they cover; a test walks every model and fails
for one that nobody covers. The register is also written to a file outside the database, so that a restore can
erase again what came back (decisions: "History").
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from listens.core.home import home
from listens.core.models import Area, Erasure, RetentionPeriod

# Erases what is older than the date in that area (None: the installation) and says how many.
Erase = Callable[[Any, dt.date], int]
# Erases again, after a restore, what the given test recognises by its id.
Forget = Callable[[Any, Callable[[object], bool]], int]
UNTIL = "until:"


@dataclass(frozen=True)
class Kind:
    """One kind of record. `days` is None for what is kept as long as the area itself."""

    name: str
    words: str
    days: int | None
    covers: tuple[str, ...]
    erase: Erase | None = None
    forget: Forget | None = None
    is_of_installation: bool = False


KINDS: dict[str, Kind] = {}


def declare(
    kind: str,
    words: str,
    default_days: int,
    erase: Erase,
    *,
    covers: Iterable[str] = (),
    forget: Forget | None = None,
    of_installation: bool = False,
) -> None:
    """A kind with a period. `covers` names its models ("core.contact"); `forget` is for erasures on request."""
    _keep(Kind(kind, words, default_days, tuple(covers), erase, forget, of_installation))


def declare_kept(kind: str, words: str, *, covers: Iterable[str], forget: Forget | None = None) -> None:
    """A kind without an end: `words` says why it is kept as long as the area. `forget` as in `declare`."""
    _keep(Kind(kind, words, None, tuple(covers), forget=forget))


def _keep(kind: Kind) -> None:
    if kind.name in KINDS:
        raise ValueError(f"{kind.name} is declared twice")
    KINDS[kind.name] = kind


def prepare_area(area: Area | None) -> None:
    """Give the area (None: the installation) its row for every kind that has none yet."""
    for kind in _kinds_of(area):
        assert kind.days is not None
        RetentionPeriod.objects.get_or_create(
            area=area, kind=kind.name, defaults={"days": kind.days, "reason": kind.words[:300]}
        )


def missing_periods(area: Area | None) -> list[str]:
    """Kinds without a row there."""
    has = set(RetentionPeriod.objects.filter(area=area).values_list("kind", flat=True))
    return [kind.name for kind in _kinds_of(area) if kind.name not in has]


def erase_expired(area: Area | None, kind_name: str) -> int:
    """Erase what is past its period, and write that down here and outside the database."""
    kind = KINDS[kind_name]
    period = RetentionPeriod.objects.get(area=area, kind=kind_name)
    today = area.today() if area else timezone.localdate()
    until = today - dt.timedelta(days=period.days)
    with transaction.atomic():
        num = kind.erase(area, until) if kind.erase else 0
        if num:
            _register(area, kind_name, [f"{UNTIL}{until}"], f"{num} past {period.days} days")
    return num


def clear_log() -> None:
    """SQLite's log holds pages as they were, until it happens to be written over: end it, outside a transaction."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def note_erasure(area: Area | None, kind: str, ids: Iterable[object], why: str) -> None:
    """Write down rows erased on request. Call in the transaction that erases them."""
    if KINDS[kind].forget is None:
        raise ValueError(f"{kind} cannot be erased again after a restore: declare it with forget=")
    _register(area, kind, [digest_of(id) for id in ids], why)


def was_erased(area: Area, kind: str, id: object) -> bool:
    """Whether the register names it."""
    return Erasure.objects.filter(area=area, kind=kind, subject_id=digest_of(id)).exists()


def erased(area: Area, kind: str) -> set[str]:
    """The digests of all that the register names of that kind: to set many ids against."""
    return set(Erasure.objects.filter(area=area, kind=kind).values_list("subject_id", flat=True))


def replay() -> int:
    """Erase again everything the register outside the database names: after a restore. Returns how many rows."""
    num = 0
    areas: dict[str | None, Area | None] = {str(area.pk): area for area in Area.objects.all()} | {None: None}
    asked: dict[tuple[str | None, str], set[str]] = {}
    for line in _lines():
        if line["area"] in areas and line["kind"] in KINDS:
            asked.setdefault((line["area"], line["kind"]), set()).add(line["subject"])
    for (area_id, name), subjects in asked.items():
        area, kind = areas[area_id], KINDS[name]
        days = [subject.removeprefix(UNTIL) for subject in subjects if subject.startswith(UNTIL)]
        if days and kind.erase:
            num += kind.erase(area, dt.date.fromisoformat(max(days)))
        if kind.forget and len(subjects) > len(days):
            num += kind.forget(area, lambda id, known=subjects: digest_of(id) in known)  # type: ignore[misc]
    return num


def recognised(rows: models.QuerySet[Any], is_known: Callable[[object], bool]) -> list[Any]:
    """For a room's `forget`: the primary keys of the rows the register knows."""
    return [pk for pk in rows.values_list("pk", flat=True).iterator() if is_known(pk)]


def digest_of(id: object) -> str:
    return hashlib.sha256(str(id).encode()).hexdigest()


def _kinds_of(area: Area | None) -> list[Kind]:
    return [
        kind for kind in KINDS.values() if kind.days is not None and kind.is_of_installation == (area is None)
    ]


def _register(area: Area | None, kind: str, subjects: list[str], why: str) -> None:
    now = timezone.now()
    Erasure.objects.bulk_create(
        Erasure(area=area, kind=kind, subject_id=subject, at=now, why=why[:200]) for subject in subjects
    )
    row = {"area": str(area.pk) if area else None, "kind": kind, "at": now.isoformat()}
    with os.fdopen(
        os.open(home() / "erasures.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w"
    ) as file:
        file.writelines(json.dumps(row | {"subject": subject}) + "\n" for subject in subjects)


def _lines() -> Iterable[dict[str, Any]]:
    path = home() / "erasures.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
