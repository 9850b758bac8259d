"""What every page's layout needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from listens.core import languages


def page(request: HttpRequest) -> dict[str, Any]:
    area = getattr(request, "area", None)
    return {
        "area": area,
        "actor": getattr(request, "actor", None),
        "is_demo": settings.DEMO,
        "page_languages": languages.offered(area),
    }
