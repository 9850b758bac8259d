"""Quotes of the demonstration: a few notes per theme, proposed by one person and checked by two others."""

from __future__ import annotations

import datetime as dt

from listens.demo.story import Story
from listens.listening.models import Note, Round
from listens.sensemaking.actions import check_quote, propose_quote

PER_THEME = 2
SHORTEST, LONGEST = 40, 260


def quote(story: Story, round: Round, day: dt.date) -> None:
    """Propose and check some quotes of every theme of the second level that the round's notes have."""
    story.on(day)
    rng = story.random(f"quotes {round.slug}")
    notes = (
        Note.objects.counted()
        .filter(conversation__round=round, may_quote=True, language="en", codings__theme__isnull=False)
        .select_related("conversation__organisation", "area")
        .order_by("source_id")
        .distinct()
    )
    by_theme: dict[str, list[Note]] = {}
    for note in notes.prefetch_related("codings__theme"):
        if SHORTEST <= len(note.text) <= LONGEST:
            for coding in note.codings.all():
                if coding.theme:
                    by_theme.setdefault(coding.theme.code, []).append(note)
    for code in sorted(by_theme):
        for note in rng.sample(by_theme[code], min(PER_THEME, len(by_theme[code]))):
            organisation = note.conversation.organisation
            kind = organisation.get_kind_display().lower() if organisation else "member"
            article = "an" if kind[0] in "aeiou" else "a"
            said_by = f"Heard by {article} {kind}"
            made = propose_quote(story.femi, note, story.themes[code], 0, len(note.text), said_by)
            check_quote(story.grace, made, outcome="safe", is_of_that_community=True)
            check_quote(story.tamsin, made, outcome="safe", is_of_that_community=False)
