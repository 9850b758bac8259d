"""Comparing what a row says with the record beside it, where organisations, offices and people stand by their ids.

`x_id` is an id and `x` beside it the name of that day. Renaming is no break, so ids are compared and names are not.
A promise that came from another installation has ids nobody here has: then the names are compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from listens.alliance.models import Office, Organisation, Person
from listens.assembly.models import Assembly
from listens.core.models import Actor

END = "_id"


def same(written: Any, found: Any) -> bool:
    """Whether the row's content says what the record says."""
    if _without(written, _is_name) == _without(found, _is_name):
        return True
    strange = set(_ids(written)) - set(_ids(found))
    return bool(strange) and _is_foreign(strange) and _without(written, _is_id) == _without(found, _is_id)


def _is_name(key: str, part: dict[str, Any]) -> bool:
    return key + END in part


def _is_id(key: str, part: dict[str, Any]) -> bool:
    return key.endswith(END)


def _without(value: Any, is_left_out: Any) -> Any:
    """Things with ids have no order of their own: it follows their names, and those change."""
    if isinstance(value, dict):
        return {k: _without(v, is_left_out) for k, v in value.items() if not is_left_out(k, value)}
    if isinstance(value, list):
        parts = [_without(part, is_left_out) for part in value]
        are_things = bool(parts) and all(isinstance(part, dict) for part in parts)
        return sorted(parts, key=lambda part: json.dumps(part, sort_keys=True)) if are_things else parts
    return value


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key.endswith(END) and part:
                yield str(part)
            else:
                yield from _ids(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids(part)


def _is_foreign(ids: set[str]) -> bool:
    """Nobody and nothing here has any of them."""
    return not any(kind.objects.filter(pk__in=ids).exists() for kind in KINDS)


KINDS: tuple[Any, ...] = (Organisation, Office, Person, Assembly, Actor)
