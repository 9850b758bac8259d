"""Did we hear you right? What a report-back said about a theme or its absence, and what came of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening.models import Round
from listens.sensemaking.models import Correction, CorrectionAnswer, Theme

LONGEST, LONGEST_REASON = 500, 300


def record_correction(
    actor: Actor,
    round: Round,
    *,
    verdict: str,
    words: str = "",
    theme: Theme | None = None,
    organisation: Organisation | None = None,
) -> Correction:
    """The same again on the same day, by the same person, changes nothing.

    Raises Refused without words where something is not right or missing, without a theme where one is judged, and
    for a theme or an organisation of another area.
    """
    area, words = round.area, words.strip()
    with acting(actor, "record_corrections", area, within=[round.pk]) as deed:
        if verdict not in Correction.Verdict.values:
            raise Refused(_("Say whether we heard it right."))
        if problem := text.problem_with(words, longest=LONGEST):
            raise Refused(problem)
        if verdict != Correction.Verdict.RIGHT and not words:
            raise Refused(_("Write down what people said, in a sentence or two."))
        if verdict == Correction.Verdict.MISSING:
            theme = None
        elif theme is None:
            raise Refused(_("Choose the theme that it is about."))
        if any(each is not None and each.area_id != area.pk for each in (theme, organisation)):
            raise Refused(_("That belongs to another area."))
        Round.objects.select_for_update().get(pk=round.pk)  # a button pressed twice is written down once
        said: dict[str, Any] = {
            "round": round,
            "theme": theme,
            "verdict": verdict,
            "words": words,
            "organisation": organisation,
            "by": actor,
            "on": area.today(),
        }
        if there := Correction.objects.filter(**said).first():
            deed.unchanged()
            return there
        correction = Correction.objects.create(**said)
        deed.record(correction, verdict=verdict)
    return correction


def answer_correction(
    actor: Actor, correction: Correction, *, outcome: str, reason: str, seen_seq: int
) -> CorrectionAnswer:
    """Append what came of it. `seen_seq` is the newest answer the person saw (0 for none)."""
    round, reason = correction.round, reason.strip()
    with acting(actor, "answer_corrections", round.area, within=[round.pk]) as deed:
        if outcome not in CorrectionAnswer.Outcome.values:
            raise Refused(_("Say what came of it."))
        if not reason:
            raise Refused(_("Say in a sentence what was changed, or why it stays."))
        if problem := text.problem_with(reason, longest=LONGEST_REASON):
            raise Refused(problem)
        newest = correction.answers.aggregate(newest=Max("seq"))["newest"] or 0
        if newest != seen_seq:
            raise Stale(_("Somebody else wrote something down meanwhile. Read it first."))
        answer = CorrectionAnswer.objects.create(
            correction=correction,
            seq=newest + 1,
            outcome=outcome,
            reason=reason,
            by=actor,
            on=round.area.today(),
        )
        deed.record(correction, outcome=outcome)
    return answer
