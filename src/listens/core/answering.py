"""What a form's POST does with the action's answer: on to the next page, or the form again with the reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from listens.core.acting import Refused


def tried(form: forms.Form, act: Callable[[], Any]) -> Any | None:
    """What `act` returns when the form is in order and no rule refuses; else None, with the reason in the form."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def seen_seq(words: str) -> int:
    """The place in a history that a page says its reader saw; -1, which none has, for what is no number of ours."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else -1
