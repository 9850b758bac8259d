"""Taking words out of a note: hidden everywhere at once, and shown again if that was wrong.

They are erased for good when the days for corrections are over (`erasing`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening.models import Note, NoteStrike
from listens.methods import marks, striking

Act, Kind, Reason = NoteStrike.Act, NoteStrike.Kind, NoteStrike.Reason
LONGEST_STRIKE = 200  # so that a restore can find the place of an erased stretch again
_KINDS = {
    marks.NAME: Kind.NAME,
    marks.PHONE: Kind.NUMBER,
    marks.NHS_NUMBER: Kind.NUMBER,
    marks.EMAIL: Kind.ADDRESS,
    marks.POSTCODE: Kind.ADDRESS,
}
_FALLBACK = {Reason.NAMES: Kind.NAME, Reason.REACHES: Kind.ADDRESS, Reason.TELLS: Kind.WORDS}


def strike_words(
    actor: Actor,
    note: Note,
    spans: Iterable[tuple[int, int]],
    *,
    words: str = "",
    reason: str,
    seen_seq: int,
) -> list[NoteStrike]:
    """Take stretches out of a note: `spans` of its text, and every place where `words` stand.

    `seen_seq` is the newest row the person saw (0 for none). Raises Stale when somebody was faster, and Refused
    without a reason, or for words that do not stand there.
    """
    if reason not in Reason.values:
        raise Refused(_("Say why it should be taken out."))
    with acting(actor, "strike_words", note.area) as deed:
        seq = _newest_seq(note, seen_seq)
        wanted = [*spans, *_places_of(note, words)]
        _check(note, wanted)
        today = note.area.today()
        kinds = [_KINDS.get(_kind_at(note, span), _FALLBACK[Reason(reason)]) for span in wanted]
        rows = [
            NoteStrike(
                note=note, seq=seq + n, start=start, end=end, kind=kind, reason=reason, by=actor, on=today
            )
            for n, ((start, end), kind) in enumerate(zip(wanted, kinds, strict=True), start=1)
        ]
        NoteStrike.objects.bulk_create(rows)
        # Nobody can say where a translation says the same, so it is emptied and has to be written again.
        emptied = note.translations.exclude(text="").update(text="")
        deed.record(note, taken_out=len(rows), reason=reason, translations_emptied=emptied)
    return rows


def put_back(actor: Actor, strike: NoteStrike, *, seen_seq: int) -> NoteStrike:
    """Show a stretch again. Raises Refused when it is not out, or when its letters are erased."""
    note = strike.note
    with acting(actor, "strike_words", note.area) as deed:
        seq = _newest_seq(note, seen_seq)
        stands = next((row for row in note.standing_strikes() if row.pk == strike.pk), None)
        if stands is None or stands.act != Act.OUT or note.area.today() > last_day(strike):
            raise Refused(_("This cannot be put back any more."))
        row = follow(strike, Act.BACK, actor, seq + 1)
        deed.record(note, put_back=1)
    return row


def last_day(strike: NoteStrike) -> dt.date:
    """The last day on which it can be put back."""
    return strike.on + dt.timedelta(days=strike.note.area.correction_days)


def _newest_seq(note: Note, seen_seq: int) -> int:
    Note.objects.select_for_update().filter(pk=note.pk).first()
    newest = NoteStrike.objects.filter(note=note).aggregate(newest=Max("seq"))["newest"] or 0
    if newest != seen_seq:
        raise Stale(_("Somebody else took words out of this note meanwhile. Look at it again first."))
    return newest


def _places_of(note: Note, words: str) -> list[tuple[int, int]]:
    """Every place where these words stand by themselves, however they were broken into lines."""
    inside = r"\s+".join(re.escape(piece) for piece in words.split())
    if not inside:
        return []
    found = [match.span() for match in re.finditer(rf"(?<!\w){inside}(?!\w)", note.masked)]
    if not found:
        raise Refused(_("These words are not in the note just so. Copy them from the note."))
    return found


def _check(note: Note, spans: list[tuple[int, int]]) -> None:
    text = note.masked
    if not spans:
        raise Refused(_("Say which words should be taken out."))
    for start, end in spans:
        if not 0 <= start < end <= len(text) or not text[start:end].strip(striking.FILLER).strip():
            raise Refused(_("Some of these words are out already, or not in the note. Look at it again."))
        if end - start > LONGEST_STRIKE:
            raise Refused(
                _("Take out at most %(most)d letters at once, or take the whole note back.")
                % {"most": LONGEST_STRIKE}
            )


def _kind_at(note: Note, span: tuple[int, int]) -> str:
    start, end = span
    return next((one.kind for one in marks.find(note.masked) if one.start < end and start < one.end), "")


def follow(strike: NoteStrike, act: str, actor: Actor, seq: int) -> NoteStrike:
    return NoteStrike.objects.create(
        note=strike.note,
        seq=seq,
        act=act,
        start=strike.start,
        end=strike.end,
        kind=strike.kind,
        reason=strike.reason,
        by=actor,
        on=strike.note.area.today(),
    )
