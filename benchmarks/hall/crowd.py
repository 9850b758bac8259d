"""A hall of people with phones, as they are: some mistype, some hang up, some send twice, some change their mind."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from benchmarks.hall import pages
from benchmarks.hall.measured import Book
from benchmarks.hall.wire import Answer, Browser, Fields, Form, Lost, now

SCREEN_EVERY = 3.0  # seconds; a phone is told how often by the answer itself
TRIES_AGAIN_AFTER = (0.5, 2.0)  # seconds until somebody presses again
TRIES = 30
HUNG_UP = "hung up on purpose"
KEEP_THEIR_LINE = 0.7  # of phones; the others open a new connection for each request


@dataclass
class Habits:
    """What one person does on the way, drawn before the vote so that a run can be repeated."""

    comes_at: float  # seconds after the vote is opened
    finds_the_code: float  # seconds until the code is typed
    thinks: float  # seconds until the ticks are made
    keeps_line: bool
    mistypes: bool
    hangs_up: bool
    leaves_for_good: bool  # hangs up and is not seen again: whether the ballot came in, nobody knows
    sends_twice: bool
    changes_after: float  # seconds after the first receipt; 0 for never

    @classmethod
    def drawn(cls, luck: random.Random, come_within: float) -> Habits:
        return cls(
            comes_at=luck.uniform(0, come_within),
            finds_the_code=luck.uniform(1, 4),
            thinks=luck.uniform(2, 8),
            keeps_line=luck.random() < KEEP_THEIR_LINE,
            mistypes=luck.random() < 0.05,
            hangs_up=luck.random() < 0.08,
            leaves_for_good=luck.random() < 0.02,
            sends_twice=luck.random() < 0.08,
            changes_after=luck.uniform(1, 5) if luck.random() < 0.15 else 0,
        )


@dataclass
class Voter:
    number: int  # of the slip
    code: str
    habits: Habits
    luck: random.Random
    browser: Browser
    sent: list[list[str]] = field(default_factory=list)  # every set of ticks that went out, in order
    received: tuple[str, list[str]] | None = None  # the last receipt, and the ticks it is for
    receipts: list[str] = field(default_factory=list)
    voted_at: float = 0  # when the first receipt came
    trouble: str = ""  # what no voter should meet


@dataclass
class Hall:
    """What everybody in it shares."""

    book: Book
    area: str
    min_ticks: int
    max_ticks: int
    state_path: str
    screen_path: str
    is_over: asyncio.Event = field(default_factory=asyncio.Event)
    polling: list[asyncio.Task[None]] = field(default_factory=list)

    async def end(self) -> None:
        self.is_over.set()
        await asyncio.gather(*self.polling)

    def keep(self, polling: Coroutine[Any, Any, None]) -> None:
        self.polling.append(asyncio.create_task(polling))

    async def ask(self, kind: str, one: Voter, sending: Callable[[], Awaitable[Answer]]) -> Answer:
        """Presses again until an answer comes. A server's own error is noted and pressed away too.

        Raises Unexpected after TRIES.
        """
        for _try in range(TRIES):
            began = now()
            try:
                answer = await sending()
            except Lost:
                self.book.lost.append((kind, began, now()))
            else:
                self.book.answers.append((kind, began, 1000 * (now() - began)))
                if answer.status < 500:
                    return answer
                self.book.wrong[f"{kind} {answer.status}"] += 1
            await asyncio.sleep(one.luck.uniform(*TRIES_AGAIN_AFTER))
        raise pages.Unexpected(f"{kind}: no answer after {TRIES} tries")

    async def poll(self, one: Voter) -> None:
        """The state of the vote, until it is over, without cookies as the page's script does; less often when lost."""
        browser, etag, lost = Browser(one.browser.port, keeps=one.browser.keeps), "", 0
        wait = 0.0
        while not self.is_over.is_set():
            headers = {"If_None_Match": etag} if etag else {}
            began = now()
            try:
                answer = await browser.get(self.state_path, **headers)
            except Lost:
                self.book.lost.append(("state", began, now()))
                lost += 1
                wait = 1.5 * 2**lost
            else:
                self.book.answers.append(("state", began, 1000 * (now() - began)))
                lost, etag = 0, answer.headers.get("etag", "")
                if answer.status == 200:
                    wait = json.loads(answer.body)["again"]
                elif answer.status != 304:
                    self.book.wrong[f"state {answer.status}"] += 1
            await self.rest(wait * one.luck.uniform(0.8, 1.2))
        browser.hang_up()

    async def show(self, browser: Browser) -> None:
        """The presenter's screen, until it is over."""
        while not self.is_over.is_set():
            began = now()
            try:
                answer = await browser.get(self.screen_path)
                self.book.answers.append(("screen", began, 1000 * (now() - began)))
                if answer.status != 200:
                    self.book.wrong[f"screen {answer.status}"] += 1
            except Lost:
                self.book.lost.append(("screen", began, now()))
            await self.rest(SCREEN_EVERY)
        browser.hang_up()

    async def rest(self, seconds: float) -> None:
        """Until so much time has gone, or all is over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.is_over.wait(), seconds)

    async def vote(self, one: Voter) -> None:
        """From the chair's "vote now" to the last receipt of this person. The phone goes on polling until the end."""
        await asyncio.sleep(one.habits.comes_at)
        self.keep(self.poll(one))
        try:
            await self._mark(one, is_first=True)
            if one.habits.changes_after and one.received:
                await asyncio.sleep(one.habits.changes_after)
                await self._mark(one, is_first=False)
        except pages.Unexpected as unexpected:
            one.trouble = str(unexpected)

    async def come_back(self, one: Voter) -> None:
        """Somebody who left without a receipt asks for it: the same ticks again."""
        try:
            ballot = await self.open_ballot(one)
            await self.cast(one, ballot, pages.ticked(ballot, one.sent[-1]), one.sent[-1])
        except pages.Unexpected as unexpected:
            one.trouble = str(unexpected)

    async def _mark(self, one: Voter, *, is_first: bool) -> None:
        ballot = await self.open_ballot(one, is_first=is_first)
        await asyncio.sleep(one.habits.thinks if is_first else 1)
        boxes = [value for _name, value in ballot.boxes]
        ticks = sorted(one.luck.sample(boxes, one.luck.randint(self.min_ticks, self.max_ticks)))
        one.sent.append(ticks)
        fields = pages.ticked(ballot, ticks)
        if is_first and (one.habits.hangs_up or one.habits.leaves_for_good):
            await self._hang_up(one, ballot, fields)
            if one.habits.leaves_for_good:
                return
            await asyncio.sleep(one.luck.uniform(*TRIES_AGAIN_AFTER))
        for _time in range(2 if is_first and one.habits.sends_twice else 1):
            await self.cast(one, ballot, fields, ticks)

    async def open_ballot(self, one: Voter, *, is_first: bool = False) -> Form:
        path = f"/{self.area}/ballot/"
        page = await self.ask("page", one, lambda: one.browser.get(path))
        form = pages.code_form(page)
        if is_first:
            await asyncio.sleep(one.habits.finds_the_code)
            if one.habits.mistypes:
                wrong = one.code[:-1] + one.luck.choice([x for x in pages.LETTERS if x != one.code[-1]])
                answer = await self.ask(
                    "wrong code", one, lambda: one.browser.post(form.action or path, pages.typed(form, wrong))
                )
                pages.says_no(answer)
        fields = pages.typed(form, one.code)
        answer = await self.ask("code", one, lambda: one.browser.post(form.action or path, fields))
        return pages.ballot_form(answer)

    async def cast(self, one: Voter, ballot: Form, fields: Fields, ticks: list[str]) -> None:
        answer = await self.ask("choices", one, lambda: one.browser.post(ballot.action, fields))
        if answer.status in (302, 303):
            where = answer.headers["location"]
            answer = await self.ask("receipt", one, lambda: one.browser.get(where))
        one.receipts.append(receipt := pages.receipt(answer))
        one.received = (receipt, ticks)
        one.voted_at = one.voted_at or now()

    async def _hang_up(self, one: Voter, ballot: Form, fields: Fields) -> None:
        try:
            await one.browser.post(ballot.action, fields, hangs_up=True)
        except Lost:
            self.book.wrong[HUNG_UP] += 1
