"""Pictures of the demonstration, for looking at and for the README. `make screenshots` runs this.

Every page of PAGES is taken at 375 and 1280 px, in English, and those marked so in Arabic too, into
build/screenshots. The few that the README shows are also written, smaller, into docs/pictures. Then each screen of
listening (tests/pictures) at 320, 375 and 1280 px in both languages, and what is printed as PDF with a picture of each
page; only some of them: `.venv/bin/python -m tests.screenshots who phone links`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.pictures import children, listening, staff
from tests.pictures.camera import Camera

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "screenshots"
README = ROOT / "docs" / "pictures"
PORT = 8431
SITE = f"http://localhost:{PORT}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# (name, who looks, address, in the README: width and height to cut to)
PAGES = [
    ("home", "", "", (1280, 1500)),
    ("promise", "", "promises/17/", (1280, 1500)),
    ("promises", "", "promises/", None),
    ("heard", "", "heard/", (375, 1900)),
    ("round", "", "rounds/autumn-2025/", None),
    ("result-public", "", "rounds/autumn-2025/result/", None),
    ("about", "", "about/", None),
    ("privacy", "", "privacy/", None),
    ("desk-organiser", "amina", "desk/", (1280, 1000)),
    ("plan", "amina", "rounds/autumn-2026/plan/", None),
    ("organisations", "amina", "organisations/", None),
    ("vote", "amina", "rounds/autumn-2025/vote/", None),
    ("result", "amina", "rounds/autumn-2025/vote/result/", None),
    ("asks", "amina", "asks/", None),
    ("pledges", "amina", "pledges/", None),
    ("release", "amina", "release/", None),
    ("figures-of-places", "amina", "places/data/", None),
    ("review", "grace", "review/", None),
    ("codebook", "femi", "codebook/", None),
    ("coding", "femi", "coding/autumn-2026/", None),
    ("my-promises", "dele", "my-promises/", None),
    ("who", "", "who/", None),
    ("told-us", "", "told-us/", None),
    ("theme", "", "heard/housing/", None),
    ("theme-card", "", "heard/housing/card/", None),
    ("places", "", "places/", None),
    ("borough", "", "places/E09000022/", None),
    ("ward", "", "places/E05014095/", None),
    ("theme-staff", "femi", "codebook/themes/housing/", None),
    ("change-theme", "femi", "codebook/themes/housing-damp/change/", None),
    ("merge-theme", "femi", "codebook/themes/housing-damp/merge/", None),
    ("merge-preview", "femi", "codebook/themes/housing-damp/merge/?into=housing-repairs", None),
    ("split-theme", "femi", "codebook/themes/housing-damp/split/", None),
    ("recode-theme", "femi", "codebook/themes/housing/recode/", None),
    ("what-changed", "femi", "codebook/changes/", None),
    ("bring-in-codebook", "femi", "codebook/import/", None),
    ("computer", "femi", "codebook/computer/autumn-2026/", None),
    ("proposals", "femi", "codebook/proposals/autumn-2026/", None),
    ("computer-choices", "amina", "codebook/computer/autumn-2026/choices/", None),
    ("suggestions", "femi", "coding/autumn-2026/computer/", None),
    ("agreement", "femi", "coding/autumn-2026/agreement/", None),
    ("wall", "femi", "coding/autumn-2026/wall/", None),
    ("stickies", "femi", "coding/autumn-2026/wall/print/", None),
    ("heard-right", "femi", "coding/autumn-2026/heard-right/", None),
    ("heard-right-sheet", "femi", "coding/autumn-2026/heard-right/ask/", None),
    ("themes-at-once", "femi", "codebook/overview/", None),
    ("compare-themes", "femi", "codebook/overview/compare/?one=housing&other=health", None),
    ("between-rounds", "femi", "codebook/rounds/", None),
    ("theme-between", "femi", "codebook/themes/housing/rounds/", None),
    ("findings-report", "femi", "codebook/report/autumn-2026/", None),
    ("notes-behind", "femi", "codebook/themes/housing/notes/", None),
    ("how-we-count", "", "how-we-count/", None),
    ("themes-data", "femi", "codebook/data/", None),
    ("theme-data", "femi", "codebook/themes/housing/data/", None),
]
IN_ARABIC = {
    "home",
    "promise",
    "heard",
    "who",
    "told-us",
    "theme",
    "theme-card",
    "places",
    "borough",
    "ward",
    "how-we-count",
}


def main(wanted: set[str]) -> int:
    """`wanted`: names of PAGES, of screens of tests/pictures/staff.py, "phone" or "children"; empty: everything."""
    server = subprocess.Popen(
        [sys.executable, "-m", "listens.cli", "demo", "--port", str(PORT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "LISTENS_HOME": str(ROOT / "build" / "screenshots-home")},
    )
    try:
        codes = _codes(server)
        if not wanted:
            shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        README.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium-headless-shell", args=FLAGS
            )
            for width in (375, 1280):
                _take_all(browser, codes, width, wanted)
            for language in ("en", "ar"):
                _listening(Camera(browser, SITE, codes, FOLDER, language), wanted)
            browser.close()
    finally:
        server.terminate()
        server.wait(20)
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.relative_to(ROOT)}")
    return 0


def _listening(camera: Camera, wanted: set[str]) -> None:
    if not wanted or "phone" in wanted:
        listening.take(camera)
    if not wanted or "children" in wanted:
        children.take(camera)
    staff.take(camera, wanted)
    for sentence in camera.too_wide:
        print(sentence)


def _codes(server: subprocess.Popen[str]) -> dict[str, str]:
    """{first name: code} off the console, once the site answers."""
    codes: dict[str, str] = {}
    assert server.stdout
    for line in server.stdout:
        if found := re.match(r"\s+([2-9A-Z]{6})\s{3}(\w+)", line):
            codes[found[2].lower()] = found[1]
        if "Stop with" in line:
            break
    for _second in range(60):
        try:
            urllib.request.urlopen(f"{SITE}/healthz", timeout=2)
            return codes
        except OSError:
            time.sleep(1)
    raise SystemExit("The demonstration did not start.")


def _take_all(browser: Browser, codes: dict[str, str], width: int, wanted: set[str]) -> None:
    for name, who, address, cut in PAGES:
        if wanted and name not in wanted:
            continue
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        if who:
            page.goto(f"{SITE}/demo/")
            page.fill("[name=code]", codes[who])
            page.click("main form button")
        page.goto(f"{SITE}/south-london/{address}")
        page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)
        if cut and cut[0] == width:
            page.screenshot(
                path=README / f"{name}.png",
                clip={"x": 0, "y": 0, "width": width, "height": cut[1]},
                full_page=True,
            )
        if name in IN_ARABIC:
            _in_arabic(page, name, width)
        page.context.close()


def _in_arabic(page: Page, name: str, width: int) -> None:
    page.context.add_cookies([{"name": "language", "value": "ar", "url": SITE}])
    page.reload()
    page.screenshot(path=FOLDER / f"{name}-{width}-ar.png", full_page=True)


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
