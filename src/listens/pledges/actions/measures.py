"""What is counted about a promise: a measure, what exactly is counted, and dated readings with their source."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from listens.assembly.words import past_day, taken
from listens.core.acting import Refused
from listens.core.models import Actor
from listens.pledges.adding import Addition, adding
from listens.pledges.models import Measure, MeasureDefinition, Pledge, PledgeRow, Reading

LARGEST = Decimal("99999999999.99")


def add_measure(
    actor: Actor,
    pledge: Pledge,
    *,
    name: str,
    target: int | None = None,
    words: str = "",
    seen_seq: int | None = None,
) -> Measure:
    """Name a measure; with `words` also its first definition."""
    with adding(actor, "measure_pledge", pledge, seen_seq) as addition:
        name = taken(name, _("what is measured"), longest=150)
        if addition.pledge.measures.filter(name=name).exists():
            raise Refused(_("There is a measure of that name already."))
        if target is not None and not 0 <= target <= 2_000_000_000:
            raise Refused(_("The target must be a whole number, 0 or more."))
        measure = addition.row(
            PledgeRow.Kind.MEASURE,
            lambda row: Measure.objects.create(row=row, pledge=addition.pledge, name=name, target=target),
        )
        if words.strip():
            _define(addition, measure, words)
    return measure


def add_definition(
    actor: Actor, measure: Measure, *, words: str, seen_seq: int | None = None
) -> MeasureDefinition:
    """Say anew what exactly is counted. Readings of two versions are never drawn as one line."""
    with adding(actor, "measure_pledge", measure.pledge, seen_seq) as addition:
        return _define(addition, measure, words)


def add_reading(
    actor: Actor,
    definition: MeasureDefinition,
    *,
    value: Decimal | int | str,
    as_at: dt.date,
    source: str,
    is_at_least: bool = False,
    as_at_in_words: str = "",
    seen_seq: int | None = None,
) -> Reading:
    """One reading on one day, with its source. A second for the same day is refused: nothing is overwritten."""
    pledge = definition.measure.pledge
    with adding(actor, "measure_pledge", pledge, seen_seq) as addition:
        if definition.readings.filter(as_at=as_at).exists():
            raise Refused(
                _("There is a reading for that day already. Say anew what is counted, or take another day.")
            )
        return addition.row(
            PledgeRow.Kind.READING,
            lambda row: Reading.objects.create(
                row=row,
                definition=definition,
                value=_number(value),
                is_at_least=is_at_least,
                as_at=past_day(addition.pledge.area, as_at),
                as_at_in_words=taken(as_at_in_words, "", longest=60, needed=False),
                source=taken(source, _("where the number comes from"), longest=300),
            ),
        )


def _define(addition: Addition, measure: Measure, words: str) -> MeasureDefinition:
    version = measure.definitions.count() + 1
    return addition.row(
        PledgeRow.Kind.DEFINITION,
        lambda row: MeasureDefinition.objects.create(
            row=row,
            measure=measure,
            version=version,
            words=taken(words, _("what exactly is counted"), longest=300),
        ),
    )


def _number(value: Decimal | int | str) -> Decimal:
    try:
        number = Decimal(value)
    except (InvalidOperation, ValueError):
        raise Refused(_("“%(value)s” is not a number.") % {"value": str(value)[:40]})
    if not number.is_finite() or not 0 <= number <= LARGEST:
        raise Refused(_("The number must be 0 or more."))
    if number != number.quantize(Decimal("0.01")):
        raise Refused(_("Write the number with two decimals at most."))
    return number
