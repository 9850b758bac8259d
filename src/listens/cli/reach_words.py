"""Reach in plain words, for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def in_words(answer: Mapping[str, Any]) -> str:
    """A line a group with its ratio and how far that may be off; then how uneven it is, whom to hear next, notices."""
    known = [group for group in answer["groups"] if group["population_share"] is not None]
    unsaid = [group for group in answer["groups"] if group["population_share"] is None]
    lines = [f"{sum(group['heard'] for group in known)} people were heard who said which group they are in."]
    widest = max(len(group["verdict"]) for group in known)
    lines += [
        f"  {group['verdict']:<{widest}}  {group['group']}: {group['heard']} heard, {_percent(group['share'])}; "
        f"{_percent(group['population_share'])} of the population; "
        f"ratio {group['ratio']:.2f} ({group['low']:.2f} to {group['high']:.2f})"
        for group in known
    ]
    lines += [
        f"  {group['group']}: {group['heard']} heard, {_percent(group['share'])} of all." for group in unsaid
    ]
    low, high = answer["fair_sampling_band"]
    lines.append(
        f"How uneven it is (dissimilarity): {answer['dissimilarity']:.2f}. Nine in ten perfectly fair samples of this "
        f"size show {low:.2f} to {high:.2f}."
    )
    if answer["gaps"]:
        lines.append("Who next, to come up to the share of the population:")
        lines += [f"  {gap['group']}: about {gap['more']} more ({gap['verdict']})" for gap in answer["gaps"]]
    return "\n".join([*lines, *answer["notices"]])


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
