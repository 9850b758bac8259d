"""Notes in the listener's own words: told about the speaker, short and often without full sentences."""

from collections.abc import Callable
from typing import Final

from . import life
from .draft import Draft, lowered, raised
from .line import Line, fill
from .person import HE, SHE, THEY
from .phrases import listeners, speakers
from .shelf import Shelf

_AGAINST_PERSON: Final = {SHE: life.FACTS["woman"], HE: life.FACTS["man"], THEY: 0}


def write(chance: Callable[[], float], shelves: list[Shelf], patterns: list[str]) -> str:
    """A listener's note that moves through ``shelves``, one pattern of lines each."""
    roll = chance()
    person = SHE if roll < 0.55 else HE if roll < 0.91 else THEY
    draft = Draft(chance, _AGAINST_PERSON[person])
    for place, (shelf, pattern) in enumerate(zip(shelves, patterns, strict=True)):
        if place:
            pattern = pattern.replace("d", "") or "r"
        if place < len(shelves) - 1:
            pattern = pattern.replace("z", "").replace("y", "")
        for step in pattern:
            draft.add(_step(draft, shelf, step, person, bridge=place > 0 and step == pattern[0]))
    return " ".join(text if text[-1] in '.?!"' else f"{text}." for text in draft.sentences)


def _step(draft: Draft, shelf: Shelf, step: str, person: int, *, bridge: bool = False) -> str:
    phrases = listeners()[person]
    saying = phrases["bridge" if bridge else "saying"]
    match step:
        case "d":
            return draft.words(speakers())
        case "z":
            return draft.words(phrases["closing"])
        case "y":
            return draft.words(phrases["table"])
        case "n":
            return draft.words(shelf.told["note"][person])
        case "R" if not bridge:
            return draft.words(shelf.told["say"][person])
        case "r" | "R":
            return _after(draft, saying, draft.words(shelf.told["say"][person]))
        case "p":
            return _after(draft, saying, draft.words(shelf.told["about"][person]))
        case "e":
            text = draft.words(shelf.told["effect"][person])
            return _after(draft, phrases["feeling"], text) if draft.chance() < 0.6 else text
        case "w":
            return _wished(draft, phrases["wanting"], draft.words(shelf.told["wish"][person]))
        case "g":
            return _after(draft, phrases["together"], draft.words(shelf.told["together"][THEY]))
        case "k":
            return _one_voice(draft, shelf)
        case "t":
            return _jotted(draft, shelf, phrases["jotted"], person)
    return _quoted(draft, shelf, phrases["quoting"])


def _after(draft: Draft, lines: tuple[Line, ...], text: str) -> str:
    lead = draft.words(lines) if text else ""
    if not lead:
        return text
    return f"{lead} {text}" if lead.endswith(".") else f"{lead} {lowered(text)}"


def _wished(draft: Draft, lines: tuple[Line, ...], text: str) -> str:
    """A wish that says whose it is ("She wishes") stands alone; any other is led in."""
    return (
        text
        if text.startswith(("She", "He ", "They wish", "They want", "They'd"))
        else _after(draft, lines, text)
    )


def _one_voice(draft: Draft, shelf: Shelf) -> str:
    person = (SHE, HE, THEY)[int(draft.chance() * 3)]
    voice = Draft(draft.chance, _AGAINST_PERSON[person])
    voice.used = draft.used
    text = voice.words(shelf.told["say"][person])
    return _after(voice, listeners()[person]["one voice"], text)


def _jotted(draft: Draft, shelf: Shelf, lines: tuple[Line, ...], person: int) -> str:
    things = [
        text
        for _ in range(1 + int(draft.chance() * 2.5))
        if (text := draft.words(shelf.told["thing"][person]))
    ]
    if not things:
        return ""
    phrase = ", ".join(things)
    lead = draft.draw(lines)
    if not lead or draft.chance() < 0.35:
        return raised(phrase) + "."
    return fill(lead.parts, draft.chance).replace("@@", raised(phrase)).replace("@", phrase)


def _quoted(draft: Draft, shelf: Shelf, lines: tuple[Line, ...]) -> str:
    kind = draft.chance()
    said = (
        shelf.say
        if kind < 0.4
        else shelf.effect
        if kind < 0.65
        else shelf.wish
        if kind < 0.9
        else shelf.about
    )
    quote = draft.words(said)
    lead = draft.words(lines)
    if not quote or not lead:
        return ""
    return lead.replace("@", quote[:-1] if quote.endswith(".") and '@",' in lead else quote)
