"""Phones that send as the real ones do: sealed letters, in batches, with a fresh token before each sending."""

from __future__ import annotations

import http.client
import json
import random
import time
import uuid
from typing import Any

BATCH = 20
TRIES = 400
AREA = "south"


class Lost(Exception):
    """No answer came: the phone cannot know whether the letters arrived."""


def letter(area: Any, day: str) -> dict[str, Any]:
    """A sealed conversation of two notes, of the length that people write."""
    from listens.core import letterbox

    client_id = str(uuid.uuid4())
    note = {
        "prompt": "1",
        "voice": "listener",
        "text": "The damp is back and nobody comes. " * random.randint(3, 9),
    }
    content = {
        "schema_version": 1,
        "client_id": client_id,
        "channel": "one-to-one",
        "held_on": day,
        "people_heard": 1,
        "language": "en",
        "notes": [note, {**note, "prompt": "2"}],
    }
    sealed = letterbox.seal_letter(area, json.dumps(content).encode(), f"{area.slug} {client_id}")
    return {"client_id": client_id, "sealed": sealed}


class Phone:
    """One browser with one link open. `session` is the key of a session that acts as the link."""

    def __init__(self, port: int, link: str, session: str) -> None:
        self.port, self.link = port, link
        self.cookies = {"session": session}
        self.connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: Any = None, *, drop: bool = False) -> dict[str, Any]:
        """Raises Lost when no whole answer comes; with `drop` it hangs up before it reads one."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.token}
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            self.connection.request(method, path, None if body is None else json.dumps(body), headers)
            if drop:
                raise Lost
            answer = self.connection.getresponse()
            content = answer.read()
            for name, value in answer.getheaders():
                if name == "Set-Cookie" and value.startswith("csrf="):
                    self.cookies["csrf"] = value.split(";")[0].removeprefix("csrf=")
            if answer.status != 200:
                raise Lost(f"{answer.status} {content[:200]!r}")
            return dict(json.loads(content))
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.hang_up()
            raise Lost(str(error)) from error
        except Lost:
            self.hang_up()
            raise

    def hang_up(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def send(self, letters: list[dict[str, Any]], *, drop: bool = False) -> list[str]:
        """The ids that the server named as there."""
        self.token = self.ask("GET", f"/{AREA}/api/v1/csrf/")["token"]
        payload = {"schema_version": 1, "link": self.link, "items": letters}
        results = self.ask("POST", f"/{AREA}/api/v1/conversations/", payload, drop=drop)["results"]
        return [one["client_id"] for one in results if one["outcome"] in ("created", "duplicate")]

    def send_all(self, letters: list[dict[str, Any]], luck: random.Random) -> None:
        """Until the server has named every one: lost answers and repeated batches on the way."""
        waiting = {one["client_id"]: one for one in letters}
        for _try in range(TRIES):
            some = list(waiting.values())[:BATCH]
            if not some:
                return
            try:
                there = self.send(some, drop=luck.random() < 0.15)
                if luck.random() < 0.1:
                    self.send(some)  # the same batch again
                for client_id in there:
                    waiting.pop(client_id, None)
            except Lost:
                time.sleep(luck.random() * 0.4)
        raise SystemExit(f"A phone gave up with {len(waiting)} letters.")


def phones_of(port: int, num: int) -> tuple[Any, list[Phone]]:
    """The area of the tests' cast, and as many phones with a link each."""
    from django.contrib.sessions.backends.db import SessionStore
    from tests.cast import TODAY, a_cast

    from listens.core import actors
    from listens.listening.actions import make_link

    cast = a_cast()
    phones = []
    for _n in range(num):
        link, _secret = make_link(cast.amina, cast.round, cast.community, expires_on=TODAY)
        session = SessionStore()
        session[actors.SESSION_KEY] = str(link.pk)
        session.create()
        phones.append(Phone(port, str(link.pk), str(session.session_key)))
    return cast.area, phones
