"""A browser without a screen: one connection kept while the server keeps it, cookies, and the forms of a page.

Light on purpose (asyncio over plain sockets, no parser of HTML): it shares two cores with the server it measures.
"""

from __future__ import annotations

import asyncio
import html
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

PATIENCE = 20  # seconds until a phone gives an answer up

Fields = list[tuple[str, str]]
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_FIELD = re.compile(r"<(?:input|textarea)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Lost(Exception):
    """No whole answer came: the phone cannot know what became of what it sent."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Form:
    """Where it goes, what it carries anyway, its boxes to tick, and its places to type in."""

    action: str
    hidden: Fields = field(default_factory=list)
    boxes: Fields = field(default_factory=list)
    typed: list[str] = field(default_factory=list)


def forms_of(page: str) -> list[Form]:
    found = []
    for attributes, inner in _FORM.findall(page):
        form = Form(_attributes(attributes).get("action", ""))
        for one in map(_attributes, _FIELD.findall(inner)):
            kind, name = one.get("type", "text"), one.get("name", "")
            if kind == "hidden":
                form.hidden.append((name, one.get("value", "")))
            elif kind == "checkbox":
                form.boxes.append((name, one.get("value", "on")))
            elif name:
                form.typed.append(name)
        found.append(form)
    return found


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(text)}


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_BROKEN = (OSError, EOFError, ValueError, TimeoutError)


class Browser:
    """One phone's browser. With `keeps` it holds its lines while the server does, else each request has its own."""

    def __init__(self, port: int, *, keeps: bool) -> None:
        self.port, self.keeps = port, keeps
        self.cookies: dict[str, str] = {}
        self._idle: list[Line] = []

    async def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.send(self.written("GET", path, named))

    async def post(self, path: str, fields: Fields, *, hangs_up: bool = False) -> Answer:
        """With `hangs_up` it leaves as soon as the request is out, and raises Lost."""
        body = urlencode(fields).encode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        return await self.send(self.written("POST", path, headers) + body, hangs_up=hangs_up)

    async def send(self, raw: bytes, *, hangs_up: bool = False) -> Answer:
        """Raises Lost when no whole answer comes."""
        while line := self._kept():
            try:
                return await asyncio.wait_for(self._exchange(line, raw, hangs_up), PATIENCE)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                line[1].close()
                if getattr(error, "partial", b""):
                    raise Lost(repr(error)) from error
                # The server had closed the line meanwhile: as browsers do, once more on another.
            except _BROKEN as error:
                line[1].close()
                raise Lost(repr(error)) from error
        try:
            return await asyncio.wait_for(self._exchange(None, raw, hangs_up), PATIENCE)
        except _BROKEN as error:
            raise Lost(repr(error)) from error

    def hang_up(self) -> None:
        while line := self._kept():
            line[1].close()

    def written(self, method: str, path: str, headers: dict[str, str]) -> bytes:
        """The head of a request, with what every request of this browser carries."""
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if not self.keeps:
            headers["Connection"] = "close"
        parts = urlsplit(path)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        lines = [f"{method} {target} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def _kept(self) -> Line | None:
        while self._idle:
            line = self._idle.pop()
            if not line[0].at_eof():
                return line
            line[1].close()
        return None

    async def _exchange(self, line: Line | None, raw: bytes, hangs_up: bool) -> Answer:
        reader, writer = line or await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(raw)
            await writer.drain()
            if hangs_up:
                raise Lost("hung up")
            answer = await read_answer(reader)
        except BaseException:
            writer.close()
            raise
        for value in answer.headers.get("set-cookie", "").split("\n"):
            name, _is, rest = value.partition("=")
            if name:
                self.cookies[name] = rest.split(";")[0]
        if self.keeps and answer.headers.get("connection", "").lower() != "close":
            self._idle.append((reader, writer))
        else:
            writer.close()
        return answer


async def read_answer(reader: asyncio.StreamReader) -> Answer:
    """One HTTP/1.1 answer. Raises IncompleteReadError when it is cut, ValueError when it is none."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    headers: dict[str, str] = {}
    for line in head[1:]:
        name, _colon, value = line.partition(":")
        key = name.lower()
        headers[key] = f"{headers[key]}\n{value.strip()}" if key in headers else value.strip()
    if status in (204, 304):
        return Answer(status, headers, b"")
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int((await reader.readline()).split(b";")[0], 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
        return Answer(status, headers, body)
    return Answer(status, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


def now() -> float:
    """Seconds on the clock that everything here is measured by."""
    return time.perf_counter()
