"""Erasing what was taken out of notes, when it can be put back no more; and again after a restore."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from listens.core import retention
from listens.core.acting import acting
from listens.core.models import Actor, Area
from listens.listening.actions.striking import LONGEST_STRIKE, follow
from listens.listening.models import Note, Strike, Struck

Act, Kind, Reason = Strike.Act, Strike.Kind, Strike.Reason
KIND = "words taken out"


def erase_struck(actor: Actor, area: Area) -> int:
    """Erase the letters of what was taken out and can be put back no more. Returns how many stretches."""
    with acting(actor, "erase_struck", area) as deed:
        notes = Note.objects.filter(area=area, strikes__act=Act.OUT).distinct().with_strikes()
        if num := erase_due(actor, area, notes, KIND):
            deed.record(None, erased=num)
        else:
            deed.unchanged()
    return num


def erase_due(actor: Actor, area: Area, texts: Iterable[Struck], kind: str) -> int:
    """As `erase_struck`, for whatever words can be taken out of; `kind` is its line in the register of erasures."""
    before, num = area.today() - dt.timedelta(days=area.correction_days), 0
    for struck in texts:
        due = [row for row in struck.standing_strikes() if row.act == Act.OUT and row.on < before]
        if due:
            _erase(struck, due, actor, kind)
            num += len(due)
    return num


def erase_again(struck: Struck, is_known: Callable[[object], bool]) -> int:
    """After a restore, when the register knows the text: find the stretches it names and erase them."""
    length = len(struck.text)
    spans = [
        (start, end)
        for start in range(length)
        for end in range(start + 1, min(start + LONGEST_STRIKE, length) + 1)
        if is_known(_place(struck, start, end))
    ]
    there = {(row.start, row.end): row for row in struck.standing_strikes()}
    missing = [span for span in spans if span not in there or there[span].act != Act.ERASED]
    if missing:
        actor, seq = Actor.system("restore"), struck.strikes.count()
        struck.forget_letters(missing)
        for n, (start, end) in enumerate(missing, start=1):
            known = there.get((start, end))
            struck.strikes.create(
                seq=seq + n,
                act=Act.ERASED,
                start=start,
                end=end,
                kind=known.kind if known else Kind.WORDS,
                reason=known.reason if known else Reason.TELLS,
                by=actor,
                on=struck.area.today(),
            )
    return len(missing)


def _erase(struck: Struck, rows: list[Strike], actor: Actor, kind: str) -> None:
    struck.forget_letters([(row.start, row.end) for row in rows])
    seq = max(row.seq for row in struck.strikes.all())
    for n, row in enumerate(rows, start=1):
        follow(row, Act.ERASED, actor, seq + n)
    places = [_place(struck, row.start, row.end) for row in rows]
    retention.note_erasure(struck.area, kind, [struck.pk, *places], "taken out at review")


def _place(struck: Struck, start: int, end: int) -> str:
    return f"{struck.pk}:{start}:{end}"
