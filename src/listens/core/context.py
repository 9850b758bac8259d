"""What every page's layout needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "area": getattr(request, "area", None),
        "actor": getattr(request, "actor", None),
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
    }
