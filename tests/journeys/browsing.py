"""A person at a browser without scripts: pages are opened, links followed and forms filled in as they stand there.

Whatever is not on the page cannot be followed or filled in, so a journey fails where a person would be stuck. Screens,
taps and typed words are counted on the way: a ledger of hours is made from them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client
from django.urls import reverse


@dataclass
class Form:
    """What a form would send as it stands, and what it offers. `kinds` says of each place what it is."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    offered: dict[str, set[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # words, name, value


class Page(HTMLParser):
    """The links and forms of one page, and its words."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.html, self.address = html, address
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._open: dict[str, Any] = {}
        self._words: list[str] = []
        self.main = html.partition("<main")[2].partition("</main>")[0]
        self.feed(self.main or html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        elif tag in ("a", "button", "textarea"):
            self._open, self._words = {"tag": tag, **given}, []
        elif tag == "select":
            self._open = {"tag": tag, "name": "", **given}
            self._place(self._open["name"], "select", None)
        elif tag == "option" and self._form and self._open.get("tag") == "select" and self._open["name"]:
            self._offer(self._open["name"], given.get("value", ""), "selected" in given)
        elif tag == "input" and self._form:
            self._input(given)

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self._words).split())
        if tag == "form":
            self._form = None
        elif tag != self._open.get("tag"):
            return
        elif tag == "a":
            self.links.append((words, self._open.get("href", "")))
        elif tag == "textarea" and self._form:
            self._place(self._open["name"], "text", "".join(self._words).removeprefix("\n"))
        elif tag == "button" and self._form:
            self._form.buttons.append((words, self._open.get("name", ""), self._open.get("value", "")))
        if tag in ("a", "button", "textarea", "select"):
            self._open = {}

    def _input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if kind in ("radio", "checkbox"):
            self._place(name, kind, None)
            self._offer(name, given.get("value", "on"), "checked" in given)
        else:
            self._place(name, "hidden" if kind == "hidden" else "text", given.get("value", ""))

    def _place(self, name: str, kind: str, value: str | None) -> None:
        if self._form and name:
            self._form.kinds[name] = kind
            self._form.offered.setdefault(name, set())
            if value is not None:
                self._form.values[name] = [value]

    def _offer(self, name: str, value: str, is_chosen: bool) -> None:
        assert self._form
        self._form.offered[name].add(value)
        if is_chosen or (self._form.kinds[name] == "select" and name not in self._form.values):
            self._form.values[name] = [value]

    def form_with(self, button: str) -> tuple[Form, tuple[str, str, str]]:
        for form in self.forms:
            for one in form.buttons:
                if one[0].startswith(button):
                    return form, one
        raise AssertionError(f"{self.address} has no button “{button}”: {[f.buttons for f in self.forms]}")

    def link(self, words: str) -> str:
        for shown, address in self.links:
            if shown.startswith(words):
                return address
        raise AssertionError(f"{self.address} has no link “{words}”: {[shown for shown, _ in self.links]}")

    def has_link(self, words: str) -> bool:
        return any(shown.startswith(words) for shown, _address in self.links)


class Visitor:
    """`screens`, `taps` and `words` say what this person did so far. Every page must answer 200."""

    def __init__(self, area: str) -> None:
        self.area = area
        self.client = Client(enforce_csrf_checks=True)
        self.screens = self.taps = self.words = 0

    def sign_in(self, account: Any) -> None:
        """As after the code by e-mail and the second factor."""
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(account)
        session = self.client.session
        session["second_factor_settled"] = True
        session.save()

    def go(self, name: str, **more: Any) -> Page:
        return self._open(self._at(name, **more))

    def follow(self, words: str) -> Page:
        """The first link of this page that begins with these words."""
        self.taps += 1
        return self._open(urljoin(self.page.address, self.page.link(words)))

    def send(self, button: str, *, again: bool = False, **typed: Any) -> Page:
        """Fill in the form that has this button, and press it. A place that is not on the page is an error.

        `again`: this leads on to a page that was looked at before, which counts as a screen and is not fetched again.
        """
        form, (_words, name, value) = self.page.form_with(button)
        content: dict[str, Any] = dict(form.values)
        for place, given in typed.items():
            content |= self._filled(form, place.replace("__", "-"), given)
        if name:
            content[name] = value
        self.taps += 1
        address = urljoin(self.page.address, form.action) if form.action else self.page.address
        answer = self.client.post(address, content, follow=not again)
        if again and answer.status_code == 302:
            self.screens += 1
            return self.page
        return self._seen(answer)

    def read(self) -> int:
        """How many words stand in the main part of this page."""
        words: list[str] = []
        reader = HTMLParser()
        reader.handle_data = words.append  # type: ignore[method-assign]
        reader.feed(self.page.main)
        return len(" ".join(words).split())

    def _filled(self, form: Form, place: str, given: Any) -> dict[str, Any]:
        if isinstance(given, dt.date) and f"{place}-day" in form.kinds:
            self.taps += 3
            parts = {"day": given.day, "month": given.month, "year": given.year}
            return {f"{place}-{part}": [str(number)] for part, number in parts.items()}
        assert place in form.kinds, f"{self.page.address} has no place “{place}”: {sorted(form.kinds)}"
        if form.kinds[place] == "text" and not hasattr(given, "read"):
            self.words += len(str(given).split())
            return {place: [str(given)]}
        self.taps += len(given) if isinstance(given, list) else 1
        if hasattr(given, "read"):
            return {place: given}
        chosen = [str(one) for one in given] if isinstance(given, list) else [str(given)]
        assert set(chosen) <= form.offered[place], f"{place} offers {form.offered[place]}, not {chosen}"
        return {place: chosen}

    def _at(self, name: str, **more: Any) -> str:
        return reverse(name, kwargs={"area": self.area, **more})

    def _open(self, address: str) -> Page:
        return self._seen(self.client.get(address, follow=True))

    def _seen(self, answer: Any) -> Page:
        self.screens += 1
        address = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]
        assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.content[:500]!r}"
        html = answer.content.decode()
        self.page = Page(html, address)
        problem = html.partition('class="nhsuk-error-summary"')[2]
        assert not problem, f"{address}: {' '.join(problem[:900].split())}"
        return self.page
