"""What a form's POST does with the action's answer, and what pages with people's own words tell the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator

from listens.core.acting import Refused
from listens.core.views import AreaView


def tried(form: forms.Form, act: Callable[[], Any]) -> Any | None:
    """What `act` returns when the form is in order and no rule refuses; else None, with the reason in the form."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


@method_decorator(
    login_not_required, name="dispatch"
)  # AreaView asks itself; this class has a dispatch of its own
class OwnWordsView(AreaView):
    """A page with notes on it: no browser or proxy keeps a copy."""

    verb: ClassVar[str] = "read_notes"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    def wants_json(self) -> bool:
        return "application/json" in self.request.headers.get("Accept", "")
