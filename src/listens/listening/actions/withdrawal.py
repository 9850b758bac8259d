"""Taking a note back. It stops counting and showing at once; what was published before cannot be called back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from listens.core import retention
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor, Area
from listens.listening import by_slip
from listens.listening.models import Note, NoteWithdrawal

KIND = "withdrawn notes"  # of retention


def place_of(source: str, source_id: str) -> str:
    """Where a note stood in a file: the file may come again when the note is long erased."""
    return f"{source}\n{source_id}"


def withdraw_note(actor: Actor, note: Note, way: str) -> NoteWithdrawal:
    """Withdraw one note for somebody who asked. Twice changes nothing."""
    with acting(actor, "withdraw_note", note.area) as deed:
        taken_back = NoteWithdrawal.objects.filter(note=note).first()
        if taken_back:
            deed.unchanged()
            return taken_back
        [taken_back] = _withdraw(deed, [note], way)
    return taken_back


def withdraw_by_slip(area: Area, code: str) -> int:
    """Withdraw every note of that slip, as the person who holds it, and say how many notes the slip has.

    Raises Refused for a code that no note has, and when one code is tried too often.
    """
    digest = by_slip.typed(area, code)
    with acting(Actor.system("holder of a slip"), "withdraw_by_slip", area) as deed:
        return _by_digest(deed, area, digest, NoteWithdrawal.Way.SLIP)


def withdraw_slip_for(actor: Actor, area: Area, code: str, way: str) -> int:
    """As `withdraw_by_slip`, by an organiser for somebody who came, wrote or rang. How they asked is kept, no name."""
    if way not in NoteWithdrawal.Way.values or way == NoteWithdrawal.Way.SLIP:
        raise Refused(_("Say how the person asked."))
    digest = by_slip.typed(area, code)
    with acting(actor, "withdraw_note", area) as deed:
        return _by_digest(deed, area, digest, way)


def _by_digest(deed: Deed, area: Area, digest: str, way: str) -> int:
    notes = list(Note.objects.filter(area=area, slip_digest=digest).select_related("withdrawal"))
    if not notes:
        raise Refused(
            _("We found no note with this code. Check it; or the listener may not have sent the note yet.")
        )
    standing = [note for note in notes if not hasattr(note, "withdrawal")]
    if standing:
        _withdraw(deed, standing, way)
    else:
        deed.unchanged()
    return len(notes)


def _withdraw(deed: Deed, notes: list[Note], way: str) -> list[NoteWithdrawal]:
    today = deed.area.today()
    rows = [NoteWithdrawal(note=note, way=way, by=deed.actor, on=today) for note in notes]
    NoteWithdrawal.objects.bulk_create(rows)
    places = [place_of(note.source, note.source_id) for note in notes if note.source]
    retention.note_erasure(deed.area, KIND, [*(note.pk for note in notes), *places], "taken back")
    for note in notes:
        deed.tell("note_withdrawn", note=str(note.pk))
    deed.record(None, notes=len(notes), way=way)
    return rows
