"""Requests being answered now: a browser test waits for them before its tables are emptied under them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import ClassVar

from django.http import HttpRequest, HttpResponse


class InFlightMiddleware:
    num: ClassVar[int] = 0
    lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.lock:
            InFlightMiddleware.num += 1
        try:
            return self.get_response(request)
        finally:
            with self.lock:
                InFlightMiddleware.num -= 1


def wait_until_answered(seconds: float = 10) -> None:
    """Raises AssertionError when a request is still being answered after that long."""
    until = time.monotonic() + seconds
    while InFlightMiddleware.num:
        assert time.monotonic() < until, "a request of the browser was never answered"
        time.sleep(0.02)
