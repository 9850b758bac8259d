"""Reading a public page: every number has to stand where it may."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
NUMBERS = re.compile(r"\d")


class Digits(HTMLParser):
    """Collects text with a digit outside `<data data-number>`, `<time>`, gated quotes and words of public acts.

    The page's title may repeat the words of a public act.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.acts: list[str] = []
        self.days: list[str] = []
        self.title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_free = (
            (tag == "data" and bool(given.get("data-number")))
            or tag in ("time", "style", "script")
            or "data-act" in given
            or (tag == "blockquote" and "data-quote" in given)
        )
        self.days.append(given.get("datetime") or "")
        if tag not in VOID:
            self.open.append((tag, is_free))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "title":
            self.title += data
        elif any(is_free for _, is_free in self.open):
            self.acts.append(data.strip())
        elif NUMBERS.search(data):
            self.found.append(data.strip())


def stray_digits(html: str) -> list[str]:
    """Every piece of text with a digit that no rule allows."""
    page = Digits()
    page.feed(html)
    title = page.title
    for words in sorted(filter(None, page.acts), key=len, reverse=True):
        title = title.replace(words, "")
    return page.found + ([page.title.strip()] if NUMBERS.search(title) else [])


def numbers_that_stand(html: str) -> set[str]:
    """Every number that a rule allows, in digits, those of dates among them."""
    page = Digits()
    page.feed(html)
    return set(re.findall(r"\d+", " ".join([*page.acts, *page.days])))


def numbers_in_file(text: str) -> set[str]:
    """Every number of a table, a JSON file or a feed, without addresses, ids, times of day and markup."""
    text = re.sub(r"<[^>]*>", " ", text) if text.startswith("<?xml") else text
    text = re.sub(r"https?://[^\s\"<,]+|urn:uuid:[0-9a-f-]+|T\d\d:[\d:+]+", " ", text)
    return set(re.findall(r"\d+", text))
