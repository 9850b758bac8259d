"""Two attacks beside honest voters, from their own address: guessed codes, and rubbish sent to the ballot."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator

from benchmarks.hall import pages
from benchmarks.hall.report import Figure
from benchmarks.hall.wire import Answer, Browser, Fields, Lost, now

AT_ONCE = 4  # connections that guess


class Attack:
    """Connections that each send the next as soon as they have the answer, until the hall is over."""

    def __init__(self, port: int, path: str, is_over: asyncio.Event) -> None:
        self.port, self.path, self.is_over = port, path, is_over
        self.answers: Counter[int] = Counter()  # by status; 0 for no answer
        self.num_opened = 0  # codes that opened a ballot
        self.began = self.ended = 0.0

    async def guess(self, most: int, luck: random.Random) -> None:
        """So many codes by lot, whether the hall is over or not."""
        left = iter(range(most))
        await self._beside(AT_ONCE, lambda browser, hidden: self._guess(browser, hidden, left, luck))

    async def flood(self, at_once: int, luck: random.Random) -> None:
        """Rubbish of every kind, to the page and to where ballots are sent."""
        await self._beside(at_once, lambda browser, hidden: self._flood(browser, hidden, luck))

    def figures(self) -> list[Figure]:
        num, seconds = self.answers.total(), self.ended - self.began
        print(
            f"attack: {num:,} requests in {seconds:.0f} s, {num / seconds:.0f}/s; by status: {dict(self.answers)}"
        )
        errors = sum(n for status, n in self.answers.items() if status >= 500 or not status)
        return [
            Figure("ballots that an attacker opened", self.num_opened, 0),
            Figure("attacks that met an error of ours, or no answer", errors, 0),
        ]

    async def _beside(self, at_once: int, work: Callable[[Browser, Fields], Awaitable[None]]) -> None:
        self.began = now()
        await asyncio.gather(*(self._one(work) for _n in range(at_once)))
        self.ended = now()

    async def _one(self, work: Callable[[Browser, Fields], Awaitable[None]]) -> None:
        browser = Browser(self.port, keeps=True)
        await work(browser, pages.code_form(await browser.get(self.path)).hidden)
        browser.hang_up()

    async def _guess(
        self, browser: Browser, hidden: Fields, left: Iterator[int], luck: random.Random
    ) -> None:
        for _number in left:
            code = "".join(luck.choices(pages.LETTERS, k=pages.CODE_LENGTH))
            await self._try(lambda code=code: browser.post(self.path, [*hidden, ("code", code)]))  # type: ignore[misc]

    async def _flood(self, browser: Browser, hidden: Fields, luck: random.Random) -> None:
        while not self.is_over.is_set():
            path = luck.choice([self.path, f"{self.path}cast/"])
            raw = luck.choice(RUBBISH)(browser, path, hidden, luck)
            await self._try(lambda raw=raw: browser.send(raw))  # type: ignore[misc]

    async def _try(self, sending: Callable[[], Awaitable[Answer]]) -> None:
        try:
            answer = await sending()
        except Lost:
            self.answers[0] += 1
            return
        self.answers[answer.status] += 1
        self.num_opened += pages.is_ballot(answer)


def _post(browser: Browser, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded") -> bytes:
    headers = {
        "Content-Type": kind,
        "Content-Length": str(len(body)),
        "Origin": f"http://127.0.0.1:{browser.port}",
    }
    return browser.written("POST", path, headers) + body


def _token(hidden: Fields) -> bytes:
    return b"&".join(f"{name}={value}".encode() for name, value in hidden)


def _no_token(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, b"code=AAAABBBB&choice=a&choice=b")


def _nonsense(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&code=" + luck.randbytes(200))


def _many_fields(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&choice=x" * 3000)


def _long_code(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&code=" + b"A" * 200_000)


def _broken_parts(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(
        browser, path, b"--x\r\nContent-Disposition: form-data; na", "multipart/form-data; boundary=x"
    )


def _made_up_slip(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    code = "".join(luck.choices(pages.LETTERS, k=pages.CODE_LENGTH)).encode()
    return _post(browser, path, _token(hidden) + b"&code=" + code + b"&choice=p1&choice=p2&choice=p3")


def _odd_letters(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&code=%00%F0%9F%97%B3%FF&choice=%00&choice=%ED%A0%80")


RUBBISH = [_no_token, _nonsense, _many_fields, _long_code, _broken_parts, _made_up_slip, _odd_letters]
