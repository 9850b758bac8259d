"""The state that figures are counted on, as one digest: a preview is of it, and publishing wants the same one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import translation

from listens.core.models import Area
from listens.core.released import raw_tables
from listens.methods.disclosure.rules import Rule
from listens.methods.disclosure.tables import Key
from listens.public import counting, estimates
from listens.public.counted import Counted, count
from listens.public.figures import newest_release


def digest(area: Area) -> str:
    """Of all that `draft` reads: exact counts, the cards of who was there, contacts, names, the rule, estimates,
    and releases.

    The same counts give the same figures, so a change that changes none of them is none. A second or so.
    """
    from listens.public.contacts_system import contacts  # SciPy comes with it

    rule = Rule(area.hide_below, area.round_to)
    last = newest_release(area)
    with translation.override("en-gb"):  # whoever asks: words of a language are no part of the state
        counted = count(area, rule)
        asked, _people = contacts(area, counted.rounds)
        state = {
            "rule": [area.hide_below, area.round_to],
            "last": last.seq if last else 0,
            "counted": _counted(counted),
            "contacts": _counts(asked.counts),
            "acts": dict(counting.acts(area, counted, rule)),
            "tables": [asdict(raw) for raw in raw_tables(area)],
            "estimates": estimates.as_state(estimates.found(counted.rounds)),
        }
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _counted(counted: Counted) -> dict[str, Any]:
    codes = {theme.pk: theme.code for theme in counted.themes}
    return {
        "rounds": [[round.slug, round.name] for round in counted.rounds],
        "left_out": [[round.slug, round.name] for round in counted.left_out],
        "themes": [
            [theme.code, theme.name, theme.parent_id and codes.get(theme.parent_id)]
            for theme in counted.themes
        ],
        "boroughs": counted.boroughs,
        "kinds": counted.kinds,
        "crossed": counted.crossed,
        "few": sorted(counted.few),
        "conversations": _counts(counted.conversations),
        "people": _counts(counted.people),
    }


def _counts(counts: Mapping[Key, int]) -> list[Any]:
    return sorted([sorted(one), n] for one, n in counts.items())
