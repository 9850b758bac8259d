"""A one-to-one written down as a listener would: from the link to "saved", by what stands on the buttons.

Counts the screens that are seen, and the taps beside the words. Used by tests/listening/test_one_to_one.py and by
benchmarks/script.py, which says how long it takes somebody who types 40 words a minute.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_SCREENS, MOST_TAPS = 7, 12
SAID = [
    "The damp is back in both bedrooms and the children cough all night. I have rung nine times since summer and "
    "every time somebody new says they will call back. Nobody ever calls.",
    "It makes me angry that we pay the rent on the day and they will not keep a day for us.",
]


@dataclass
class Seen:
    screens: list[str] = field(default_factory=list)
    taps: list[str] = field(default_factory=list)
    words: int = 0


class Listener:
    """Somebody with a phone that has a touch screen, or with a keyboard and nothing else."""

    def __init__(self, page: Any, by_keyboard: bool = False) -> None:
        self.page, self.by_keyboard, self.seen = page, by_keyboard, Seen()

    def see(self) -> None:
        """What fills the screen now, by its heading."""
        headings = self.page.locator("main :is(h1, h2):visible")
        self.seen.screens.append(headings.last.inner_text())

    def tap(self, target: Any, name: str) -> None:
        self.seen.taps.append(name)
        if not self.by_keyboard:
            target.tap()
            return
        self.go_to(target, name)
        is_ticked = target.evaluate("at => at.type === 'checkbox'")
        if not target.evaluate("at => at.matches('textarea')"):
            self.page.keyboard.press("Space" if is_ticked else "Enter")

    def go_to(self, target: Any, name: str) -> None:
        for _tab in range(80):
            if target.evaluate("at => at === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key never comes to: {name}")

    def press(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name, exact=True), name)

    def write(self, words: str) -> None:
        box = self.page.locator("textarea:visible").first
        self.tap(box, "the box")
        self.page.keyboard.insert_text(words)
        self.seen.words += len(words.split())

    def agree(self, label: str) -> None:
        self.tap(self.page.get_by_label(label).locator("visible=true").first, label)

    def hold(self, link: str) -> Seen:
        """The whole of it; `link` is what the code on the card opens."""
        page = self.page
        page.goto(link)
        self.see()
        self.press("Open my page")
        page.wait_for_url("**/south/listen/")
        page.get_by_role("button", name="Continue").wait_for()
        waiting = list(SAID)
        while True:
            self.see()
            if waiting and page.locator("textarea:visible").count():
                self.write(waiting.pop(0))
                if len(waiting) == len(SAID) - 1:
                    self.agree("You may show these words in public, without a name")
            if not page.get_by_role("button", name="Continue").is_visible():
                break
            self.press("Continue")
        self.press("Send")
        page.wait_for_url("**/south/listen/thanks/")
        self.see()
        assert not waiting
        return self.seen
