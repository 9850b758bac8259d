"""What is counted about a promise. Each definition stands by itself: its readings are never one line with another's."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from listens.core.published import Published, act
from listens.pledges.models import Measure, MeasureDefinition, Pledge


@dataclass(frozen=True)
class Counted:
    """One definition with its readings, the oldest first."""

    words: str
    readings: list[Published]


@dataclass(frozen=True)
class Measured:
    name: str
    target: Published | None
    definitions: list[Counted]


def measured(pledge: Pledge) -> list[Measured]:
    """Reads what `for_public` fetched; asks the database nothing."""
    return [_measured(pledge, measure) for measure in pledge.measures.all()]


def _measured(pledge: Pledge, measure: Measure) -> Measured:
    target = None
    if measure.target is not None:
        source = pledge.source or _("The wording of the promise")
        target = act(
            measure.target,
            definition=_("Target: %(measure)s") % {"measure": measure.name},
            as_at=pledge.spoken_on,
            as_at_words=pledge.spoken_in_words,
            source=source,
        )
    return Measured(measure.name, target, [_counted(one) for one in measure.definitions.all()])


def _counted(definition: MeasureDefinition) -> Counted:
    readings = [
        act(
            float(reading.value),
            definition=definition.words,
            as_at=reading.as_at,
            as_at_words=reading.as_at_in_words,
            source=reading.source,
            is_at_least=reading.is_at_least,
        )
        for reading in definition.readings.all()
    ]
    return Counted(definition.words, sorted(readings, key=lambda reading: reading.as_at))
