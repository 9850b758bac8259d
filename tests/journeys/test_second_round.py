"""A second round of real questions through the product's own job: are the new kinds found, and do the codes stay?

LISTENS_LONG=1 pytest tests/journeys/test_second_round.py
"""

from __future__ import annotations

import os
import uuid
from collections import Counter

import pytest
from benchmarks.themes.data import missing
from benchmarks.themes.rounds import banking
from django.utils import timezone

from listens.core import jobs
from listens.listening.models import Note
from listens.methods.themes import model
from listens.sensemaking import actions
from listens.sensemaking.jobs import DISCOVER
from listens.sensemaking.machine import covered
from listens.sensemaking.models import Coding, Theme, ThemeProposal, ThemeRun
from tests.cast import TODAY
from tests.sensemaking.many_notes import many
from tests.sensemaking.rounds import next_round

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not os.environ.get("LISTENS_LONG"), reason="The second round is walked by: make test-long"
    ),
    pytest.mark.skipif(not model.is_installed(), reason="make themes installs the sentence model"),
    pytest.mark.skipif(
        "banking77" in missing(), reason="The questions lie beside the project: LISTENS_SHARED"
    ),
]


def test_most_new_kinds_are_proposed_and_every_code_stays(cast, monkeypatch, work):
    monkeypatch.setattr(jobs, "KINDS", {DISCOVER: jobs.KINDS[DISCOVER]})
    data = banking()
    second = data.second()
    first = [n for n in range(len(data.texts)) if not second[n]]
    themes = {
        kind: Theme(area=cast.area, code=f"k{kind}", name=f"Kind {kind}", sign=f"{kind:03}", added_on=TODAY)
        for kind in sorted({int(data.kinds[n]) for n in first})
    }
    Theme.objects.bulk_create(themes.values())
    read = many(cast, len(first), texts=lambda n: data.texts[first[n]])
    now = timezone.now()
    Coding.objects.bulk_create(
        Coding(note=note, theme=themes[int(data.kinds[first[n]])], by=cast.femi, at=now)
        for n, note in enumerate(read)
    )
    before = list(Theme.objects.order_by("pk").values())
    next_round(cast)
    later = [n for n in range(len(data.texts)) if second[n]]
    many(cast, len(later), texts=lambda n: data.texts[later[n - 10_000]], start=10_000)
    kind_of = {
        uuid.uuid5(uuid.NAMESPACE_OID, f"en-{10_000 + place}"): int(data.kinds[n])
        for place, n in enumerate(later)
    }

    actions.start_finding(cast.femi, cast.round, DISCOVER, among=covered.NEW)
    work()

    told = ThemeRun.objects.get().manifest
    assert told["explained"] > told["left"] > 0
    found = set()
    for proposal in ThemeProposal.objects.prefetch_related("notes"):
        kinds = Counter(kind_of[one.note_id] for one in proposal.notes.all())
        kind, num = kinds.most_common(1)[0]
        if 2 * num > kinds.total() and kind in data.new:
            found.add(kind)
    assert len(found) >= 0.8 * len(data.new), told
    assert list(Theme.objects.order_by("pk").values()) == before
    assert Note.objects.count() == Coding.objects.count() + len(later)
