"""The frame of a page with one form, and of a button: fetch, ask `access`, call one action, say what was done."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.access import ALLOWED, Decision
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.views import AreaView

Trail = list[tuple[str, str]]


class FormView(AreaView, ABC):
    """A room's page fills in what the methods ask for. When the gate is shut it says why and shows no form."""

    template: ClassVar[str] = "assembly/form.html"
    heading: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    submit: ClassVar[Any] = ""
    done: ClassVar[Any] = ""

    def find(self, **kwargs: Any) -> None:
        """Fetch what the page is about; raises Http404."""

    def gate(self) -> Decision:
        return ALLOWED

    @abstractmethod
    def form(self, data: Any = None) -> forms.Form: ...

    @abstractmethod
    def act(self, given: dict[str, Any]) -> Any:
        """Call the action with what was typed."""

    @abstractmethod
    def back(self) -> str:
        """Where the page leads back to, and on to when all went well."""

    def then(self, made: Any) -> str:
        return self.back()

    @abstractmethod
    def trail(self) -> Trail: ...

    def more(self) -> dict[str, Any]:
        """What else the template shows."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.find(**kwargs)
        return self._show(self.form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.find(**kwargs)
        form = self.form(request.POST)
        made = tried(form, lambda: (self.act(given_of(form)),))
        if made is None:
            return self._show(form)
        messages.success(request, self.done)
        return redirect(self.then(made[0]))

    def _show(self, form: forms.Form) -> HttpResponse:
        context = {
            "form": form,
            "heading": self.heading,
            "lead": self.lead,
            "submit": self.submit or _("Save"),
            "back": self.back(),
            "trail": self.trail(),
            "gate": self.gate(),
        }
        return self.page(self.template, **(context | self.more()))


def given_of(form: forms.Form) -> dict[str, Any]:
    """What the action is called with: a form that gathers its fields says so with `given()`."""
    gather = getattr(form, "given", None)
    return gather() if gather else form.cleaned_data


class ButtonView(AreaView, ABC):
    """A POST and nothing else; a rule that refuses is told on the page it leads back to."""

    http_method_names = ["post"]
    done: ClassVar[Any] = ""

    @abstractmethod
    def act(self, **kwargs: Any) -> str:
        """Call the action and return the address to go on to; set `self.back` before it."""

    back: str = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            onward = self.act(**kwargs)
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect(self.back)
        messages.success(request, self.done)
        return redirect(onward)
