"""The result in at most 250 words that a chair can read out, true for the rule and the shares of this vote.

The best published texts of this kind (Świecie's and Aarau's pages on equal shares) explain the rule once, for every
vote alike, in the language of a council paper. This one is made from the count itself: it says which shares this vote
had, what was close, what was tied, who was left out, and it stays short however long the titles are. In English only;
a test measures how hard it is to read (tests/priorities/readability.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from listens.methods.priorities.weights import BANDS, LARGEST_BAND, NO_ORGANISATION
from listens.priorities.paper.notices import FROM_TOTALS

MOST_WORDS = 250
MOST_NAMED = 3  # of a list that stands in one sentence

_JUGS = (
    "When those who ticked one issue can fill a bucket together, it is chosen.",
    "They pay with what is in their jugs, and start again from empty.",
)
_SHARES = {
    "organisation": ("Each organisation has one equal share, large or small.",),
    "square-root": (
        "A larger organisation has a larger share, but not in step with its size.",
        "Four times as many people give twice the share.",
    ),
    "bands": (
        "A larger organisation has a larger share.",
        " ".join(f"Under {below} people, the share is {share}." for below, share in BANDS),
        f"Above that, it is {LARGEST_BAND}.",
    ),
    "ballot": ("Each ballot counts the same, whoever it comes from.",),
}
_TAP = "Think of a tap for each organisation."
_JUGS_OF_IT = "It fills the jugs of its ballots."
_TAPS = {
    "organisation": f"{_TAP} They all run at the same speed. {_JUGS_OF_IT}",
    "square-root": f"{_TAP} A larger share runs faster. {_JUGS_OF_IT}",
    "bands": f"{_TAP} A larger share runs faster. {_JUGS_OF_IT}",
    "ballot": "Think of a jug for each ballot. All jugs fill at the same speed.",
}
_PURSES = (
    "Think of a purse for each share, and one price for each issue.",
    "Those who ticked an issue split its price as evenly as they can.",
    "What costs each of them least is chosen first.",
    "If places are left, more drips into the purses until they are filled.",
)
_DECIDED = {
    "organisations": "More organisations were behind it, so it went first.",
    "people": "More people were behind it, so it went first.",
    "lot": "A lot was drawn.",
}


def read_aloud(content: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """`content` is the JSON of `listens priorities count`, `titles` {reference: title}. One sentence or two to a line.

    What can be left out goes first when it gets too long, the last of the chosen only then; the text says so.
    """

    def title(reference: str) -> str:
        return titles.get(reference, reference).rstrip(" .")

    chosen = [title(each["proposal"]) for each in content["winners"]]
    optional = _how(content)
    after = _after(content, title)
    closing = ["Who paid for what, and why yours was not chosen, is on the result page for all to check."]
    for few in range(len(chosen), -1, -1):
        for left in range(len(after) + 1):
            told = [text for text, _can_go in after[: len(after) - left]]
            told += [text for text, can_go in after[len(after) - left :] if not can_go]
            lines = [*_opening(content), *optional, *_list(chosen, few), *told, *closing]
            if num_words(lines) <= MOST_WORDS:
                return "\n".join(lines)
    return "\n".join([*_opening(content), *closing])


def num_words(lines: Sequence[str]) -> int:
    return len(" ".join(lines).split())


def _opening(content: Mapping[str, Any]) -> list[str]:
    ballots, named = content["num_ballots"], set(content["coverage"]["organisations"]) - {NO_ORGANISATION}
    counted = f"We counted {ballots} ballot{'s' * (ballots != 1)}"
    if named:
        counted += f" from {len(named)} organisation{'s' * (len(named) != 1)}"
    return [f"{counted}.", *_SHARES[content["weights"]]]


def _how(content: Mapping[str, Any]) -> list[str]:
    """The rule as a picture."""
    return list(_PURSES) if content["rule"] == "equal-shares" else [_TAPS[content["weights"]], *_JUGS]


def _list(chosen: Sequence[str], few: int) -> list[str]:
    if not chosen:
        return ["Nothing was chosen."]
    lines = ["These are our priorities." if len(chosen) > 1 else "This is our priority."]
    lines += [f"Number {rank}: {title}." for rank, title in enumerate(chosen[:few], start=1)]
    if more := len(chosen) - few:
        lines.append(
            f"{more} more {'was' if more == 1 else 'were'} chosen. The result page has the whole list."
        )
    return lines


def _after(content: Mapping[str, Any], title: Callable[[str], str]) -> list[tuple[str, bool]]:
    """(sentence, whether it can go), the least needed last."""
    winners = [each["proposal"] for each in content["winners"]]
    told = (_too_few(content), _from_totals(content), _left_out(content, title))
    lines = [(text, False) for text in told if text]
    close = [title(each["proposal"]) for each in content["winners"] if each["firmness"] == "close"]
    if close:
        was = "This one was" if len(close) == 1 else "These were"
        lines.append((f"{was} close: {_named(close)}. A few other ballots could have changed that.", True))
    elif winners and all(each["firmness"] == "clear" for each in content["winners"]):
        lines.append(("None of them was close.", True))
    lost = [title(each) for each in winners if each not in content["most_votes"]]
    if lost:
        lines.append((f"By most votes alone we would not have chosen: {_named(lost)}.", True))
    else:
        lines.append(("Most votes alone would have chosen the same.", True))
    lines += [(text, True) for text in (_ties(content), _next(content, title)) if text]
    return lines


def _too_few(content: Mapping[str, Any]) -> str:
    seats, filled = content["seats"], len(content["winners"])
    if seats is None or filled >= seats:
        return ""
    return f"We had {seats} places and filled {filled}: nobody ticked anything else."


def _from_totals(content: Mapping[str, Any]) -> str:
    is_in_part = any(each.startswith(FROM_TOTALS) for each in content["notices"])
    return "Some votes came as totals. They do not say who ticked what together." if is_in_part else ""


def _left_out(content: Mapping[str, Any], title: Callable[[str], str]) -> str:
    if content["checks"]["ejr_plus"]:
        return ""
    left = [title(each) for each in content["checks"].get("left_out", [])]
    named = f": {_named(left)}" if left else ""
    return (
        f"Please note. A group was large enough for one more, and got too little{named}. See the result page."
    )


def _ties(content: Mapping[str, Any]) -> str:
    ties = content["ties"]
    if len(ties) == 1:
        return (
            f"There was a tie for place {ties[0]['rank']}. {_DECIDED.get(ties[0]['decided_by'], '')}".strip()
        )
    return "There were ties. The result page says how each was settled." if ties else ""


def _next(content: Mapping[str, Any], title: Callable[[str], str]) -> str:
    if not content["not_chosen"]:
        return ""
    return f"The nearest of the others was: {title(content['not_chosen'][0]['proposal'])}."


def _named(titles: Sequence[str]) -> str:
    shown = "; ".join(titles[:MOST_NAMED])
    more = len(titles) - MOST_NAMED
    return f"{shown}; and {more} more" if more > 0 else shown
