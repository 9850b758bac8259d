"""Erasing what was taken out of notes, when it can be put back no more; and again after a restore."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from listens.core import retention
from listens.core.acting import acting
from listens.core.models import Actor, Area
from listens.listening.actions.striking import LONGEST_STRIKE, follow
from listens.listening.models import Conversation, Note, NoteStrike
from listens.listening.models.note import ERASED
from listens.methods import striking

Act, Kind, Reason = NoteStrike.Act, NoteStrike.Kind, NoteStrike.Reason
KIND = "words taken out"


def erase_struck(actor: Actor, area: Area) -> int:
    """Erase the letters of what was taken out and can be put back no more. Returns how many stretches."""
    before = area.today() - dt.timedelta(days=area.correction_days)
    with acting(actor, "erase_struck", area) as deed:
        out = NoteStrike.objects.filter(note__area=area, act=Act.OUT, on__lt=before)
        num = 0
        for note in Note.objects.filter(pk__in=out.values("note")).with_strikes():
            due = [row for row in note.standing_strikes() if row.act == Act.OUT and row.on < before]
            num += len(due)
            if due:
                _erase(note, due, actor)
        if num:
            deed.record(None, erased=num)
        else:
            deed.unchanged()
    return num


def erase_again(note: Note, is_known: Callable[[object], bool]) -> int:
    """After a restore, when the register knows the note: find the stretches it names and erase them."""
    length = len(note.text)
    spans = [
        (start, end)
        for start in range(length)
        for end in range(start + 1, min(start + LONGEST_STRIKE, length) + 1)
        if is_known(_place(note, start, end))
    ]
    there = {(row.start, row.end): row for row in note.standing_strikes()}
    missing = [span for span in spans if span not in there or there[span].act != Act.ERASED]
    if missing:
        actor, seq = Actor.system("restore"), note.strikes.count()
        _forget_letters(note, missing)
        NoteStrike.objects.bulk_create(
            NoteStrike(
                note=note,
                seq=seq + n,
                act=Act.ERASED,
                start=start,
                end=end,
                kind=there[start, end].kind if (start, end) in there else Kind.WORDS,
                reason=there[start, end].reason if (start, end) in there else Reason.TELLS,
                by=actor,
                on=note.area.today(),
            )
            for n, (start, end) in enumerate(missing, start=1)
        )
    return len(missing)


def _erase(note: Note, rows: list[NoteStrike], actor: Actor) -> None:
    _forget_letters(note, [(row.start, row.end) for row in rows])
    seq = max(row.seq for row in note.strikes.all())
    for n, row in enumerate(rows, start=1):
        follow(row, Act.ERASED, actor, seq + n)
    places = [_place(note, row.start, row.end) for row in rows]
    retention.note_erasure(note.area, KIND, [note.pk, *places], "taken out at review")


def _forget_letters(note: Note, spans: list[tuple[int, int]]) -> None:
    """The digests go too: with all other letters known, a name could be guessed from them."""
    note.text = striking.masked(note.text, spans)
    note.content_digest = ERASED
    note.save(update_fields=["text", "content_digest"])
    Conversation.objects.filter(pk=note.conversation_id).update(payload_digest=ERASED)


def _place(note: Note, start: int, end: int) -> str:
    return f"{note.pk}:{start}:{end}"
