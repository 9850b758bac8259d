"""A person at a keyboard: Tab, arrows, Space and Enter, and nothing else. Where Tab does not lead, nobody gets."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 150
IS_FOCUSED = "one => one === document.activeElement"
IN_ITS_GROUP = "one => document.activeElement.type === 'radio' && document.activeElement.name === one.name"


class Keys:
    def __init__(self, page: Page) -> None:
        self.page = page

    def follow(self, words: str) -> None:
        """The first link that has these words, drawn as a button or not."""
        link, drawn = (self.page.get_by_role(role, name=words) for role in ("link", "button"))
        self._enter(link.or_(drawn.and_(self.page.locator("a"))).first)

    def press(self, words: str) -> None:
        self._enter(self.page.get_by_role("button", name=words).first)

    def write(self, label: str, words: str) -> None:
        """In place of what stands there."""
        self._reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def tick(self, label: str) -> None:
        box = self.page.get_by_label(label)
        self._reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def choose(self, label: str) -> None:
        """One of a group: Tab leads to the group, arrows within it."""
        radio = self.page.get_by_label(label, exact=True)
        self._reach(radio, IN_ITS_GROUP)
        self.page.keyboard.press("Space")
        for _step in range(10):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows do not lead to “{label}”.")

    def says(self, words: str) -> None:
        expect(
            self.page.locator("main, .nhsuk-notification-banner").filter(has_text=words).first
        ).to_be_visible()

    def _enter(self, target: Locator) -> None:
        self._reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _reach(self, target: Locator, is_there: str = IS_FOCUSED) -> None:
        expect(target).to_be_attached()
        for _step in range(MOST_TABS):
            if target.evaluate(is_there):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target} on {self.page.url}.")
