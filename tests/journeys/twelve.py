"""The twelve people of the small round, where they belong and what was said to them. All of it is invented."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import random
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import time_machine

from listens.core import letterbox
from listens.core.models import Account, Area
from listens.core.worker import tick
from listens.demo.words import speak
from listens.listening.models import Conversation
from tests.journeys import hours
from tests.journeys.browsing import Visitor

AREA = "kestrel"
CHURCH, WOMEN, TENANTS = "St Brannock's Church", "Larkwood Women's Association", "Kestrel Street Tenants"
ORGANISER, LEAD, REVIEWER, SAFEGUARDING = "Organiser", "Organisation lead", "Reviewer", "Safeguarding lead"
BY_PHONE, ON_PAPER = "Listener with a phone", "Listener on paper"
ROLES = (ORGANISER, LEAD, REVIEWER, SAFEGUARDING, BY_PHONE, ON_PAPER)
STAFF = {
    "ruth": (ORGANISER, "organiser", CHURCH),
    "bayo": (LEAD, "organisation_lead", CHURCH),
    "irene": (REVIEWER, "reviewer", WOMEN),
    "leila": (SAFEGUARDING, "safeguarding_lead", TENANTS),
}
PHONES = {"asha": WOMEN, "binta": WOMEN, "carol": WOMEN, "dev": TENANTS, "ezra": TENANTS}
PAPER = ("fola", "gwen", "hugh")
WARDS = ("E05000101", "E05000102", "E05000103")
PLACES = "borough_code,borough_name,ward_code,ward_name\n" + "".join(
    f"E09000099,Kestrel,{code},{name}\n"
    for code, name in zip(WARDS, ("Old Market", "Riverbank", "Hillside"), strict=True)
)
# Monday to Sunday; six weeks, and a week of grace for what is sent or typed in late.
FIRST, LAST, GRACE = dt.date(2026, 3, 2), dt.date(2026, 4, 12), 7
EACH = 11
ROUND = "spring-2026"
WEEK = dt.timedelta(weeks=1)
MEETINGS = {
    "commissioning": dt.date(2026, 2, 26),
    "check_in": FIRST + 2 * WEEK + dt.timedelta(days=1),
    "debrief": LAST + dt.timedelta(days=8),
}
SECOND_CHECK_IN = FIRST + 5 * WEEK + dt.timedelta(days=1)
PROMPTS = (
    "What is putting pressure on you and the people you love?\n"
    "What makes you angry that you wish you could change?"
)
ON_THE_WALL = 25
CONCERNS = "Damp and repairs\nWaiting for help for a child\nWages and hours"
WITH_TWO = ("walk", "school-gate")


@dataclass
class Person(Visitor):
    """One of the twelve. What they do is put into the ledger by the name of the task."""

    name: str
    role: str
    ledger: hours.Ledger
    account: Account | None = None
    slips: list[str] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    capture_screens: int = 0  # of the phone's page for one conversation

    def __post_init__(self) -> None:
        super().__init__(AREA)

    @property
    def link(self) -> str:
        """The id of the link that is open on this phone."""
        return str(self.client.get(self._at("api_csrf")).json()["link"])

    @contextlib.contextmanager
    def doing(self, task: str, times: int = 1, minutes: float = 0) -> Iterator[Person]:
        """What happens at a screen meanwhile counts as this task; `minutes` are spent beside it."""
        before = self.screens, self.taps, self.words
        yield self
        after = self.screens, self.taps, self.words
        at_screen = hours.on_pages(*(new - old for new, old in zip(after, before, strict=True)))
        self.spends(task, minutes + at_screen, times)

    def spends(self, task: str, minutes: float, times: int = 1, *, is_listening: bool = False) -> None:
        self.ledger.add(self.role, self.name, task, minutes, times, is_listening=is_listening)

    def comes_in(self) -> None:
        """To the desk, with the code and the second factor."""
        self.sign_in(self.account or Account.objects.get(email=f"{self.name}@example.org"))
        self.spends("Signing in", hours.SIGN_IN.value / 60)
        self.go("desk")

    # A listener's phone.

    def opens_link(self, code: str) -> None:
        with self.doing("Opening the link and reading the refresher"):
            self.go("open_link")
            self.send("Open", code=code)
            self.go("refresher")
            self.spends("Opening the link and reading the refresher", self.read() / hours.READING.value, 0)

    def post(self, name: str, content: dict[str, Any]) -> dict[str, Any]:
        """A letter as the phone's page sends it: sealed, with a fresh token."""
        token = self.client.get(self._at("api_csrf")).json()
        answer = self.client.post(
            self._at(name),
            {**content, "link": token["link"]},
            content_type="application/json",
            headers={"X-CSRFToken": token["token"]},
        )
        assert answer.status_code == 200, answer.content
        return dict(answer.json())

    def post_letters(self, items: list[dict[str, Any]]) -> None:
        sealed = [{"client_id": one["client_id"], "sealed": seal(one)} for one in items]
        results = self.post("api_conversations", {"schema_version": 1, "items": sealed})["results"]
        assert [one["outcome"] for one in results] == ["created"] * len(items), results
        self.sent += items

    def post_one(self, name: str, content: dict[str, Any]) -> None:
        whole = {"schema_version": 1, "client_id": str(uuid.uuid4()), **content}
        result = self.post(name, {"client_id": whole["client_id"], "sealed": seal(whole)})
        assert result["outcome"] == "created", result


