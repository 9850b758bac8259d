"""The six weeks: what comes round every week, and what happens once."""

from __future__ import annotations

import datetime as dt

from tests.journeys import hours
from tests.journeys.small_round.once import Once
from tests.journeys.twelve import (
    FIRST,
    MEETINGS,
    ROUND,
    SECOND_CHECK_IN,
    WARDS,
    WEEK,
    Person,
    listening,
    words_of,
)


class Weeks(Once):
    def week(self, number: int) -> None:
        self.ledger.week = f"week {number + 1}"
        monday = FIRST + number * WEEK
        self.days.on(monday)
        self._looks_and_rings()
        for day in (MEETINGS["check_in"], SECOND_CHECK_IN):
            if monday <= day < monday + WEEK:
                self.days.on(day)
                self.ruth.comes_in()
                self._meets("check_in")
        held = [monday + dt.timedelta(days=1), monday + dt.timedelta(days=3)][: 2 if number < 5 else 1]
        self.days.on(monday + dt.timedelta(days=4))
        self._phones_send(number, held)
        self._paper_comes_back(held)
        for story in STORIES.get(number, ()):
            story(self)
        asked = [one.sent[-1]["client_id"] for one in self.phones[:3]] if number == 1 else []
        self._reviews(asked)
        if asked:
            self._listeners_answer()
            self._reviews()

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

    def _a_card_is_filled_in(self, one: Person, place: int) -> None:
        """By the person who was heard, on the listener's phone; the listener waits."""
        with one.doing("Cards of who was there"):
            one.screens += 1
            one.taps += 5
        ages, homes = ("16-24", "25-34", "35-49", "65-79"), ("owned", "social", "private")
        answers = {"age": ages[place % 4], "tenure": homes[place % 3], "disability": "not limited"}
        one.post_one("api_cards", {"ward": WARDS[place % 3], "answers": answers})

    def _paper_comes_back(self, held: list[dt.date]) -> None:
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

    def _listeners_answer(self) -> None:
        for one in self.phones[:3]:
            with one.doing("Answering the reviewer"):
                assert "Needs you" in one.go("sent").html
                one.send(
                    "Send your answer", text="Yes, it was in January, and it has not been put right since."
                )
                assert "You answered" in one.page.html


STORIES = {
    0: (Once.some_offer_to_help,),
    1: (Once.a_link_is_held,),
    2: (Once.somebody_is_at_risk, Once.words_are_taken_back, Once.they_are_rung),
    3: (Once.a_wall_is_typed_in,),
}
