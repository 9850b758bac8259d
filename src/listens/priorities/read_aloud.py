"""The result in at most 250 words that a chair can read out."""

from __future__ import annotations

from listens.priorities.presenters import ResultStory

MOST_WORDS = 250
MOST_DIFFERENCES = 3


def read_aloud(story: ResultStory, num_organisations: int) -> str:
    """Plain English, short sentences. Left-out detail is on the result page, and the text says so."""
    lines = [
        f"We counted {story.result.num_ballots} ballots from {num_organisations} organisations.",
        "Every organisation has one equal share, large or small.",
        "Think of a jug that fills at the same speed for everybody.",
        "When the supporters of one issue can fill a bucket together, it is chosen, and their jugs are empty.",
        "These are our priorities.",
    ]
    lines += [f"Number {won.rank}: {won.title}." for won in story.won]
    close = [won.title for won in story.won if won.firmness != "clear"]
    if close:
        lines.append(f"{'This one was' if len(close) == 1 else 'These were'} close: {'; '.join(close)}.")
    if story.ties:
        lines.append("There was a tie. How it was settled is on the result page.")
    if story.not_by_most_votes:
        shown = "; ".join(story.not_by_most_votes[:MOST_DIFFERENCES])
        lines.append(f"By most votes alone we would not have chosen: {shown}.")
    else:
        lines.append("Counting most votes alone would have chosen the same.")
    if story.not_chosen:
        _reference, title, _short = story.not_chosen[0]
        lines.append(f"The first that was not chosen is: {title}.")
    lines.append(
        "Who paid for what, and why yours was not chosen, is on the result page for everybody to check."
    )
    while len(" ".join(lines).split()) > MOST_WORDS:
        lines.pop(-2)
    return "\n".join(lines)
