"""Keys pressed on the coding page in Chromium: from the press until the answer is on the screen, for each kind of key.

The answer is what the coder looks for: the theme ticked, the next note shown, the last one back, the words marked. The
clock runs from the browser's time of the press to the frame after the one that shows it, so a frame too much (some
17 ms). A decision every half second, four times as fast as people code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NOTES = 120
BETWEEN_KEYS, BETWEEN_NOTES = 80, 250  # milliseconds

ANOTHER_NOTE = "note() && note() !== was"
THAT_NOTE_AGAIN = "note() && note() !== was && says() === form.dataset.saysUndone"
TICKED = "form.querySelector('[data-key=\"{key}\"]').checked"
MARKED = "!form.querySelector('[data-pending]').hidden && words() !== before"
MARK_SHOWN = "form.querySelector('[data-text] mark') !== null"
FOUND = "form.querySelectorAll('[data-choice]:not([hidden])').length < 70"
SEARCHING = "document.activeElement.matches('[data-search]')"

WATCH = """() => {
  const form = document.querySelector('[data-coding]');
  const note = () => form.elements.note.value;
  const says = () => form.querySelector('[data-word]').textContent;
  const words = () => form.querySelector('[data-pending-words]').textContent;
  const was = note();
  const before = words();
  window.answered = new Promise((done, fail) => addEventListener('keydown', (event) => {
    const look = () => {
      if (performance.now() - event.timeStamp > 10000) {
        fail(new Error(`no answer to ${event.key}: ${says()}`));
        return;
      }
      requestAnimationFrame(ANSWER ? () => done(performance.now() - event.timeStamp) : look);
    };
    requestAnimationFrame(look);
  }, {capture: true, once: true}));
}"""


def keys_of(number: int) -> Iterator[tuple[str, str, str]]:
    """What is pressed for one note: (kind of key, key, how its answer shows)."""
    if number % 10 == 4:
        yield "skip", "s", ANOTHER_NOTE
        return
    if number % 10 == 7:
        yield "none", "0", ANOTHER_NOTE
        yield "undo", "u", THAT_NOTE_AGAIN
    if number % 5 == 1:
        yield "mark a clause", ",", MARKED
        yield "one word fewer", "ArrowLeft", MARKED
        yield "theme for marked words", "4", MARK_SHOWN
    elif number % 5 == 2:
        yield "find a theme", "/", SEARCHING
        yield "a letter to find it by", "6", FOUND
        yield "take what was found", "Enter", "form.querySelectorAll('[name=themes]:checked').length === 1"
    else:
        yield "theme", "2", TICKED.format(key="2")
        yield "theme", "5", TICKED.format(key="5")
    yield "save and next", "Enter", ANOTHER_NOTE


def press_keys(port: int, cookie: str) -> tuple[dict[str, list[float]], list[float]]:
    """Milliseconds of each press by kind of key, and of twelve openings of the page until it can be used."""
    from playwright.sync_api import sync_playwright
    from tests.browser import CHROMIUM, FLAGS

    site = f"http://127.0.0.1:{port}"
    name, _equals, value = cookie.partition(";")[0].partition("=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        context = browser.new_context(base_url=site, locale="en-GB")
        context.add_cookies([{"name": name, "value": value, "url": site}])
        page = context.new_page()
        opened = [_open(page) for _ in range(12)]
        times: dict[str, list[float]] = {}
        for number in range(NOTES):
            for kind, key, answer in keys_of(number):
                page.evaluate(WATCH.replace("ANSWER", f"({answer})"))
                page.keyboard.press(key)
                times.setdefault(kind, []).append(page.evaluate("window.answered"))
                page.wait_for_timeout(BETWEEN_KEYS)
            page.wait_for_timeout(BETWEEN_NOTES)
        browser.close()
    return times, opened


def _open(page: Any) -> float:
    page.goto("/south/coding/autumn/", wait_until="load")
    took = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    page.wait_for_timeout(BETWEEN_NOTES)
    return float(took)
