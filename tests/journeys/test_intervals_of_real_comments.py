"""How often the intervals hold the truth: 400 of 7,110 real comments coded as people once did, twenty times over.

Everything is the product's own: the order in which the coding page hands notes out, the decisions, the job that learns
and reckons. All comments are known, so the true share of each theme is. Where a theme came up ten times at least in
what was read, its interval has to hold the truth 93 to 97 times in a hundred.
"""

from __future__ import annotations

import datetime as dt
import os
import uuid
from functools import cache

import numpy as np
import pytest
from django.db import transaction
from django.utils import timezone

from listens.alliance.models import Person
from listens.core import jobs
from listens.core.models import Account, Actor, Grant
from listens.listening.models import Conversation, ConversationReview, Note, Prompt, Round, StageWindow
from listens.methods.themes import embed, model
from listens.sensemaking import actions
from listens.sensemaking.jobs import SUGGEST
from listens.sensemaking.machine import installed
from listens.sensemaking.machine.reading import EnglishReader
from listens.sensemaking.models import Theme, ThemeEstimate
from listens.sensemaking.uncoded import next_notes
from tests.cast import TODAY, Cast
from tests.journeys import sources
from tests.journeys.comments_to_themes.walk import Walk, real
from tests.working import work_now

SEEDS, CODED, FEWEST_FOUND = 20, 400, 10
COVERS = (0.93, 0.97)

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not os.environ.get("LISTENS_LONG"), reason="Tried twenty times over by: make test-long"
    ),
    pytest.mark.skipif(not sources.COMMENTS.exists(), reason="The real comments are not on this machine."),
    pytest.mark.skipif(not model.is_installed(), reason="make themes installs the sentence model"),
]


def test_the_intervals_hold_the_truth(cast: Cast, at_once, monkeypatch, capsys):
    monkeypatch.setattr(jobs, "KINDS", {SUGGEST: jobs.KINDS[SUGGEST]})
    remember_what_was_read(monkeypatch)
    walk = real()
    truth = walk.shares()
    round_, coder = a_round(cast), a_coder(cast)
    themes = a_codebook(cast, walk)
    bring_in(cast, round_, walk)
    rows = []
    for seed in range(SEEDS):
        with transaction.atomic():
            found = reckoned(round_, coder, walk, themes, seed)
            rows += [(one, truth[one.theme.code]) for one in found if one.found >= FEWEST_FOUND]
            transaction.set_rollback(True)
    inside = np.mean([one.low <= share <= one.high for one, share in rows])
    error = np.mean([abs(one.share - share) for one, share in rows])
    width = np.mean([one.high - one.low for one, _share in rows])
    with capsys.disabled():
        print(
            f"\n{SEEDS} times {CODED} of {len(walk.comments):,} comments, {len(rows)} intervals:"
            f" {inside:.3f} hold the truth, mean error {error:.4f}, mean width {width:.4f}"
        )
    assert COVERS[0] <= inside <= COVERS[1]


def reckoned(
    round_: Round, coder: Actor, walk: Walk, themes: dict[str, Theme], seed: int
) -> list[ThemeEstimate]:
    """Which comment is in which conversation is drawn anew, so the page hands out others."""
    notes = list(Note.objects.filter(conversation__round=round_).order_by("pk"))
    ids = [note.conversation_id for note in notes]
    for note, place in zip(notes, np.random.default_rng(seed).permutation(len(ids)), strict=True):
        note.conversation_id = ids[place]
    Note.objects.bulk_update(notes, ["conversation"], batch_size=300)
    codes = {one.id: one.code for one in walk.comments}
    for note in next_notes(coder, round_, num=CODED):
        actions.decide_note(coder, note, [themes[codes[note.source_id]]])
    run = actions.start_finding(coder, round_, SUGGEST)
    work_now()
    run.refresh_from_db()
    assert run.finished_at, jobs.progress(run)
    found = ThemeEstimate.objects.filter(run__run=run, unit=ThemeEstimate.Unit.CONVERSATIONS)
    found = list(found.select_related("theme"))
    assert found and {one.num for one in found} == {CODED}
    return found


def remember_what_was_read(monkeypatch) -> None:
    """The model and the masking give the same for the same words; twenty times they would take an hour."""
    minilm = embed.minilm()

    class Remembering:
        digest, reads = minilm.digest, staticmethod(minilm.reads)

        def __init__(self) -> None:
            self.known: dict[str, np.ndarray] = {}

        def encode(self, texts):
            new = [text for text in dict.fromkeys(texts) if text not in self.known]
            self.known |= dict(zip(new, minilm.encode(new), strict=True)) if new else {}
            return np.array([self.known[text] for text in texts], np.float32).reshape(len(texts), -1)

    once = Remembering()
    monkeypatch.setattr(embed, "minilm", lambda: once)
    reader = EnglishReader()
    for name in ("mask", "blank"):
        monkeypatch.setattr(reader, name, cache(getattr(reader, name)))
    monkeypatch.setattr(installed, "reader", lambda every_language=False: reader)


def fixed(name: object) -> uuid.UUID:
    """Ids that are the same in every run: what is handed out hangs on them."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"real comments {name}")


def a_round(cast: Cast) -> Round:
    made = Round.objects.create(
        id=fixed("round"), area=cast.area, slug="comments", name="Comments", number=2, opened_on=TODAY
    )
    Prompt.objects.create(round=made, position=1, text="What was good, and what could be better?")
    month = dt.timedelta(days=30)
    StageWindow.objects.create(
        round=made, stage="sensemaking", opens_on=TODAY - month, closes_on=TODAY + month
    )
    return made


def a_coder(cast: Cast) -> Actor:
    account = Account.objects.create_user("coder@example.org", name="Coder")
    made = Actor.objects.create(id=fixed("coder"), kind=Actor.Kind.ACCOUNT, account=account)
    Grant.objects.create(actor=made, area=cast.area, role="sense_maker")
    Person.objects.create(
        area=cast.area, organisation=cast.community, name="Coder", name_key="coder", account=account
    )
    return made


def a_codebook(cast: Cast, walk: Walk) -> dict[str, Theme]:
    rows = [
        {"id": code, "name": name, "definition": definition, "parent": above}
        for code, (name, definition, above) in walk.codebook.items()
    ]
    actions.import_codebook(cast.femi, cast.area, rows)
    Theme.objects.update(status=Theme.Status.MAY_COUNT)
    return {theme.code: theme for theme in Theme.objects.filter(area=cast.area)}


def bring_in(cast: Cast, round_: Round, walk: Walk) -> None:
    """Each a conversation of its own, accepted."""
    now, prompt = timezone.now(), round_.prompts.get()
    held = {"area": cast.area, "round": round_, "payload_digest": "-", "channel": "one-to-one"}
    conversations = Conversation.objects.bulk_create(
        Conversation(
            id=fixed(("conversation", one.id)), client_id=one.id, received_on=TODAY, held_on=TODAY, **held
        )
        for one in walk.comments
    )
    ConversationReview.objects.bulk_create(
        ConversationReview(conversation=one, seq=1, state="accepted", by=cast.grace, at=now)
        for one in conversations
    )
    Note.objects.bulk_create(
        Note(
            id=fixed(("note", one.id)),
            area=cast.area,
            conversation=conversation,
            prompt=prompt,
            text=one.text,
            language="en",
            content_digest="-",
            source="comments",
            source_id=one.id,
        )
        for one, conversation in zip(walk.comments, conversations, strict=True)
    )
