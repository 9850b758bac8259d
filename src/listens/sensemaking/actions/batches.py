"""Accepting suggestions of one theme together, where people have checked enough of them; and taking it all back."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening.models import Note, Round
from listens.listening.stages import gate
from listens.sensemaking.machine.allowed import may_be_suggested
from listens.sensemaking.models import Coding, CodingBatch, Suggestion, Theme, ThemeRun

AT_ONCE = 1000


def undecided(round: Round, run: ThemeRun) -> QuerySet[Suggestion]:
    """Suggestions of the run for notes that count and on which nobody has decided."""
    decided = Coding.objects.current().filter(note=OuterRef("note"))
    counted = Note.objects.counted().filter(conversation__round=round)
    return Suggestion.objects.filter(run=run.run_id, note__in=counted).exclude(Exists(decided))


def together(waiting: QuerySet[Suggestion], theme: Theme, cut: float) -> QuerySet[Suggestion]:
    """Those that may be accepted together: the surest, without notes in a language that the model reads poorly."""
    return waiting.filter(theme=theme, score__gte=cut, is_weak=False)


def accept_suggestions(
    actor: Actor, round: Round, theme: Theme, *, seen_run: ThemeRun, seen_num: int
) -> CodingBatch:
    """Codings by this person, marked as accepted together. `seen_run` and `seen_num` are those of the page.

    Raises Refused when people have not checked enough of them, Stale when there are others now.
    """
    allowed = gate(round, "sensemaking")
    with acting(actor, "accept_suggestions", round.area, within=[round.pk], gate=allowed) as deed:
        Round.objects.select_for_update().get(pk=round.pk)
        run = ThemeRun.objects.newest(round, ThemeRun.Kind.SUGGESTIONS)
        band = run.manifest["bands"].get(str(theme.pk)) if run else None
        if run is None or band is None or theme not in may_be_suggested(round.area):
            raise Refused(_("People have not checked enough of these suggestions. Code more notes by hand."))
        waiting = together(undecided(round, run), theme, band["cut"])
        notes = list(waiting.order_by("note").values_list("note_id", flat=True))
        if run.pk != seen_run.pk or len(notes) > seen_num:
            raise Stale(_("There are other suggestions now. Look at them, then try again."))
        if not notes:
            raise Refused(_("No suggestion of this theme waits any more."))
        now = round.area.now()
        batch = CodingBatch.objects.create(theme_run=run, theme=theme, figures=band, by=actor, at=now)
        Coding.objects.bulk_create(
            [Coding(note_id=pk, theme=theme, by=actor, batch=batch, at=now) for pk in notes],
            batch_size=AT_ONCE,
        )
        deed.record(batch, theme=theme.code, notes=len(notes), **band)
    return batch


def undo_suggestions(actor: Actor, round: Round, batch: CodingBatch) -> int:
    """Take a whole batch off its notes again, but for notes on which somebody has decided since. How many."""
    allowed = gate(round, "sensemaking")
    with acting(actor, "accept_suggestions", round.area, within=[round.pk], gate=allowed) as deed:
        CodingBatch.objects.select_for_update().get(pk=batch.pk)
        if Coding.objects.filter(batch=batch, act=Coding.Act.REMOVE).exists():
            raise Refused(_("This was taken back already."))
        notes = list(Coding.objects.current().filter(batch=batch).values_list("note_id", flat=True))
        if not notes:
            raise Refused(
                _("There is nothing to take back: other people have decided on all of these notes.")
            )
        now = round.area.now()
        rows = [
            Coding(note_id=pk, theme=batch.theme, act=Coding.Act.REMOVE, by=actor, batch=batch, at=now)
            for pk in notes
        ]
        Coding.objects.bulk_create(rows, batch_size=AT_ONCE)
        deed.record(batch, theme=batch.theme.code, taken_back=len(notes))
    return len(notes)
