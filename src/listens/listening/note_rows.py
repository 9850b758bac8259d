"""One row of a file of notes: what its columns mean, and what may be wrong with them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.models import Area
from listens.listening.intake import MOST_HEARD
from listens.listening.models import Prompt, Round
from listens.listening.models.note import LONGEST_NOTE
from listens.methods.findings import Finding
from listens.places.models import Place

NEEDED = ("text",)
OPTIONAL = (
    "source_id",
    "conversation",
    "prompt",
    "people_heard",
    "organisation",
    "ward",
    "held_on",
    "language",
    "may_quote",
    "may_evaluate",
)
CAME_FROM = "came_from"  # in rows that were sent back to be corrected: which file they are of
YES, NO = {"yes", "y", "true", "1"}, {"", "no", "n", "false", "0"}
LONGEST_ID = 120
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class NoteRow:
    """A row that can be kept. `digest` is taken over all of it, so that a change shows."""

    row: int
    source_id: str
    conversation: str
    text: str
    prompt: Prompt | None
    people_heard: int
    organisation: Organisation | None
    ward: Place | None
    held_on: dt.date | None
    language: str
    may_quote: bool
    may_evaluate: bool
    digest: str


class Reader:
    """Looks names up in what the area holds, read once. `read` gives a row or findings."""

    def __init__(self, area: Area, round: Round) -> None:
        self.today = area.today()
        self.organisations: dict[str, Organisation] = {}
        for organisation in Organisation.objects.filter(area=area):
            self.organisations[organisation.name_key] = organisation
            if organisation.external_code:
                self.organisations[text.key(organisation.external_code)] = organisation
        self.wards: dict[str, Place | None] = {}
        for ward in Place.objects.filter(area=area, kind=Place.Kind.WARD):
            self.wards[text.key(ward.code)] = ward
            # Two boroughs may each have a ward of that name: then only the code tells which.
            self.wards[ward.name_key] = None if ward.name_key in self.wards else ward
        self.prompts: dict[str, Prompt] = {}
        for prompt in round.prompts.all():
            self.prompts[str(prompt.position)] = self.prompts[text.key(prompt.text)] = prompt

    def read(self, number: int, cells: dict[str, str], source_id: str) -> NoteRow | list[Finding]:
        findings: list[Finding] = []

        def wrong(column: str, problem: str, fix: str = "") -> None:
            findings.append(Finding(number, column, problem, fix))

        words = cells["text"]
        if not words:
            wrong("text", _("There is no text."), _("Fill it in, or delete the row."))
        elif len(words) > LONGEST_NOTE:
            wrong(
                "text",
                _("The text has %(has)d characters; the most is %(most)d.")
                % {"has": len(words), "most": LONGEST_NOTE},
                _("Split it into two notes of one conversation."),
            )
        if len(source_id) > LONGEST_ID:
            wrong(
                "source_id", _("This is longer than %(n)d characters.") % {"n": LONGEST_ID}, _("Shorten it.")
            )
        prompt = self._find("prompt", cells, self.prompts, wrong)
        organisation = self._find("organisation", cells, self.organisations, wrong)
        ward = self._find("ward", cells, self.wards, wrong)
        row = NoteRow(
            row=number,
            source_id=source_id,
            conversation=cells.get("conversation", ""),
            text=words,
            prompt=prompt,
            people_heard=_count(cells.get("people_heard", ""), wrong),
            organisation=organisation,
            ward=ward,
            held_on=self._day(cells.get("held_on", ""), wrong),
            language=_language(cells.get("language", ""), wrong),
            may_quote=_yes("may_quote", cells, wrong),
            may_evaluate=_yes("may_evaluate", cells, wrong),
            digest=hashlib.sha256(
                "\x1f".join(f"{name}={cells.get(name, '')}" for name in _HASHED).encode()
            ).hexdigest(),
        )
        return findings or row

    def _find(self, column: str, cells: dict[str, str], known: dict[str, Any], wrong: Any) -> Any:
        given = cells.get(column, "")
        if not given:
            return None
        found = known.get(text.key(given))
        if found is None:
            problem, fix = map(str, _UNKNOWN[column])
            if text.key(given) in known:
                problem, fix = (
                    _("More than one ward is called “%(given)s”."),
                    _("Give the ward's code instead."),
                )
            wrong(column, problem % {"given": given[:80]}, fix)
        return found

    def _day(self, given: str, wrong: Any) -> dt.date | None:
        if not given:
            return None
        for read in (dt.date.fromisoformat, _british):
            try:
                day = read(given)
            except ValueError:
                continue
            if day > self.today:
                wrong("held_on", _("%(given)s is still to come.") % {"given": given}, _("Correct the date."))
            return day
        wrong(
            "held_on", _("“%(given)s” is not a date.") % {"given": given[:40]}, _("Write it as 2026-11-16.")
        )
        return None


_HASHED = (*NEEDED, *OPTIONAL[1:])
_UNKNOWN = {
    "prompt": (
        gettext_lazy("“%(given)s” is not a question of this round."),
        gettext_lazy("Use the question's words or its number, or leave it empty."),
    ),
    "organisation": (
        gettext_lazy("There is no organisation “%(given)s”."),
        gettext_lazy("Add the organisation first, or correct the name."),
    ),
    "ward": (
        gettext_lazy("There is no ward “%(given)s” in this area."),
        gettext_lazy("Use the ward's code or its full name."),
    ),
}


def _british(given: str) -> dt.date:
    return dt.datetime.strptime(given, "%d/%m/%Y").date()  # noqa: DTZ007 (a day, not a moment)


def _digest(cells: dict[str, str]) -> str:
    whole = "\x1f".join(f"{name}={cells.get(name, '')}" for name in _HASHED)
    return hashlib.sha256(whole.encode()).hexdigest()


def _count(given: str, wrong: Any) -> int:
    try:
        count = int(given or "1")
    except ValueError:
        wrong(
            "people_heard",
            _("“%(given)s” is not a whole number.") % {"given": given[:40]},
            _("Write it in digits."),
        )
        return 1
    if not 1 <= count <= MOST_HEARD:
        wrong(
            "people_heard",
            _("%(given)s people cannot be right.") % {"given": given[:40]},
            _("Write a number from 1 to %(n)d.") % {"n": MOST_HEARD},
        )
    return count


def _language(given: str, wrong: Any) -> str:
    if given and (len(given) > 10 or not _LANGUAGE.fullmatch(given)):
        wrong(
            "language",
            _("“%(given)s” is not a language code.") % {"given": given[:40]},
            _("Write it as en or so."),
        )
    return given or "en"


def _yes(column: str, cells: dict[str, str], wrong: Any) -> bool:
    given = cells.get(column, "").casefold()
    if given not in YES | NO:
        wrong(column, _("“%(given)s” is neither yes nor no.") % {"given": given[:40]}, _("Write yes or no."))
    return given in YES