def seal(content: dict[str, Any]) -> dict[str, str]:
    area = Area.objects.get(slug=AREA)
    return letterbox.seal_letter(area, json.dumps(content).encode(), f"{AREA} {content['client_id']}")


class Said:
    """What people say: the same at every run."""

    def __init__(self) -> None:
        self.chance = random.Random(12)

    def conversation(self, held_on: dt.date, **more: Any) -> dict[str, Any]:
        """As a phone holds it. Most are one-to-ones; each has one to three notes."""
        channel = self.chance.choices(["one-to-one", *WITH_TWO], [8, 1, 1])[0]
        whole = {
            "client_id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)),
            "channel": channel,
            "held_on": held_on.isoformat(),
            "people_heard": 2 if channel in WITH_TWO else 1,
            "language": "en",
            "setting": self.chance.choice(["kitchen table", "school gate", "food bank", "bus stop"]),
            "ward": self.chance.choice(WARDS),
            **more,
        }
        num = 5 if whole["people_heard"] > 2 else self.chance.choices([1, 2, 3], [4, 4, 2])[0]
        whole["notes"] = [self._note(whole["channel"], prompt=1 + place % 2) for place in range(num)]
        return whole

    def _note(self, channel: str, prompt: int) -> dict[str, Any]:
        words = "n" * 1000
        while len(words) > 900:
            words = speak(self.chance, setting=channel).text
        is_table = channel == "table-talk"
        return {
            "prompt": str(prompt),
            "text": words,
            "voice": self.chance.choice(["read_back", "listener"]),
            "may_quote": not is_table and self.chance.random() < 0.7,
            "may_evaluate": self.chance.random() < 0.5,
        }

    def sticky(self) -> str:
        return " ".join(speak(self.chance, setting="table-talk").text.split()[:9]).rstrip(".,;:")


def words_of(item: dict[str, Any]) -> int:
    return sum(len(note["text"].split()) for note in item["notes"])


def taps_of(item: dict[str, Any]) -> int:
    """On the phone's page: kind, people, day, place, ward; and of each note its voice, its ticks and its slip."""
    ticks = sum(note["may_quote"] + note["may_evaluate"] for note in item["notes"])
    return 5 + 2 * len(item["notes"]) + ticks


def listening(item: dict[str, Any]) -> float:
    return (hours.TABLE_TALK if item["people_heard"] > 2 else hours.ONE_TO_ONE).value


def codes_on(html: str) -> list[str]:
    return re.findall(r'class="app-code"[^>]*>([0-9A-Z-]+)<', html)


class Days:
    """The clock of the journey. At the start of each day that is walked, the machine does what is due."""

    def __init__(self) -> None:
        self._travel: time_machine.travel | None = None

    def on(self, day: dt.date) -> None:
        self.stop()
        self.today = day
        at = dt.datetime.combine(day, dt.time(10), dt.UTC)
        self._travel = time_machine.travel(at, tick=True)
        self._travel.start()
        if Area.objects.exists():
            tick()

    def stop(self) -> None:
        if self._travel:
            self._travel.stop()
            self._travel = None


def a_file(name: str, content: str) -> io.BytesIO:
    file = io.BytesIO(content.encode())
    file.name = name
    return file


def words_in(conversation: Conversation) -> int:
    return sum(len(note.text.split()) for note in conversation.notes.all())
