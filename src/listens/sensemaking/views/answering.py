"""What a form's POST does with the action's answer, and the frame of pages with people's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms

from listens.core.acting import Refused, Stale
from listens.core.models import Area
from listens.core.views import AreaView
from listens.listening.models import Round
from listens.sensemaking.forms import SeenForm
from listens.sensemaking.history import newest_seq
from listens.sensemaking.presenters import Numbers


def tried(form: forms.Form, act: Callable[[], Any]) -> Any | None:
    """What `act` returns when the form is in order and no rule refuses; else None, with the reason in the form."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def tried_on(form: SeenForm, area: Area, act: Callable[[], Any]) -> Any | None:
    """As `tried`; when somebody else was first, the form says so, keeps what was typed and can be saved again."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused))
        if isinstance(refused, Stale):
            form.now_seen(newest_seq(area))
        return None


def numbers_for(view: AreaView, round: Round | None = None) -> Numbers:
    """Counts as the person at this page may see them, and open them."""
    return Numbers(
        view.area,
        is_exact=bool(view.may("read_live_counts")),
        may_open=bool(view.may("read_theme_notes")),
        round=round,
    )


class OwnWordsView(AreaView):
    """A page with notes on it."""

    verb: ClassVar[str] = "read_notes"

    def wants_json(self) -> bool:
        return "application/json" in self.request.headers.get("Accept", "")
