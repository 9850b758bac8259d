"""A count in plain words, for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

MAIN_PAYERS = 3
RULE_WORDS = {
    "drip": "the drip (sequential Phragmén)",
    "equal-shares": "the Method of Equal Shares",
    "most-votes": "most votes",
    "seqpav": "sequential PAV",
}
WEIGHT_WORDS = {
    "organisation": "every organisation one equal share",
    "square-root": "shares by the square root of size",
    "bands": "shares by size band",
    "ballot": "every ballot the same",
}


def in_words(result: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The winners with their main payers, the nearest that missed, ties and notices."""

    def named(proposal: str) -> str:
        return f"{proposal} {names[proposal]}" if proposal in names else proposal

    lines = [
        f"{result['num_ballots']} ballots, counted by {RULE_WORDS[result['rule']]}, "
        f"{WEIGHT_WORDS[result['weights']]}."
    ]
    for winner in result["winners"]:
        label = f" ({winner['firmness']})" if winner["firmness"] else ""
        lines.append(f"{winner['rank']:>3}. {named(winner['proposal'])}{label}{_payers(winner['paid_by'])}")
    if "budget_left" in result:
        lines.append(f"Left of the budget: {_short(result['budget_left'])}.")
    for other in result["not_chosen"][:3]:
        lines.append(f"     {named(other['proposal'])}: short by {_short(other['short_by'])}.")
    chosen = {winner["proposal"] for winner in result["winners"]}
    if result["rule"] != "most-votes" and (gained := [p for p in result["most_votes"] if p not in chosen]):
        lines.append("Most votes would also have chosen: " + "; ".join(map(named, gained)) + ".")
    for tie in result["ties"]:
        level = ", ".join(tie["proposals"])
        lines.append(
            f"At rank {tie['rank']} {level} were level; {tie['chosen']} went first by {tie['decided_by']}."
        )
    if result["checks"]["ejr_plus"]:
        lines.append("No group large enough to deserve another priority was left out (checked: EJR+).")
    return "\n".join([*lines, *result["notices"]])


def _payers(paid_by: Mapping[str, str] | None) -> str:
    if not paid_by or len(paid_by) < 2:
        return ""
    parts = {name: Fraction(part) for name, part in paid_by.items()}
    whole = sum(parts.values())
    if not whole:
        return ""
    main = sorted(parts, key=lambda name: (-parts[name], name))[:MAIN_PAYERS]
    return ". Main payers: " + ", ".join(f"{name} {round(100 * parts[name] / whole)} %" for name in main)


def _short(number: str) -> str:
    if "/" not in number:
        return number
    value = float(Fraction(number))
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"
