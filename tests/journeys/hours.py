"""What a small round takes: the assumptions, in one place, and the ledger that a journey fills.

Numbers of things done come from the journey; minutes come from here and from the agendas. docs/hours.md is printed from
both, so nobody types a figure in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

OURS = "ours; nobody has measured it"


@dataclass(frozen=True)
class Assumption:
    value: float
    unit: str
    what: str
    source: str = OURS

    def __str__(self) -> str:
        return f"{self.value:g} {self.unit}"


ONE_TO_ONE = Assumption(30, "minutes", "A one-to-one, a walk or a talk at the school gate")
TABLE_TALK = Assumption(60, "minutes", "A table talk, or a meeting that writes on the wall")
TYPING = Assumption(40, "words a minute", "Typing, on a phone or a keyboard")
HANDWRITING = Assumption(20, "words a minute", "Writing on a paper sheet")
READING = Assumption(200, "words a minute", "Reading notes, or the refresher")
SCREEN = Assumption(10, "seconds", "Finding one's way on a screen")
TAP = Assumption(3, "seconds", "A tap, a choice or a number typed")
KEYS = Assumption(
    14,
    "keys",
    "Keys for a sheet, beside its words",
    "the most that a test allows (tests/listening/test_back_entry_in_browser.py)",
)
KEY = Assumption(1, "second", "One such key, with a look at the paper")
DECISION = Assumption(30, "seconds", "Deciding about a conversation, beside reading it")
SIGN_IN = Assumption(60, "seconds", "Signing in, with the code and the second factor")
PRINT = Assumption(10, "minutes", "Printing, cutting and handing over, each time something is printed")
CALL = Assumption(10, "minutes", "A telephone call: to a lead, a listener or somebody who offered to help")
PAPER = Assumption(
    60,
    "minutes",
    "Filling in one of the papers that an area must have, once",
    f"{OURS} (docs/data-protection)",
)
AT_RISK = Assumption(120, "minutes", "What a safeguarding lead does about one report, beside the pages")
ALL = (
    ONE_TO_ONE,
    TABLE_TALK,
    TYPING,
    HANDWRITING,
    READING,
    SCREEN,
    TAP,
    KEYS,
    KEY,
    DECISION,
    SIGN_IN,
    PRINT,
    CALL,
    PAPER,
    AT_RISK,
)


def on_pages(screens: int, taps: int, words: int) -> float:
    """Minutes at a screen."""
    return (screens * SCREEN.value + taps * TAP.value) / 60 + words / TYPING.value


@dataclass(frozen=True)
class Entry:
    role: str
    person: str
    week: str
    task: str
    times: int
    minutes: float
    is_listening: bool


@dataclass
class Ledger:
    """Who did what, how often and for how long. `week` is what is being walked just now."""

    roles: dict[str, list[str]] = field(default_factory=dict)
    week: str = ""
    entries: list[Entry] = field(default_factory=list)

    def add(
        self, role: str, person: str, task: str, minutes: float, times: int = 1, *, is_listening: bool = False
    ) -> None:
        people = self.roles.setdefault(role, [])
        if person not in people:
            people.append(person)
        self.entries.append(Entry(role, person, self.week, task, times, minutes, is_listening))

    def hours(self, role: str | None = None, week: str | None = None, *, of_listening: bool = False) -> float:
        return (
            sum(
                one.minutes
                for one in self.entries
                if role in (None, one.role) and week in (None, one.week) and one.is_listening >= of_listening
            )
            / 60
        )

    def weeks(self) -> list[str]:
        return list(dict.fromkeys(one.week for one in self.entries))

    def table(self) -> str:
        """Role by role: people, hours in all, hours for each, and how much of it is listening itself."""
        rows = [
            (
                role,
                len(people),
                f"{self.hours(role):.0f}",
                f"{self.hours(role) / len(people):.1f}",
                f"{self.hours(role, of_listening=True):.0f}",
            )
            for role, people in self.roles.items()
        ]
        people = sum(len(people) for people in self.roles.values())
        whole = self.hours()
        rows.append(
            (
                "**Together**",
                people,
                f"**{whole:.0f}**",
                f"{whole / people:.1f}",
                f"{self.hours(of_listening=True):.0f}",
            )
        )
        return _table(("role", "people", "hours in all", "hours for each", "of which listening itself"), rows)

    def by_week(self) -> str:
        """Hours for each person of a role, week by week."""
        weeks = self.weeks()
        rows = [
            (role, *[f"{self.hours(role, week) / len(people):.1f}" for week in weeks])
            for role, people in self.roles.items()
        ]
        return _table(("hours for each", *weeks), rows)

    def by_task(self) -> str:
        """What takes the time, the longest first within each role."""
        found: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0, 0.0])
        for one in self.entries:
            kept = found[one.role, one.task]
            kept[0] += one.times
            kept[1] += one.minutes
        places = {role: place for place, role in enumerate(self.roles)}
        rows = [
            (role, task, int(times), f"{minutes / 60:.1f}")
            for (role, task), (times, minutes) in sorted(
                found.items(), key=lambda row: (places[row[0][0]], -row[1][1], row[0][1])
            )
        ]
        return _table(("role", "what", "times", "hours in all"), rows)


def _table(headings: tuple[object, ...], rows: Iterable[tuple[object, ...]]) -> str:
    marks = ["---", *["--:"] * (len(headings) - 1)]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (headings, marks, *rows))


def page(ledger: Ledger, *, conversations: int, heard: int, agendas: dict[str, int]) -> str:
    """docs/hours.md, whole."""
    people = sum(len(one) for one in ledger.roles.values())
    whole, listening = ledger.hours(), ledger.hours(of_listening=True)
    assumed = [(one.what, one, one.source) for one in ALL]
    assumed += [(f"Meeting: {name}", f"{minutes} minutes", "its agenda") for name, minutes in agendas.items()]
    return f"""# What a small round takes

{people} volunteers, three organisations, six weeks of listening: {conversations} conversations, in which somebody was
heard {heard} times. By this reckoning it takes **{whole:.0f} hours** of their time, about {whole / people:.0f} each.
Listening itself is {listening:.0f} of them. That makes {whole * 60 / conversations:.0f} minutes for a conversation,
with everything around it.

**Nobody has measured this with real volunteers.** A test walks the whole round through the real pages and counts what
each person opens, taps, types and reads (`tests/journeys/test_twelve_volunteers.py`). The minutes that it puts to them
are the assumptions below. If you run a small round, write down your hours and tell us: then we put yours here.

[How a small round works](small-round.md) says who does what, in which order.

## By role

{ledger.table()}

## By week

"Before" is the time until the listening begins, "after" the time from its end to the printed reports.

{ledger.by_week()}

## What the time goes into

{ledger.by_task()}

## What we assume

{_table(("what", "how long", "where it comes from"), assumed)}

A meeting's minutes are counted for everybody who comes: all {people} at the commissioning, which is the training, at
both check-ins and at the debrief. The organiser rings each of the three organisations once a week.

## What is not counted

Travel; making friends and keeping them, which is most of an organiser's work; finding the volunteers and the
organisations; the time of the people who are heard; running the server; and all that comes after the listening: making
sense, the report-back, the vote, the assembly, the promises.

`make hours` prints this page anew; a test fails while it differs from what the journey comes to.
"""
