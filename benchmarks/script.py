"""How long a listener needs to write a one-to-one down: from the code on the card to "saved", through the page itself.

The journey is that of the test (tests/listening/one_to_one.py), in a browser, over HTTP through gunicorn. Counted: the
screens that are seen and the taps beside the words, each beside its limit. Measured: the time that the page lets
one wait. Reckoned: 40 words a minute, and 1.1 seconds for each tap (to point at something, in the keystroke-level model
of Card, Moran and Newell). Exits 1 over a limit.

    make bench-script        or        python -m benchmarks.script
"""

from __future__ import annotations

import time

from benchmarks.site import installation

WORDS_A_MINUTE = 40
A_TAP = 1.1  # seconds


def main() -> int:
    with installation() as site:
        from playwright.sync_api import sync_playwright
        from tests.browser import CHROMIUM, FLAGS, PHONE
        from tests.cast import TODAY, a_cast
        from tests.listening.one_to_one import MOST_SCREENS, MOST_TAPS, Listener

        from listens.listening.actions import make_link

        cast = a_cast()
        _link, secret = make_link(cast.amina, cast.round, cast.community, expires_on=TODAY)
        site.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            address = f"http://127.0.0.1:{site.port}"
            context = browser.new_context(base_url=address, viewport=PHONE, has_touch=True, is_mobile=True)
            began = time.perf_counter()
            seen = Listener(context.new_page()).hold(f"/south/listen/open/#{secret}")
            waited = time.perf_counter() - began
            browser.close()
    typing, tapping = 60 * seen.words / WORDS_A_MINUTE, A_TAP * len(seen.taps)
    num_screens, num_taps = len(seen.screens), len(seen.taps)
    print(f"Screens: {num_screens}, {num_screens / MOST_SCREENS:.2f} of the limit of {MOST_SCREENS}")
    for screen in seen.screens:
        print(f"  {screen}")
    print(f"Taps beside the words: {num_taps}, {num_taps / MOST_TAPS:.2f} of the limit of {MOST_TAPS}")
    print(f"  {', '.join(seen.taps)}")
    print(
        f"Time: {typing + tapping + waited:.0f} s: {seen.words} words at {WORDS_A_MINUTE} a minute {typing:.0f} s, "
        f"taps {tapping:.0f} s, waiting for the page {waited:.1f} s"
    )
    return 0 if num_screens <= MOST_SCREENS and num_taps <= MOST_TAPS else 1


if __name__ == "__main__":
    raise SystemExit(main())
