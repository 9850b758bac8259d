"""Suggestions of themes in plain words, for a terminal, and how right they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from listens.methods.themes.assign import Assigner
    from listens.methods.themes.codebook import Theme


def plain(name: str) -> str:
    """A name from a file, without what could move the cursor of a terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def quality(learnt: Assigner) -> dict[str, Any]:
    """How right the machine was on notes it had not seen while it learnt: F1, and precision at each confidence."""
    from listens.methods.themes.calibrate import accept_in_bulk, f1, given_at, precision_by_confidence

    if not learnt.is_calibrated:
        return {}
    micro, macro = f1(learnt.decided, given_at(learnt.seen_chances, learnt.threshold))
    rows = precision_by_confidence(learnt.seen_chances, learnt.decided, float(learnt.threshold))
    bulk = accept_in_bulk(rows)
    kept = [
        {
            "share": row.share,
            "least_score": row.least,
            "precision": row.precision,
            "low": row.low,
            "high": row.high,
        }
        for row in rows
    ]
    return {
        "micro_f1": micro,
        "macro_f1": macro,
        "precision": kept,
        "accept_in_bulk_from": bulk.least if bulk else None,
    }


def in_words(answer: dict[str, Any], themes: Sequence[Theme]) -> str:
    """A few lines: how many notes have a suggestion, how sure, and which themes come up; never as a count."""
    rows = answer["assignments"]
    sure = [row for row in rows if row["themes"] and not row["abstained"]]
    lines = [
        f"{len(sure)} of {len(rows)} notes have a suggestion; of {answer['abstained']} the machine is too unsure."
    ]
    if answer["calibrated"]:
        lines.append(f"It learnt from {answer['settings']['coded']} notes that people coded.")
        lines += [
            f"  of the surest {100 * row['share']:.0f} %, people agree with {100 * row['precision']:.0f} % "
            f"(score {row['least_score']:.2f} or more; {100 * row['low']:.0f} to {100 * row['high']:.0f} %)"
            for row in answer["quality"]["precision"]
        ]
    else:
        lines.append(
            "Too few notes were coded by people, so scores only rank. Code 100 or more at random next."
        )
    names = {theme.id: theme.name for theme in themes}
    often = Counter(code for row in sure for code in row["themes"]).most_common(10)
    if often:
        lines.append("Suggested most often (not a count of what was said):")
        lines += [f"  {plain(names[code])}" for code, _times in often]
    return "\n".join(lines)
