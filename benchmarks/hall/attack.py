"""Two attacks beside honest voters, from their own address: guessed codes, and rubbish sent to the ballot."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

from benchmarks.hall import pages
from benchmarks.hall.wire import Browser, Fields, Lost, now

LETTERS = pages.LETTERS


@dataclass
class Attack:
    """`at_once` connections, each sending the next as soon as it has the answer."""

    port: int
    path: str
    at_once: int
    is_over: asyncio.Event
    answers: dict[int, int] = field(default_factory=dict)  # status -> how many; 0 is no answer
    opened: int = 0  # codes that opened a ballot
    began: float = 0
    ended: float = 0

    @property
    def num(self) -> int:
        return sum(self.answers.values())

    def count(self, status: int) -> None:
        self.answers[status] = self.answers.get(status, 0) + 1

    async def guess(self, most: int, luck: random.Random, start: str = "") -> None:
        """Codes that begin with `start`, the rest by lot, until `most` were tried by all together."""
        self.began = now()
        left = iter(range(most))
        await asyncio.gather(*(self._guess(left, luck, start) for _one in range(self.at_once)))
        self.ended = now()

    async def _guess(self, left: object, luck: random.Random, start: str) -> None:
        browser = Browser(self.port, keeps=True)
        form = pages.code_form(await browser.get(self.path))
        for _number in left:  # type: ignore[attr-defined]
            code = start + "".join(luck.choices(LETTERS, k=pages.CODE_LENGTH - len(start)))
            try:
                answer = await browser.post(form.action or self.path, pages.typed(form, code))
            except Lost:
                self.count(0)
                continue
            self.count(answer.status)
            self.opened += pages.is_ballot(answer)
        browser.hang_up()

    async def flood(self, cast_path: str, luck: random.Random) -> None:
        """Rubbish of every kind, in turn, until the hall is over."""
        self.began = now()
        await asyncio.gather(*(self._flood(cast_path, luck) for _one in range(self.at_once)))
        self.ended = now()

    async def _flood(self, cast_path: str, luck: random.Random) -> None:
        browser = Browser(self.port, keeps=True)
        form = pages.code_form(await browser.get(self.path))
        while not self.is_over.is_set():
            path = luck.choice([self.path, cast_path])
            try:
                answer = await browser.send(luck.choice(RUBBISH)(browser, path, form.hidden, luck))
            except Lost:
                self.count(0)
                continue
            self.count(answer.status)
            self.opened += pages.is_ballot(answer)
        browser.hang_up()


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
    return _post(browser, path, b"code=AAAABBBB&choices=a&choices=b")


def _nonsense(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&code=" + luck.randbytes(200))


def _many_fields(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&choices=x" * 3000)


def _long_code(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&code=" + b"A" * 200_000)


def _broken_parts(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(
        browser, path, b"--x\r\nContent-Disposition: form-data; na", "multipart/form-data; boundary=x"
    )


def _made_up_slip(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    code = "".join(luck.choices(LETTERS, k=pages.CODE_LENGTH)).encode()
    return _post(browser, path, _token(hidden) + b"&code=" + code + b"&choices=p1&choices=p2&choices=p3")


def _odd_letters(browser: Browser, path: str, hidden: Fields, luck: random.Random) -> bytes:
    return _post(browser, path, _token(hidden) + b"&code=%00%F0%9F%97%B3%FF&choices=%00&choices=%ED%A0%80")


RUBBISH = [_no_token, _nonsense, _many_fields, _long_code, _broken_parts, _made_up_slip, _odd_letters]
