"""What a report of one round says: gathered once, printed as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from listens.core.models import Area
from listens.listening.models import Conversation, Note, Round
from listens.listening.review_fetch import num_waiting
from listens.methods.themes.standing import ENOUGH_ALPHA
from listens.sensemaking import agreement, corrections, uncoded
from listens.sensemaking.agreement import ThemeAgreement
from listens.sensemaking.counts import ThemeCount, theme_counts
from listens.sensemaking.gate import PublishedQuote, published_quotes
from listens.sensemaking.machine import estimating
from listens.sensemaking.models import Coding, ThemeEstimate

QUOTES_EACH = 3


@dataclass(frozen=True)
class Finding:
    """One theme that was heard, with its parts. `estimate` is its share of conversations.

    What does not belong to it are the words of the codebook: a note that was found not to be about it passed no gate.
    """

    count: ThemeCount
    estimate: ThemeEstimate | None
    agreement: ThemeAgreement | None
    quotes: list[PublishedQuote]
    parts: list[Finding]


@dataclass(frozen=True)
class HowDone:
    """Exact. `num_coders` are people who coded notes here; `num_coded` notes somebody has decided on."""

    num_conversations: int
    times_heard: int
    num_organisations: int
    num_notes: int
    num_coded: int
    num_unread: int  # of them, those that only have what was accepted together
    num_from_file: int  # notes whose themes came in with a file
    num_coders: int
    num_checked: int  # notes that two people coded apart


@dataclass(frozen=True)
class Findings:
    """The most heard first. `unclear` are themes on which two people do not agree well enough, or nobody knows."""

    area: Area
    round: Round
    how: HowDone
    themes: list[Finding]
    unclear: list[ThemeAgreement]
    num_waiting: int  # conversations that wait for review
    num_to_answer: int  # of what report-backs said
    is_estimated: bool


def gather(round: Round) -> Findings:
    """Some thirty queries, however many notes there are."""
    area = round.area
    agreements = {one.theme.pk: one for one in agreement.by_theme(round)}
    estimates = {one.theme_id: one for one in estimating.standing(round)}
    counts = [count for count in theme_counts(area, round) if count.num_conversations]
    quotes = published_quotes(
        [count.theme.pk for count in counts], area.today(), most=QUOTES_EACH, round=round.slug
    )

    def found(count: ThemeCount, parts: Iterable[ThemeCount]) -> Finding:
        pk = count.theme.pk
        return Finding(
            count,
            estimates.get(pk),
            agreements.get(pk),
            quotes.get(pk, []),
            [found(part, ()) for part in _largest_first(parts)],
        )

    below: dict[UUID | None, list[ThemeCount]] = {}
    for count in counts:
        below.setdefault(count.theme.parent_id, []).append(count)
    themes = [found(whole, below.get(whole.theme.pk, ())) for whole in _largest_first(below.get(None, ()))]
    return Findings(
        area,
        round,
        how_done(round),
        themes,
        [one for one in agreements.values() if one.num_notes and not _is_clear(one)],
        num_waiting(area, round),
        sum(one.waits for one in corrections.standings(corrections.corrections(area, round))),
        any(one.method != ThemeEstimate.Method.COUNTED for one in estimates.values()),
    )


def _largest_first(counts: Iterable[ThemeCount]) -> list[ThemeCount]:
    return sorted(
        counts, key=lambda count: (-count.num_conversations, count.theme.position, count.theme.code)
    )


def _is_clear(one: ThemeAgreement) -> bool:
    return one.alpha is not None and one.alpha >= ENOUGH_ALPHA


def how_done(round: Round) -> HowDone:
    accepted = Conversation.objects.filter(round=round).accepted()
    heard = accepted.aggregate(heard=Sum("people_heard"))["heard"] or 0
    coded = Coding.objects.current().filter(note__in=Note.objects.counted(), note__conversation__round=round)
    rows = list(coded.order_by().values_list("note_id", "by_id", "coder", "batch_id").distinct())
    progress = uncoded.progress(round)
    read = {note for note, _by, _coder, batch in rows if batch is None}
    return HowDone(
        accepted.count(),
        heard,
        accepted.exclude(organisation=None).order_by().values("organisation").distinct().count(),
        progress.total,
        progress.done,
        progress.done - len(read),
        len({note for note, _by, coder, batch in rows if coder and batch is None}),
        len({by for _note, by, coder, batch in rows if not coder and batch is None}),
        len(agreement.coded_twice(round)),
    )
