"""Any colour an area chooses can be read, and no template asks for what our policy refuses."""

import re
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

import listens
from listens.core import colour
from listens.core.brand import properties
from tests.cast import Cast

TEMPLATES = sorted(Path(listens.__file__).parent.glob("*/templates/**/*.html"))
REFUSED = {
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an event attribute": re.compile(r"<[^>]+\son[a-z]+\s*="),
    "a script of its own": re.compile(r"<script\b(?![^>]*(\bsrc=|type=\"application/json\"))"),
    "a javascript: address": re.compile(r"javascript:"),
    "another site": re.compile(r"(?:src|href|action)=[\"']?(?:https?:)?//"),
}
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_counted_as_wcag_does() -> None:
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colour.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(COLOURS)
def test_any_colour_of_an_area_can_be_read(brand: str) -> None:
    made = properties(brand)
    assert colour.contrast(made["--brand-ink"], colour.SAND) >= 4.5
    assert colour.contrast(made["--brand-ink"], made["--brand-tint"]) >= 4.5
    assert colour.contrast(made["--brand"], made["--on-brand"]) >= 4.5
    assert colour.contrast(made["--brand-dark"], colour.WHITE) >= 4.5


def test_a_dark_colour_stays_as_it_was_chosen() -> None:
    assert properties("#4c1d63")["--brand-ink"] == "#4c1d63"


def test_the_colours_are_a_style_sheet_that_may_be_kept(cast: Cast) -> None:
    answer = Client().get("/south/brand.css")
    assert answer["Content-Type"].startswith("text/css") and "immutable" in answer["Cache-Control"]
    assert b"--brand:#" in answer.content


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parents[1].name}-{path.name}")
def test_no_template_asks_for_what_the_policy_refuses(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    found = [name for name, pattern in REFUSED.items() if pattern.search(source)]
    assert not found


def test_pages_are_sent_with_a_strict_policy(cast: Cast) -> None:
    policy = Client().get("/south/nothing-here/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_the_style_sheets_name_no_other_site_and_no_font_that_is_not_ours() -> None:
    built = Path(listens.__file__).parent / "static_built"
    if not built.exists():
        pytest.skip("The look is not built: make assets")
    for name in ("app.css", "app.rtl.css", "phone.css", "phone.rtl.css"):
        css = (built / name).read_text(encoding="utf-8")
        assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg", "", css) and "Frutiger" not in css
        files = {
            one.strip("\"'") for one in re.findall(r"url\((?!data:)([^)]*)\)", css.replace('"data:', "data:"))
        }
        missing = [one for one in files if not one.startswith("data:") and not (built / one).exists()]
        assert not missing
    assert (built / "app.css").read_text() != (built / "app.rtl.css").read_text()
