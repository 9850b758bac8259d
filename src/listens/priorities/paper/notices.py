"""What a result says about how its ballots came: totals counted by hand are told with every number made from them."""

from __future__ import annotations

from listens.priorities.models import LongList, Totals

FROM_TOTALS = "Counted in part from totals"


def notices(long_list: LongList) -> list[str]:
    """Sentences for `content["notices"]`. In English whoever counts: a recount has to give the same bytes."""
    entered = [each for each in Totals.objects.filter(long_list=long_list) if each.num_ticks]
    if not entered:
        return []
    named = [_told(each) for each in entered if each.label]
    named += [f"others ({_sums(each)})" for each in entered if not each.label]
    weighs = (
        " Each tick in them weighs as much as a whole slip."
        if long_list.scheme == LongList.Scheme.BALLOT
        else ""
    )
    return [
        f"{FROM_TOTALS}: {'; '.join(named)}. Totals do not say who ticked what together, so each tick"
        f" in them was counted as a ballot of its own.{weighs}"
    ]


def _told(totals: Totals) -> str:
    return f"{totals.label} ({_sums(totals)})"


def _sums(totals: Totals) -> str:
    people = "1 person" if totals.num_people == 1 else f"{totals.num_people} people"
    ticks = "1 tick" if totals.num_ticks == 1 else f"{totals.num_ticks} ticks"
    return f"{people}, {ticks}"
