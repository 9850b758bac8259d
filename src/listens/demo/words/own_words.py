"""Notes in the speaker's own words: which kinds of line follow one another, and how they are joined."""

from collections.abc import Callable

from .draft import Draft, lowered, raised
from .line import fill
from .patterns import THANKS
from .phrases import own
from .shelf import Shelf


def write(chance: Callable[[], float], shelves: list[Shelf], patterns: list[str]) -> str:
    """A note that moves through ``shelves``, one pattern of lines each."""
    draft = Draft(chance)
    if len(shelves) > 1 and chance() < 0.16:
        return _list_across(draft, shelves)
    for place, (shelf, pattern) in enumerate(zip(shelves, patterns, strict=True)):
        is_last = place == len(shelves) - 1
        _say(draft, shelf, pattern if is_last else pattern.replace("z", ""), bridge=place > 0)
    return _joined(draft)


def thanks(chance: Callable[[], float], shelf: Shelf) -> str:
    """A note of something that is going well, sometimes with a but."""
    draft = Draft(chance)
    pattern = THANKS[int(chance() * len(THANKS))]
    _say(draft, shelf, pattern, bridge=False)
    return _joined(draft)


def _say(draft: Draft, shelf: Shelf, pattern: str, *, bridge: bool) -> None:
    phrases = own()
    opens = False
    if bridge:
        pattern = pattern.replace("h", "").replace("f", "") or "s"
    for step in pattern:
        if step == "o":
            opens = True
            continue
        if bridge and step in "tcl":
            draft.add(_carried(draft, shelf, "bridge phrase"))
            bridge = False
            continue
        text = _step(draft, shelf, step, joins=opens or bridge)
        if text and bridge and step in "saewT":
            text = f"{draft.words(phrases['bridge'])} {lowered(text)}"
        elif text and opens:
            text = f"{draft.words(phrases[_opening(draft, step)])} {lowered(text)}"
        draft.add(text)
        opens = bridge = False


def _opening(draft: Draft, step: str) -> str:
    """Which openings suit a line: anger for what happens, opinion for what is seen or wanted."""
    roll = draft.chance()
    if step == "T":
        return "warm"
    if step == "s":
        return "angry" if roll < 0.4 else "plain"
    if step == "a":
        return "angry" if roll < 0.3 else "observing" if roll < 0.6 else "plain"
    if step == "w":
        return "wishing" if roll < 0.55 else "plain"
    return "observing" if roll < 0.5 else "plain"


def _step(draft: Draft, shelf: Shelf, step: str, *, joins: bool) -> str:
    match step:
        case "h":
            return draft.words(shelf.short) + ("." if draft.chance() < 0.85 else "")
        case "t":
            return _phrase_sentence(draft, shelf)
        case "c":
            return _carried(draft, shelf, "carrier")
        case "l" | "b":
            things = [draft.words(shelf.thing) for _ in range(2 + int(draft.chance() * 2.4))]
            return _listed(draft, [t for t in things if t], bullets=step == "b")
        case "f":
            return draft.words(own()["first"])
        case "z":
            return draft.words(own()["ending"])
        case "B":
            return draft.words(own()["but"])
    lines = {"s": shelf.say, "a": shelf.about, "e": shelf.effect, "w": shelf.wish, "T": shelf.thanks}[step]
    return draft.words(lines, joins=joins)


def _phrase_sentence(draft: Draft, shelf: Shelf) -> str:
    phrase = raised(draft.words(shelf.thing))
    return phrase and phrase + ("." if draft.chance() < 0.7 else "")


def _carried(draft: Draft, shelf: Shelf, kind: str) -> str:
    carrier = draft.draw(own()[kind])
    phrase = draft.words(shelf.thing)
    if not carrier or not phrase:
        return phrase and raised(phrase) + "."
    text = fill(carrier.parts, draft.chance)
    return text.replace("@@", raised(phrase)).replace("@", phrase)


def _listed(draft: Draft, things: list[str], *, bullets: bool) -> str:
    if len(things) < 2:
        return raised("".join(things)) + "."
    style = draft.chance()
    if bullets:
        mark = "- " if style < 0.6 else "* " if style < 0.8 else ""
        return "\n".join(mark + (raised(t) if style < 0.3 or not mark else t) for t in things)
    if style < 0.34:
        return raised(", ".join(things[:-1]) + " and " + things[-1]) + "."
    if style < 0.62:
        return " ".join(raised(t) + "." for t in things)
    if style < 0.8:
        return raised(", ".join(things))
    return raised(" / ".join(things))


def _list_across(draft: Draft, shelves: list[Shelf]) -> str:
    things = [
        text
        for shelf in shelves
        for _ in range(1 + (draft.chance() < 0.4))
        if (text := draft.words(shelf.thing))
    ]
    text = _listed(draft, things, bullets=draft.chance() < 0.22)
    if draft.chance() < 0.3 and "\n" not in text:
        closing = draft.words(own()["ending"])
        text = f"{text.rstrip('.')}. {closing}" if closing else text
    return text


def _joined(draft: Draft) -> str:
    """One text: most people stop and start, some run on, some trail off."""
    said = draft.sentences
    style = draft.chance()
    text = said[0] if said else ""
    for sentence in said[1:]:
        ended = text.endswith(".") and not text.endswith("...")
        if "\n" in text or "\n" in sentence:
            text = f"{text}\n{sentence}"
        elif style < 0.10 and ended:
            runs_on = draft.chance() < 0.45 and not sentence.startswith(("And", "Oh and"))
            text = f"{text[:-1]}{' and ' if runs_on else ', '}{lowered(sentence)}"
        elif style < 0.14 and ended:
            text = f"{text[:-1]}... {sentence if draft.chance() < 0.3 else lowered(sentence)}"
        elif style < 0.18 and ended:
            text = f"{text[:-1]} - {lowered(sentence)}"
        else:
            text = f"{text}{'' if text[-1] in '.?!' else '.'} {sentence}"
    return text
