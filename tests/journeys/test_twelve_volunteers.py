"""Twelve volunteers, three organisations, six weeks: a round of listening through the real pages, and its hours.

Every step is done by the person whose step it is, on the pages that person gets to from their desk or their phone; a
page that is missing stops the journey. What it takes goes into a ledger (tests/journeys/hours.py), which docs/hours.md
is printed from.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pytest

from listens.cli.main import main
from listens.core.models import Area
from listens.feedback.owed import organisations_owed
from listens.listening import agendas, due_moments, offer_fetch
from listens.listening.models import Conversation, ConversationReview, HeardTally, Moment, Note, Round, Sheet
from listens.listening.progress import progress
from listens.listening.review_fetch import num_waiting, queue
from listens.safeguarding.models import Alarm, AlarmStep, RingNumber
from tests.journeys import hours
from tests.journeys.twelve import (
    AREA,
    BY_PHONE,
    CHURCH,
    EACH,
    FIRST,
    GRACE,
    LAST,
    ON_PAPER,
    PAPER,
    PHONES,
    PLACES,
    ROLES,
    STAFF,
    TENANTS,
    WARDS,
    WOMEN,
    Days,
    Person,
    Said,
    a_file,
    codes_on,
    listening,
    taps_of,
    words_of,
)

DOCS = Path(__file__).resolve().parents[2] / "docs"
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


@pytest.mark.django_db
def test_twelve_volunteers_walk_a_small_round(capsys: pytest.CaptureFixture[str]) -> None:
    journey = Journey()
    try:
        journey.before()
        for number in range(6):
            journey.week(number)
        journey.after()
        journey.stands_as_it_should()
    finally:
        journey.days.stop()
    minutes = {
        name: sum(step[0] for step in agendas.AGENDAS[kind]) for kind, name in journey.meetings.items()
    }
    page = hours.page(
        journey.ledger, conversations=journey.num_accepted, heard=journey.num_heard, agendas=minutes
    )
    if os.environ.get("LISTENS_WRITE"):
        (DOCS / "hours.md").write_text(page, encoding="utf-8")
        with capsys.disabled():
            print(f"\n{journey.ledger.table()}\n")
    assert (DOCS / "hours.md").read_text(encoding="utf-8") == page, "The hours changed: make hours"


class Journey:
    def __init__(self) -> None:
        self.ledger, self.days, self.said = hours.Ledger(), Days(), Said()
        self.ledger.roles = {role: [] for role in ROLES}
        self.meetings: dict[str, str] = {}
        self.twelve = {name: Person(name, role, self.ledger) for name, (role, *_rest) in STAFF.items()}
        self.twelve |= {name: Person(name, BY_PHONE, self.ledger) for name in PHONES}
        self.twelve |= {name: Person(name, ON_PAPER, self.ledger) for name in PAPER}
        assert len(self.twelve) == 12
        self.ruth, self.bayo, self.irene, self.leila = (self.twelve[name] for name in STAFF)
        self.phones = [self.twelve[name] for name in PHONES]
        self.on_paper = [self.twelve[name] for name in PAPER]
        self.codes: dict[str, str] = {}
        self.num_typed = self.num_on_paper = 0

    # Before: the area, the plan, the paper, the training.

    def before(self) -> None:
        self.ledger.week = "before"
        self.days.on(FIRST - 2 * WEEK)
        for command in (
            [
                "area",
                AREA,
                "Kestrel Listens",
                "--community-host",
                CHURCH,
                "--key-custodians",
                "Ruth, and Bayo",
            ],
            ["account", "ruth@example.org", "--area", AREA, "--name", "Ruth"],
        ):
            assert main(command) == 0
        self.area = Area.objects.get()
        self.ruth.comes_in()
        self._names_the_people()
        self._plans_the_round()
        self._makes_the_area_ready()
        self._opens_the_round()
        self.days.on(MEETINGS["commissioning"])
        self._hands_over_links()
        self._prints_paper()
        self._meets("commissioning", self.days.today)

    def _names_the_people(self) -> None:
        with self.ruth.doing("Wards, organisations and people, once") as ruth:
            ruth.go("import_places")
            ruth.send("Check the file", file=a_file("places.csv", PLACES))
            ruth.send("Bring in the good rows")
            for name, kind in ((CHURCH, "faith"), (WOMEN, "association"), (TENANTS, "association")):
                ruth.go("organisations")
                ruth.follow("Add an organisation")
                ruth.send("Add", name=name, kind=kind)
            self.organisations = {one.name: one for one in self.area.organisations.all()}
            for name, (_words, role, home) in STAFF.items():
                ruth.go("organisation", organisation=self.organisations[home].pk)
                ruth.follow("Add a person")
                given = {} if name == "ruth" else {"email": f"{name}@example.org", "role": role}
                ruth.send("Add person", name=name.title(), **given)

    def _plans_the_round(self) -> None:
        with self.ruth.doing("Planning the round") as ruth:
            ruth.go("desk")
            ruth.follow("Start a round")
            ruth.send(
                "Start the round", name="Spring 2026", target_heard=120, prompts=PROMPTS, concerns=CONCERNS
            )
            self.round = Round.objects.get(slug=ROUND)
            for stage, opens, closes in (
                ("listening", FIRST, LAST),
                ("report_back", LAST + 3 * WEEK, LAST + 6 * WEEK),
            ):
                ruth.follow("Set the dates of a stage")
                ruth.send("Set the dates", stage=stage, opens_on=opens, closes_on=closes, grace_days=GRACE)
            days = [*MEETINGS.items(), ("check_in", SECOND_CHECK_IN), ("report_back", LAST + 4 * WEEK)]
            for kind, day in days:
                ruth.go("round_plan", round=ROUND)
                ruth.follow("Add a moment")
                ruth.send("Add moment", kind=kind, held_on=day)
            ruth.go("round_home", round=ROUND)
            ruth.follow("Set the targets")
            aims = {CHURCH: 34, WOMEN: 34, TENANTS: 22}
            ruth.send(
                "Save",
                **{f"conversations__{self.organisations[name].pk}": num for name, num in aims.items()},
            )

    def _makes_the_area_ready(self) -> None:
        with self.ruth.doing("The five papers an area must have", 5, minutes=5 * hours.PAPER.value) as ruth:
            ruth.go("round_plan", round=ROUND)
            for kind in ("Data-protection", "Controller", "Privacy", "Retention", "Safeguarding"):
                ruth.go("readiness")
                ruth.follow(kind)
                alarm = {"test_alarm_answered_at": "2026-02-16 09:30"} if kind == "Safeguarding" else {}
                ruth.send("Record it", where_kept="The locked folder in the church office", **alarm)
        self.leila.comes_in()
        with self.leila.doing("Numbers to ring, each rung", 3, minutes=3 * hours.CALL.value) as leila:
            for who, telephone, whose in (
                ("Leila, safeguarding lead", "020 7946 0100", ""),
                ("A helpline, day and night", "020 7946 0111", ""),
                ("Bayo, at the church", "020 7946 0122", self.organisations[CHURCH].pk),
            ):
                leila.go("ring_numbers")
                leila.follow("Add a number to ring")
                leila.send(
                    "Add the number", name=who, telephone=telephone, organisation=whose, hours="day and night"
                )
                leila.page.forms = [f for f in leila.page.forms if f.buttons and who in f.buttons[0][0]]
                leila.send("I rang it today")
            assert "Ring it now" not in leila.page.html

    def _opens_the_round(self) -> None:
        with self.ruth.doing("Planning the round", 0) as ruth:
            ruth.go("round_plan", round=ROUND)
            ruth.follow("Open the round")
            ruth.send("Open the round")
            assert "The round is open." in ruth.page.html

    def _hands_over_links(self) -> None:
        self.ruth.comes_in()
        minutes = hours.PRINT.value
        with self.ruth.doing("Links and listeners' cards", len(PHONES), minutes=minutes) as ruth:
            for name, home in PHONES.items():
                ruth.go("round_links", round=ROUND)
                ruth.follow("Hand over a link")
                ruth.send("Make the link", organisation=self.organisations[home].pk)
                self.codes[name], *self.twelve[name].slips = codes_on(ruth.page.html)
                assert "020 7946 0100" in ruth.page.html  # whom to ring stands on the card
        for phone in self.phones:
            phone.opens_link(self.codes[phone.name])

    def _prints_paper(self) -> None:
        self.bayo.comes_in()
        with self.bayo.doing("Printing sheets, slips and the refresher", minutes=hours.PRINT.value) as bayo:
            bayo.follow("Listen on paper")
            bayo.follow("Print numbered sheets")
            bayo.send("Make the sheets", organisation=self.organisations[CHURCH].pk, how_many=36)
            assert bayo.page.html.count('class="app-sheet__number"') == 36
            bayo.go("heard_cards", round=ROUND)
            assert len(codes_on(bayo.page.html)) == 8
            bayo.go("refresher")
            words = bayo.read()
        for one in self.on_paper:
            one.spends("Reading the refresher", words / hours.READING.value)

    def _meets(self, kind: str, day: dt.date) -> None:
        """Everybody comes; the organiser writes down what came of it."""
        minutes = sum(step[0] for step in agendas.AGENDAS[kind])
        label = str(Moment.Kind(kind).label)
        self.meetings[kind] = label
        for one in self.twelve.values():
            one.spends(f"Meeting: {label.lower()}", minutes)
        with self.ruth.doing("Agendas, and what came of each meeting", minutes=hours.PRINT.value) as ruth:
            ruth.go("desk")
            ruth.follow(f"Write down what came of: {label}")
            ruth.send(
                "Save",
                who_came="The church 5, the women's association 4, the tenants 3.",
                decisions="We go on as planned, and ring whoever has not begun.",
                next_step="Ruth rings the three organisations on Monday.",
            )

    # The six weeks.

    def week(self, number: int) -> None:
        self.ledger.week = f"week {number + 1}"
        monday = FIRST + number * WEEK
        self.days.on(monday)
        self._looks_and_rings()
        held = [monday + dt.timedelta(days=1), monday + dt.timedelta(days=3)][: 2 if number < 5 else 1]
        self.days.on(monday + dt.timedelta(days=4))
        self._phones_send(number, held)
        self._paper_comes_back(number, held)
        for story in STORIES.get(number, ()):
            story(self)
        asked = [one.sent[-1]["client_id"] for one in self.phones[:3]] if number == 1 else []
        self._reviews(asked)
        if asked:
            self._listeners_answer()
            self._reviews()
        for day in (MEETINGS["check_in"], SECOND_CHECK_IN):
            if monday <= day < monday + WEEK:
                self.days.on(day)
                self.ruth.comes_in()
                self._meets("check_in", day)

    def _looks_and_rings(self) -> None:
        self.ruth.comes_in()
        num = len(self.organisations)
        with self.ruth.doing(
            "How the round goes, and ringing round", num, minutes=num * hours.CALL.value
        ) as ruth:
            ruth.follow("See how Spring 2026 goes")
            assert "Next:" in ruth.page.html

    def _phones_send(self, number: int, held: list[dt.date]) -> None:
        for place, one in enumerate(self.phones):
            items = [self.said.conversation(day) for day in held]
            if one.name == "binta" and number == 2:
                items.append(
                    self.said.conversation(held[0], channel="table-talk", people_heard=8, setting="hall")
                )
            if one.name == "dev" and number == 5:
                self.unsent = items  # no signal until the round is over
                continue
            self._writes_and_sends(one, items)
            if (number + place) % 2:
                self._a_card_is_filled_in(one, number + place)

    def _writes_and_sends(self, one: Person, items: list[dict]) -> None:
        for place, item in enumerate(items, start=len(one.sent)):
            for note in item["notes"]:
                note["slip"] = one.slips[place]
            one.spends("Listening", listening(item), is_listening=True)
        with one.doing("Writing conversations down", len(items)):
            if not one.sent:
                one.capture_screens = one.go("capture").html.count(" data-screen")
            one.screens += len(items) * one.capture_screens
            one.taps += sum(map(taps_of, items))
            one.words += sum(map(words_of, items))
        one.post_letters(items)

    def _a_card_is_filled_in(self, one: Person, place: int) -> None:
        """By the person who was heard, on the listener's phone; the listener waits."""
        with one.doing("Cards of who was there"):
            one.screens += 1
            one.taps += 5
        ages, homes = ("16-24", "25-34", "35-49", "65-79"), ("owned", "social", "private")
        answers = {"age": ages[place % 4], "tenure": homes[place % 3], "disability": "not limited"}
        one.post_one("api_cards", {"ward": WARDS[place % 3], "answers": answers})

    def _paper_comes_back(self, number: int, held: list[dt.date]) -> None:
        self.bayo.comes_in()
        items = []
        for one in self.on_paper:
            for item in (self.said.conversation(day) for day in held):
                one.spends("Listening", listening(item), is_listening=True)
                one.spends("Writing sheets", words_of(item) / hours.HANDWRITING.value)
                items.append(item)
        self.bayo.follow("Listen on paper")
        self.bayo.follow("Type sheets in")
        for number, item in enumerate(items, start=self.num_typed + 1):
            typed = {f"note__{place}__text": "" for place in (1, 2)}
            for note in item["notes"]:
                typed[f"note__{note['prompt']}__text"] += note["text"] + "\n"
            facts = {name: item[name] for name in ("people_heard", "channel", "setting", "ward")}
            day = dt.date.fromisoformat(item["held_on"])
            self.bayo.send(
                "Keep this sheet",
                again=True,
                number=number,
                held_on=f"{day.day} {day.month}",
                **facts,
                **typed,
            )
            keys = hours.KEYS.value * hours.KEY.value / 60
            self.bayo.spends("Typing sheets in", words_of(item) / hours.TYPING.value + keys)
        self.num_typed += len(items)
        self.num_on_paper += sum(item["people_heard"] for item in items)
        assert f"Sheet {self.num_typed} is in." in self.bayo.go("type_in_sheets", round=ROUND).html

    def _reviews(self, sent_back: Collection[str] = ()) -> None:
        """Everything that waits, to its decision; some goes back to its listener with a question first."""
        self.irene.comes_in()
        self.irene.follow("Review what came in")
        while waiting := self._unread():
            goes_back = waiting.client_id in sent_back and not waiting.is_answered
            with self.irene.doing("Reading and deciding", minutes=hours.DECISION.value / 60) as irene:
                irene.go("review_conversation", conversation=waiting.pk)
                irene.spends("Reading and deciding", words_in(waiting) / hours.READING.value, 0)
                if goes_back:
                    reason = self.area.review_reasons.get(position=2).pk
                    irene.send(
                        "Keep my decision", state="attention", listed=reason, reason="Was it this winter?"
                    )
                else:
                    irene.send("Keep my decision", again=True, state="accepted")
        assert "Your decision was kept" in self.irene.go("review_queue").html

    def _unread(self) -> Any:
        """What the queue shows first, but for what waits for its listener."""
        waiting: Iterable[Any] = queue(self.area)
        return next((one for one in waiting if one.is_answered or not one.is_read), None)

    def _listeners_answer(self) -> None:
        for one in self.phones[:3]:
            with one.doing("Answering the reviewer"):
                assert "Needs you" in one.go("sent").html
                one.send(
                    "Send your answer", text="Yes, it was in January, and it has not been put right since."
                )
                assert "You answered" in one.page.html

    # What happens once.

    def a_link_is_held(self) -> None:
        """Ezra's phone was left on a bus: his link is stopped for a look until he has it back."""
        self._hold("ezra", "Hold")
        self._writes_and_sends(self.twelve["ezra"], [self.said.conversation(self.days.today)])
        self._hold("ezra", "Release")
        held = Conversation.objects.filter(link__isnull=False, reviews__reason__contains="on hold")
        assert held.count() == 1

    def _hold(self, name: str, button: str) -> None:
        with self.ruth.doing("A link on hold, and released", minutes=hours.CALL.value) as ruth:
            ruth.go("round_links", round=ROUND)
            ruth.page.forms = [form for form in ruth.page.forms if self.twelve[name].link in form.action]
            ruth.send(button)

    def somebody_is_at_risk(self) -> None:
        asha = self.twelve["asha"]
        with asha.doing("Ringing and reporting that somebody is at risk", minutes=hours.CALL.value):
            asha.go("at_risk")
            asha.send(
                "Send the report",
                in_danger="no",
                what_happened="She said that she has not eaten since Monday and that nobody comes.",
                who="A woman in her eighties",
                where="The flats by the river",
                done="I rang the lead and stayed until she called back.",
                reach_me="07700 900321",
            )
        self.days.on(self.days.today)  # the machine tells those who answer
        self.leila.comes_in()
        with self.leila.doing("A report that somebody is at risk", minutes=hours.AT_RISK.value) as leila:
            for answer, words in (
                ("acknowledged", "I rang the listener and adult social care."),
                ("closed", "She has a visit every day from today."),
            ):
                leila.go("alarms")
                leila.page.links = [
                    one for one in leila.page.links if "/safeguarding/" in one[1] and "-" in one[1]
                ]
                leila.follow("")
                leila.send("Keep my answer", state=answer, words=words)
        with asha.doing("Ringing and reporting that somebody is at risk", 0):
            asha.go("at_risk")
            assert "closed" in asha.page.html.lower()

    def a_wall_is_typed_in(self) -> None:
        """After the service twenty-five people wrote on the wall; Fola and Gwen ran it."""
        for one in self.on_paper[:2]:
            one.spends("Listening", hours.TABLE_TALK.value, is_listening=True)
        walls = ["\n".join(f"{self.said.sticky()} x{n}" for n in range(1, 10)) for _prompt in (1, 2)]
        with self.bayo.doing("A wall of stickies typed in") as bayo:
            bayo.go("round_sheets", round=ROUND)
            bayo.follow("Type in a wall of stickies")
            bayo.send(
                "Keep the wall",
                organisation=self.organisations[CHURCH].pk,
                held_on=str(self.days.today.day),
                people_heard=ON_THE_WALL,
                stickies__1=walls[0],
                stickies__2=walls[1],
            )
            assert "18 stickies are in." in bayo.page.html

    def some_offer_to_help(self) -> None:
        concern = str(self.round.concerns.first().pk)
        for one, kind in zip(self.phones, ("host", "speak", "come"), strict=False):
            with one.doing("Contact details, in a page of their own"):
                assert concern in one.go("contact").html
                one.taps += 4
                one.words += 4
            person = {"name": "Amal", "phone": "07700 900123", "language": "en", "uses": ["told"]}
            one.post_one("api_contacts", {**person, "offers": [{"kind": kind, "concern": concern}]})

    def they_are_rung(self) -> None:
        self.ruth.comes_in()
        with self.ruth.doing("Ringing those who offered to help", 3, minutes=3 * hours.CALL.value) as ruth:
            ruth.follow("Get in touch with those who offered")
            for _offer in range(3):
                ruth.page.links = [
                    one for one in ruth.page.links if "/offers/" in one[1] and ROUND not in one[1]
                ]
                ruth.follow("")
                ruth.send("Show the name")
                assert "07700 900123" in ruth.page.html
                ruth.send("Save", outcome="done", way="phone")

    def words_are_taken_back(self) -> None:
        """By somebody who was heard, with the slip in her hand and no account."""
        anybody = Person("anybody", "", hours.Ledger())
        anybody.go("withdraw")
        anybody.send("Take", code=self.twelve["asha"].slips[0])
        self.num_taken_back = len(self.twelve["asha"].sent[0]["notes"])

    # After.

    def after(self) -> None:
        self.ledger.week = "after"
        dev = self.twelve["dev"]
        self.days.on(LAST + dt.timedelta(days=3))
        self._writes_and_sends(dev, self.unsent)
        assert not ConversationReview.objects.filter(
            conversation__client_id=self.unsent[0]["client_id"]
        ).exists()
        self._reviews()
        self.bayo.comes_in()
        with self.bayo.doing("Sheets that were not used", 3) as bayo:
            bayo.follow("Listen on paper")
            for sheet in Sheet.objects.filter(steps__isnull=True):
                bayo.go("mark_sheet", number=sheet.number)
                bayo.send("It is void")
        self.days.on(MEETINGS["debrief"])
        self.ruth.comes_in()
        self._meets("debrief", self.days.today)
        self._prints_the_reports()

    def _prints_the_reports(self) -> None:
        self.bayo.comes_in()
        task = "Printing the report for the report-back"
        with self.bayo.doing(task, minutes=hours.PRINT.value) as bayo:
            bayo.follow("See how Spring 2026 goes")
            bayo.follow(f"The report of {CHURCH}")
            assert f"What {CHURCH} heard" in bayo.page.html.replace("&#x27;", "'")
        with self.ruth.doing(task, 2, minutes=2 * hours.PRINT.value) as ruth:
            for place in (WOMEN, TENANTS):
                ruth.go("feedback_owed", round=ROUND)
                ruth.follow(f"Print its report: {place}")

    # What stands at the end.

    def stands_as_it_should(self) -> None:
        sent = [item for one in self.phones for item in one.sent]
        round = Round.objects.get(slug=ROUND)
        rows = progress(round)
        self.num_accepted = Conversation.objects.accepted().count()
        self.num_heard = sum(row.heard for row in rows)
        assert self.num_accepted == Conversation.objects.count() == len(sent) + self.num_typed + 1
        assert self.num_typed == EACH * len(PAPER)
        assert self.num_heard == sum(item["people_heard"] for item in sent) + self.num_on_paper + ON_THE_WALL
        assert num_waiting(self.area) == 0 and [row.waiting for row in rows] == [0, 0, 0]
        assert Note.objects.filter(withdrawal__isnull=False).count() == self.num_taken_back
        assert HeardTally.objects.exists() and not RingNumber.objects.filter(last_checked=None).exists()
        assert Alarm.objects.get().steps.latest("seq").state == AlarmStep.State.CLOSED
        assert [one.is_owed for one in offer_fetch.offers_of(round)] == [False] * 3
        assert not offer_fetch.rounds_with_open_offers(self.area)
        moments = list(round.moments.all())
        assert not due_moments.missing(round, moments)
        assert [one.kind for one in moments if not one.is_recorded] == [Moment.Kind.REPORT_BACK]
        owed = organisations_owed(round)  # told at the report-back, which comes after this story
        assert len(owed) == 3 and not any(one.told_on for one in owed)
        assert self.ruth.go("round_home", round=ROUND).html.count("Get ready for: Report-back") == 1
        assert set(Sheet.objects.values_list("steps__state", flat=True)) == {"typed", "void"}


def words_in(conversation: Conversation) -> int:
    return sum(len(note.text.split()) for note in conversation.notes.all())


STORIES = {
    0: (Journey.some_offer_to_help,),
    1: (Journey.a_link_is_held,),
    2: (Journey.somebody_is_at_risk, Journey.words_are_taken_back, Journey.they_are_rung),
    3: (Journey.a_wall_is_typed_in,),
}
