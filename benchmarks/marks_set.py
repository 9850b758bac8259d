"""Synthetic notes with what each one gives away, made anew from a seed. Nobody ever said a word of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from benchmarks import marks_words as words

SEED = 20261123
PLANTED = {
    "name": 420,
    "name in an unseen frame": 200,
    "lower-case name": 120,
    "phone": 90,
    "email": 60,
    "postcode": 60,
    "nhs_number": 60,
}
CLEAN, UNSEEN_CLEAN = 700, 100
OUTWARD = ("SE", "SW", "CR", "BR", "DA", "KT", "SM", "N", "E", "W", "NW", "TW")
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass
class SetNote:
    """One note. `planted`: what stands where, as (kind, start, end); a clean note has none."""

    text: str
    group: str
    planted: list[tuple[str, int, int]] = field(default_factory=list)


def build(seed: int = SEED) -> list[SetNote]:
    rng = random.Random(seed)
    made = [_planted(group, rng) for group, num in PLANTED.items() for _ in range(num)]
    made += [_clean(rng) for _ in range(CLEAN)]
    made += [SetNote(rng.choice(words.UNSEEN_CLEAN), "clean, unseen") for _ in range(UNSEEN_CLEAN)]
    rng.shuffle(made)
    return made


def _planted(group: str, rng: random.Random) -> SetNote:
    if group == "name":
        return _named(rng, rng.choice(words.NAMED), group, is_lower=False)
    if group == "name in an unseen frame":
        return _named(rng, rng.choice(words.UNSEEN), group, is_lower=False)
    if group == "lower-case name":
        return _named(rng, rng.choice(words.LOWER), group, is_lower=True)
    makers = {
        "phone": (words.PHONED, _phone),
        "email": (words.MAILED, _email),
        "postcode": (words.POSTED, _postcode),
        "nhs_number": (words.NUMBERED, _nhs_number),
    }
    frames, make = makers[group]
    return _fill(rng.choice(frames), {"x": make(rng)}, group, {"x": group})


def _named(rng: random.Random, frame: str, group: str, *, is_lower: bool) -> SetNote:
    origin = rng.choice(list(words.NAMES))
    firsts, lasts = (part.split() for part in words.NAMES[origin])
    first, other = rng.sample(firsts, 2)
    last = rng.choice(lasts)
    parts = {"f": first, "f2": other, "s": last, "n": f"{first} {last}", "t": rng.choice(words.TITLES)}
    if is_lower:
        parts = {name: part.lower() for name, part in parts.items()}
    return _fill(
        frame,
        parts,
        f"name: {origin}" if group == "name" else group,
        dict.fromkeys("fsn", "name") | {"f2": "name"},
    )


def _fill(frame: str, parts: dict[str, str], group: str, kinds: dict[str, str]) -> SetNote:
    """The frame with its places filled; {f} {s} side by side are one name."""
    text, planted, rest = "", [], frame
    while "{" in rest:
        before, rest = rest.split("{", 1)
        name, rest = rest.split("}", 1)
        text += before
        start, text = len(text), text + parts[name]
        if name in kinds:
            if planted and planted[-1][0] == "name" and planted[-1][2] == start - 1 and before == " ":
                start = planted.pop()[1]
            planted.append((kinds[name], start, len(text)))
    return SetNote(text + rest, group, planted)


def _clean(rng: random.Random) -> SetNote:
    lists = {
        "place": words.PLACES,
        "month": words.MONTHS,
        "day": words.DAYS,
        "org": words.ORGANISATIONS,
        "faith": words.FAITHS,
        "language": words.LANGUAGES,
        "feast": words.FEASTS,
    }
    parts = {name: rng.choice(found) for name, found in lists.items()}
    parts |= {f"{name}2": rng.choice(found) for name, found in lists.items()}
    text = " ".join(frame.format(**parts) for frame in rng.sample(words.CLEAN, rng.choice((1, 1, 2))))
    return SetNote(text[0].upper() + text[1:], "clean")


def _phone(rng: random.Random) -> str:
    """Numbers that Ofcom keeps free for drama, as people write them."""
    last = f"{rng.randrange(1000):03d}"
    return rng.choice(
        (
            f"07700 900{last}",
            f"07700900{last}",
            f"07700 900 {last}",
            f"+44 7700 900{last}",
            f"+44 (0)7700 900{last}",
            f"020 7946 0{last}",
            f"(020) 7946 0{last}",
            f"0207 946 0{last}",
            f"0044 7700 900{last}",
            f"7700 900{last}",
            f"01632 960{last}",
            f"01632-960-{last}",
            f"07700 - 900 - {last}",
        )
    )


def _email(rng: random.Random) -> str:
    origin = rng.choice(list(words.NAMES))
    first, last = (rng.choice(part.split()).lower() for part in words.NAMES[origin])
    host = rng.choice(("example.org", "example.com", "mail.example.net"))
    dotted = host.replace(".", " dot ")
    return rng.choice(
        (
            f"{first}@{host}",
            f"{first}.{last}@{host}",
            f"{last}{rng.randrange(99)}@{host}",
            f"{first}_{last}+list@{host}",
            f"{first} at {dotted}",
            f"{first} (at) {host}",
        )
    )


def _postcode(rng: random.Random) -> str:
    outward = f"{rng.choice(OUTWARD)}{rng.randrange(1, 28)}"
    inward = f"{rng.randrange(10)}{rng.choice(INWARD)}{rng.choice(INWARD)}"
    return rng.choice(
        (f"{outward} {inward}", f"{outward}{inward}", f"{outward} {inward}".lower(), f"{outward}  {inward}")
    )


def _nhs_number(rng: random.Random) -> str:
    while True:
        digits = [rng.randrange(10) for _ in range(9)]
        check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
        if check != 10:
            whole = "".join(map(str, [*digits, check % 11]))
            return rng.choice(
                (whole, f"{whole[:3]} {whole[3:6]} {whole[6:]}", f"{whole[:3]}-{whole[3:6]}-{whole[6:]}")
            )
