"""Taking words out of a note, or another text: hidden everywhere at once, and shown again if that was wrong.

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
from listens.listening.models import Note, NoteStrike, Strike, Struck
from listens.methods import marks, striking

Act, Kind, Reason = Strike.Act, Strike.Kind, Strike.Reason
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
) -> list[Strike]:
    """Take stretches out of a note, as `take_out` has it."""
    with acting(actor, "strike_words", note.area) as deed:
        rows = take_out(actor, note, spans, words=words, reason=reason, seen_seq=seen_seq)
        # Nobody can say where a translation says the same, so it is emptied and has to be written again.
        emptied = note.translations.exclude(text="").update(text="")
        deed.record(note, taken_out=len(rows), reason=reason, translations_emptied=emptied)
        deed.tell("words_taken_out", note=str(note.pk))
    return rows


def put_back(actor: Actor, strike: NoteStrike, *, seen_seq: int) -> Strike:
    """Show a stretch of a note again, as `show_again` has it."""
    with acting(actor, "strike_words", strike.note.area) as deed:
        row = show_again(actor, strike, seen_seq=seen_seq)
        deed.record(strike.note, put_back=1)
    return row


def take_out(
    actor: Actor,
    struck: Struck,
    spans: Iterable[tuple[int, int]],
    *,
    words: str = "",
    reason: str,
    seen_seq: int,
) -> list[Strike]:
    """A row for each stretch that goes: `spans` of the text, and every place where `words` stand.

    Call it in the frame of an action. `seen_seq` is the newest row the person saw (0 for none). Raises Stale when
    somebody was faster, and Refused without a reason, or for words that do not stand there.
    """
    if reason not in Reason.values:
        raise Refused(_("Say why it should be taken out."))
    seq = _newest_seq(struck, seen_seq)
    wanted = [*spans, *_places_of(struck, words)]
    _check(struck, wanted)
    today = struck.area.today()
    kinds = [_KINDS.get(_kind_at(struck, span), _FALLBACK[Reason(reason)]) for span in wanted]
    return [
        struck.strikes.create(seq=seq + n, start=start, end=end, kind=kind, reason=reason, by=actor, on=today)
        for n, ((start, end), kind) in enumerate(zip(wanted, kinds, strict=True), start=1)
    ]


def show_again(actor: Actor, strike: Strike, *, seen_seq: int) -> Strike:
    """The row that shows a stretch again. Raises Refused when it is not out, or when its letters are erased."""
    struck = strike.struck
    seq = _newest_seq(struck, seen_seq)
    stands = next((row for row in struck.standing_strikes() if row.pk == strike.pk), None)
    if stands is None or stands.act != Act.OUT or struck.area.today() > last_day(strike):
        raise Refused(_("This cannot be put back any more."))
    return follow(strike, Act.BACK, actor, seq + 1)


def last_day(strike: Strike) -> dt.date:
    """The last day on which it can be put back."""
    return strike.on + dt.timedelta(days=strike.struck.area.correction_days)


def _newest_seq(struck: Struck, seen_seq: int) -> int:
    type(struck)._default_manager.select_for_update().filter(pk=struck.pk).first()
    newest: int = struck.strikes.aggregate(newest=Max("seq"))["newest"] or 0
    if newest != seen_seq:
        raise Stale(_("Somebody else took words out of this meanwhile. Look at it again first."))
    return newest


def _places_of(struck: Struck, words: str) -> list[tuple[int, int]]:
    """Every place where these words stand by themselves, however they were broken into lines."""
    inside = r"\s+".join(re.escape(piece) for piece in words.split())
    if not inside:
        return []
    found = [match.span() for match in re.finditer(rf"(?<!\w){inside}(?!\w)", struck.masked)]
    if not found:
        raise Refused(_("These words do not stand there just so. Copy them from the text."))
    return found


def _check(struck: Struck, spans: list[tuple[int, int]]) -> None:
    text = struck.masked
    if not spans:
        raise Refused(_("Say which words should be taken out."))
    for start, end in spans:
        if not 0 <= start < end <= len(text) or not text[start:end].strip(striking.FILLER).strip():
            raise Refused(_("Some of these words are out already, or do not stand there. Look at it again."))
        if end - start > LONGEST_STRIKE:
            raise Refused(_("Take out at most %(most)d letters at once.") % {"most": LONGEST_STRIKE})


def _kind_at(struck: Struck, span: tuple[int, int]) -> str:
    start, end = span
    return next((one.kind for one in marks.find(struck.masked) if one.start < end and start < one.end), "")


def follow(strike: Strike, act: str, actor: Actor, seq: int) -> Strike:
    """The next row of that stretch."""
    row: Strike = strike.struck.strikes.create(
        seq=seq,
        act=act,
        start=strike.start,
        end=strike.end,
        kind=strike.kind,
        reason=strike.reason,
        by=actor,
        on=strike.struck.area.today(),
    )
    return row
