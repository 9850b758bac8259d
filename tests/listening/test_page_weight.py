"""The first load of the listener's page, as it goes over the wire: at most 90 kB (issue: many phones are cheap)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from listens.places.models import Place
from tests.cast import Cast
from tests.listening.phones import phone

BUILT = Path(settings.STATICFILES_DIRS[0])
MOST = 90_000
HEADERS = 600  # of one answer, generously


def on_the_wire(name: str) -> int:
    """As whitenoise sends a static file: brotli at its highest setting; fonts are packed already."""
    content = (BUILT / name).read_bytes()
    return HEADERS + len(content if name.endswith(".woff2") else brotli.compress(content, quality=11))


@pytest.mark.skipif(not (BUILT / "app.css").exists(), reason="The look is not built. Type: make assets")
def test_the_first_load_is_light(cast: Cast) -> None:
    Place.objects.bulk_create(
        Place(
            area=cast.area,
            kind="ward",
            code=f"E0500{n}",
            name=f"Ward of some length {n}",
            parent=cast.ward.parent,
        )
        for n in range(1000, 1260)
    )
    client = phone(cast)
    answer = client.get("/south/listen/", headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.content).decode()
    named = re.findall(r'(?:href|src)="/static/([^"?]+)"', page)
    assert {"phone.css", "app.js", "capture.js"} <= set(named)
    sizes = {name: on_the_wire(name) for name in named}
    css = (BUILT / "phone.css").read_text()
    fonts = {Path(one.strip("\"'")).name for one in re.findall(r"url\(([^)]+\.woff2[^)]*)\)", css)}
    latin = {name for name in fonts if "latin-ext" not in name}  # English needs no other part of the font
    assert latin
    sizes |= {name: on_the_wire(name) for name in latin}
    sizes["the page"] = HEADERS + len(answer.content)
    brand = client.get(re.search(r'href="(/south/brand.css[^"]*)"', page)[1])
    sizes["brand.css"] = HEADERS + len(brand.content)
    assert sum(sizes.values()) <= MOST, sizes
