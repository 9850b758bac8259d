"""The NHS page components, called from ordinary Django templates.

The components come as Jinja macros (nhsuk-frontend-jinja). They live in an environment of their own, so that
everything else on a page stays one template language and one set of translations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader

# Drawn with the NHS logo, whatever it is given (decisions: our own identity).
NOT_OURS = frozenset({"header", "footer"})


@lru_cache(maxsize=1)
def environment() -> Environment:
    return Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        undefined=ChainableUndefined,
        auto_reload=False,
    )


@cache
def macro(component: str) -> Callable[[Mapping[str, Any]], str]:
    """The macro of a component by its camel-case name. Raises ValueError for one that we do not use."""
    if component in NOT_OURS:
        raise ValueError(f"The component {component!r} carries the NHS logo: use our own layout.")
    folder = re.sub(r"(?<!^)(?=[A-Z])", "-", component).lower()
    module = environment().get_template(f"nhsuk/components/{folder}/macro.jinja").module
    found: Callable[[Mapping[str, Any]], str] = getattr(module, component)
    return found


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """`{"label__text": "Name"}` becomes `{"label": {"text": "Name"}}`; words still to be translated become text."""
    whole: dict[str, Any] = {}
    for key, value in flat.items():
        node = whole
        *path, last = key.split("__")
        for part in path:
            node = node.setdefault(part, {})
        node[last] = conditional_escape(value) if last == "html" else unmarked(value)
    return whole


def unmarked(value: Any) -> Any:
    """Words as plain text: a component takes only its `html` as it comes, and escapes the rest itself."""
    return "".join(str(value)) if isinstance(value, (Promise, SafeString)) else value


def render(component: str, parameters: Mapping[str, Any]) -> SafeString:
    """One component as HTML: everything is escaped but what its `html` says is safe."""
    return mark_safe(str(macro(component)(nested(parameters))).strip())  # noqa: S308 (escaped in `nested`)
