"""The first page of a ballot, which a thousand phones ask for within a minute, drawn once a second for all of them.

What could differ from phone to phone is in the key, and each gets a token of its own against forged requests. Whoever
is signed in, or has a message waiting, gets a page of their own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
KEPT_FOR = 1  # second: its countdown may be as late
MOST = 100


@dataclass(frozen=True)
class Drawn:
    """A page without its token, which stands between the parts, until a moment of the monotonic clock."""

    parts: list[bytes]
    until: float


drawn: dict[Hashable, Drawn] = {}


def drawn_once(request: HttpRequest, key: Hashable, draw: Callable[[], TemplateResponse]) -> HttpResponse:
    """The page that `draw` makes, from memory where one with this key was drawn within the second."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return draw()
    known = drawn.get(key)
    if known is not None and time.monotonic() < known.until:
        return HttpResponse(get_token(request).encode().join(known.parts))
    answer = draw().render()
    tokens = set(TOKEN.findall(answer.content))
    if len(tokens) == 1:
        if len(drawn) >= MOST:
            drawn.clear()
        drawn[key] = Drawn(answer.content.split(tokens.pop()), time.monotonic() + KEPT_FOR)
    return answer
