"""What the data shows here, beside a prompt: one sentence that the organisers write, its source and its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Prompt, Round

LONGEST_SENTENCE, LONGEST_SOURCE = 300, 200
EARLIEST = dt.date(1990, 1, 1)
FIELDS = ("data_says", "data_source", "data_as_at")


def say_what_data_shows(
    actor: Actor, prompt: Prompt, *, sentence: str, source: str, as_at: dt.date | None
) -> Prompt:
    """All three, or nothing to take the card away. Also while the round is open: the question stays as it is."""
    area = prompt.round.area
    sentence, source = " ".join(sentence.split()), " ".join(source.split())
    with acting(actor, "plan_round", area, within=[prompt.round_id]) as deed:
        given = [bool(sentence), bool(source), as_at is not None]
        if any(given) and not all(given):
            raise Refused(_("Give the sentence, its source and its day; or leave all three empty."))
        for words, longest in ((sentence, LONGEST_SENTENCE), (source, LONGEST_SOURCE)):
            if words and (problem := text.problem_with(words, longest=longest)):
                raise Refused(problem)
        if as_at and not EARLIEST <= as_at <= area.today():
            raise Refused(_("Check the day of the data: it cannot be still to come, or before 1990."))
        new = (sentence, source, as_at)
        if new == tuple(getattr(prompt, name) for name in FIELDS):
            deed.unchanged()
            return prompt
        for name, value in zip(FIELDS, new, strict=True):
            setattr(prompt, name, value)
        prompt.save(update_fields=FIELDS)
        deed.record(prompt, place=prompt.position, is_given=bool(sentence))
    return prompt


def carry_over(round: Round, before: Mapping[str, Prompt]) -> None:
    """A prompt that was written again in the same words keeps its card."""
    for prompt in round.prompts.all():
        if (was := before.get(prompt.text)) and was.data_says:
            for name in FIELDS:
                setattr(prompt, name, getattr(was, name))
            prompt.save(update_fields=FIELDS)
