"""The blind check: draw it, code it without seeing the other, settle where two people differ, end it.

Krippendorff (2019) asks for a random sample and for coders who do not talk until both have chosen. So the notes
are drawn here and not picked, and what one coder chose is shown to nobody until another has chosen too.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.listening.stages import gate
from listens.sensemaking import blind
from listens.sensemaking.actions.codings import coding
from listens.sensemaking.actions.deciding import Marked, check_chosen, check_themes, keys_of
from listens.sensemaking.marks import Chosen, Key, as_chosen, row_for, standing
from listens.sensemaking.models import BlindCheck, BlindNote, Coding, Theme
from listens.sensemaking.uncoded import notes_of

FEWEST, MOST = 2, 500


def start_blind_check(actor: Actor, round: Round, size: int, *, seed: int | None = None) -> BlindCheck:
    """Draw up to `size` notes of the round that no check had before. The same seed draws the same notes.

    Raises Refused while another check is open, or when fewer than two notes are left.
    """
    may = gate(round, "sensemaking")
    with acting(actor, "lead_blind_check", round.area, within=[round.pk], gate=may) as deed:
        if blind.open_check(round) is not None:
            raise Refused(_("A blind check of this round is open. End it before you start another."))
        if not FEWEST <= size <= MOST:
            raise Refused(
                _("Choose a number from %(fewest)d to %(most)d.") % {"fewest": FEWEST, "most": MOST}
            )
        fresh = notes_of(round).filter(blind_checks=None)
        ids: list[UUID] = sorted(fresh.values_list("pk", flat=True))
        if len(ids) < FEWEST:
            raise Refused(_("There are not enough notes yet. Accept more conversations first."))
        seed = secrets.randbelow(2**31) if seed is None else seed
        # A draw that can be repeated, not a secret.
        drawn = random.Random(seed).sample(ids, min(size, len(ids)))  # noqa: S311
        seq = (BlindCheck.objects.filter(round=round).aggregate(last=Max("seq"))["last"] or 0) + 1
        check = BlindCheck.objects.create(
            round=round, seq=seq, seed=seed, started_by=actor, started_on=round.area.today()
        )
        BlindNote.objects.bulk_create(
            [BlindNote(check_of=check, note_id=pk, position=place) for place, pk in enumerate(drawn)]
        )
        deed.record(check, num_notes=len(drawn), seed=seed)
    return check


def end_blind_check(actor: Actor, check: BlindCheck) -> None:
    """Nobody codes it any more. What was chosen stays, and what differs can still be settled."""
    with acting(actor, "lead_blind_check", check.round.area, within=[check.round_id]) as deed:
        today = check.round.area.today()
        if BlindCheck.objects.filter(pk=check.pk, ended_on=None).update(ended_on=today):
            deed.record(check)
        else:
            deed.unchanged()


def decide_blind(actor: Actor, note: Note, themes: Sequence[Theme], marked: Marked = ()) -> int:
    """Keep what this person chose, apart from what counts. Returns how many rows were new; the same again is none.

    Marks are kept with it; agreement looks at which themes the note has, not at which words.

    Raises Refused when they chose otherwise before (undo comes first), when two others have coded the note, or when
    it is in no open check.
    """
    with coding(actor, note) as deed:
        _require_open(note)
        check_chosen(note, themes, marked)
        wanted = keys_of(themes, marked)
        before = _own_blind(actor, note)
        if set(before) == set(wanted):
            deed.unchanged()
            return 0
        if len(blind.choices([note.pk]).get(note.pk, {})) >= blind.CODERS:
            raise Refused(_seen())
        if before:
            raise Refused(_("You have coded this note. Take that back first if you want to change it."))
        _write(actor, note, wanted, Coding.Sitting.BLIND)
        deed.record(note, is_blind=True)
    return len(wanted)


def _own_blind(actor: Actor, note: Note) -> list[Key]:
    blind_rows = Coding.objects.filter(note=note, sitting=Coding.Sitting.BLIND, by=actor, coder="")
    return list(standing(blind_rows))


def reopen_blind(actor: Actor, note: Note) -> Chosen:
    """Take back what this person chose, as rows; returns it.

    Raises Refused when there is nothing, or when two people have coded the note: from then on each may see the other's.
    """
    with coding(actor, note) as deed:
        _require_open(note)
        before = _own_blind(actor, note)
        if not before:
            raise Refused(_("There is nothing of yours to undo on this note."))
        if len(blind.choices([note.pk]).get(note.pk, {})) >= blind.CODERS:
            raise Refused(_seen())
        themes = dict.fromkeys(theme for theme, _span in before)
        _write(actor, note, _whole(themes), Coding.Sitting.BLIND, Coding.Act.REMOVE)
        deed.record(note, is_blind=True, is_undone=True)
    found = Theme.objects.filter(pk__in=[pk for pk in themes if pk])
    return as_chosen(before, dict(found.order_by("position").values_list("pk", "code")))


def settle_note(actor: Actor, of: BlindNote, themes: Sequence[Theme]) -> None:
    """Say what counts for a note that two people have coded. It takes the place of what was coded before.

    Settling anew is allowed: the newest stands. Raises Refused while fewer than two people have coded it.
    """
    note = of.note
    with coding(actor, note) as deed:
        if len(blind.choices([note.pk]).get(note.pk, {})) < blind.CODERS:
            raise Refused(_("Two people have to code this note before anybody settles it."))
        check_themes(note.area, themes)
        _settle(actor, of, blind.as_chosen(themes))
        deed.record(note, settled=[theme.code for theme in themes])


def take_over_agreed(actor: Actor, check: BlindCheck) -> int:
    """Where two people chose the same, that counts. Returns for how many notes; a second time there are none."""
    round = check.round
    may = gate(round, "sensemaking")
    with acting(actor, "lead_blind_check", round.area, within=[round.pk], gate=may) as deed:
        agreed = [one for one in blind.meetings(check) if one.is_agreed]
        usable = set(Theme.objects.filter(area=round.area).in_use().values_list("pk", flat=True)) | {None}
        taken = [one for one in agreed if one.shared <= usable]
        for one in taken:
            _settle(actor, one.of, one.shared)
        if taken:
            deed.record(check, num_notes=len(taken))
        else:
            deed.unchanged()
    return len(taken)


def _seen() -> str:
    return _("Two people have coded this note, so it stays as it is. Where they differ, you can settle it.")


def _require_open(note: Note) -> None:
    if not BlindNote.objects.filter(note=note, check_of__ended_on=None).exists():
        raise Refused(_("This blind check has ended. What you chose before is kept."))
    if not Note.objects.counted().filter(pk=note.pk).exists():
        raise Refused(_("This note was taken back or is not accepted. Go on to the next one."))


def _settle(actor: Actor, of: BlindNote, wanted: blind.Chosen) -> None:
    on = frozenset(Coding.objects.current().filter(note=of.note_id).values_list("theme_id", flat=True))
    note = of.note
    _write(actor, note, _whole(on - wanted), Coding.Sitting.OPEN, Coding.Act.REMOVE)
    _write(actor, note, _whole(wanted - on), Coding.Sitting.OPEN)
    of.settled_by, of.settled_at = actor, note.area.now()
    of.save(update_fields=["settled_by", "settled_at"])


def _whole(themes: Iterable[UUID | None]) -> list[Key]:
    return [(theme, None) for theme in themes]


def _write(
    actor: Actor,
    note: Note,
    keys: Iterable[Key],
    sitting: Coding.Sitting,
    act: Coding.Act = Coding.Act.ASSIGN,
) -> None:
    Coding.objects.bulk_create([row_for(key, note, by=actor, act=act, sitting=sitting) for key in keys])
