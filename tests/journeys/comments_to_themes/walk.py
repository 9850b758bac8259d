"""What the journey from comments to published themes starts from: comments with the theme that people gave each.

The real ones are other people's: they are read where they lie; the copy that is brought in is deleted at once.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.comments_to_themes.nhs_codes import NHS_CODES
from tests.journeys.sources import COMMENTS

LEFT_OUT = {"Couldn't be improved", "Miscellaneous"}  # they say what people did not speak of
SAYS_NOTHING = {"Everything was good/bad", "Nothing was good"}
FEWEST_WORDS = 4
NUM_REAL = 7110


@dataclass(frozen=True)
class Comment:
    """`code` is what people gave it. A test that fails prints no words of it."""

    id: str
    text: str = field(repr=False)
    code: str
    organisation: str = ""


@dataclass(frozen=True)
class Walk:
    """Comments, their codebook {code: (name, definition, code above)}, and how much of everything is done.

    `num_coded` are read in all, `num_by_key` of them with the keyboard; `num_blind` by two people on their own.
    """

    comments: list[Comment] = field(repr=False)
    codebook: dict[str, tuple[str, str, str]]
    num_by_key: int
    num_coded: int
    num_blind: int
    num_blind_by_key: int
    is_thorough: bool = False

    def write(self, path: Path) -> Path:
        """As a file to bring in, each comment a conversation of its own. Whoever wrote it deletes it."""
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "what was said", "organisation", "language"))
            rows.writerows((one.id, one.text, one.organisation, "en") for one in self.comments)
        return path

    def write_codebook(self, path: Path) -> Path:
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("code", "name", "definition", "parent"))
            rows.writerows((code, *words) for code, words in self.codebook.items())
        return path

    def shares(self) -> dict[str, float]:
        """How often each theme really came up, those of the first level with their parts."""
        return {
            code: sum(self.has(one, code) for one in self.comments) / len(self.comments)
            for code in self.codebook
        }

    def has(self, comment: Comment, code: str) -> bool:
        return code in (comment.code, self.codebook[comment.code][2])


def real() -> Walk:
    """The usable comments of the first phase of the NHS text-mining project."""
    found = list(usable())
    assert len(found) == NUM_REAL
    return Walk(found, NHS_CODES, 60, 400, num_blind=100, num_blind_by_key=5, is_thorough=True)


def usable() -> Iterator[Comment]:
    """Each text once, four words at least, with a code that says what it is about."""
    seen = set()
    organisations = {"Trust A": "St Brannock's Church", "Trust B": "Larkwood Women's Association"}
    with COMMENTS.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            text = row["feedback"].strip()
            if text in seen or text in ("", "NA"):
                continue
            seen.add(text)
            is_about = row["label"] not in LEFT_OUT and row["subcategory"] not in SAYS_NOTHING
            if is_about and len(text.split()) >= FEWEST_WORDS:
                organisation = organisations.get(row["organization"], "")
                yield Comment(row["row_index"], text, row["code"], organisation)


SAID = {
    "damp": ("Damp and mould grow along bedroom walls.", "Water runs down every window, paint peels."),
    "repairs": ("Nobody repairs broken boilers. We ring, nobody comes.",),
    "pay": ("Wages cannot cover rising rent.", "Food banks help when money runs short."),
    "doctors": ("Appointments with doctors take weeks.",),
}
OF_ANYTHING = "Everything feels harder since winter began."
SYNTHETIC_CODES = {
    "home": ("Homes", "where people live", ""),
    "damp": ("Damp homes", "wet walls and mould", "home"),
    "repairs": ("Repairs", "what is broken and stays so", "home"),
    "pay": ("Pay and rent", "money that does not last", ""),
    "doctors": ("Seeing a doctor", "appointments and waiting", ""),
}


def synthetic() -> Walk:
    """160 short notes about four things, two of them said in two ways; of some nobody can tell what they are about."""
    chance = random.Random(5)
    made = []
    for number, code in enumerate(chance.choices(list(SAID), weights=[6, 3, 5, 2], k=160)):
        words = OF_ANYTHING if number % 12 == 5 else chance.choice(SAID[code])
        made.append(Comment(f"n{number}", f"{words} Perhaps {chance.choice('abcdefgh') * 5} matters.", code))
    return Walk(made, SYNTHETIC_CODES, 6, 60, num_blind=8, num_blind_by_key=2)
