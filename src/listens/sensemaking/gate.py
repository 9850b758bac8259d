"""The gate of a quote: the one place that says whether somebody's words may be shown.

A quote passes when its note stands, is accepted and may be quoted; two different people, neither of whom proposed
it and at least one from that community, each found that nobody could be recognised; nobody found otherwise; and
the area's waiting days since the last of those two checks are over. A check counts only for words as the one who
made it saw them: once words are put back into a quote, it needs two others. What has no word left is no quote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import formats
from django.utils.translation import gettext as _

from listens.listening.models import Note
from listens.sensemaking import variety
from listens.sensemaking.lineage import lineage_of
from listens.sensemaking.models import Quote, QuoteCheck, Theme


@dataclass(frozen=True)
class PublishedQuote:
    """Words that went through the gate. `voice` is *read back and agreed* or *listener's words*.

    `elsewhere` are the other themes that words of the same note were proposed for: who reads both sees one speaker.
    """

    words: str
    voice: str
    said_by: str
    language: str
    theme_id: UUID
    round: str  # the name of the round in which it was said: no day stands beside a quote
    round_slug: str
    translated: str = ""
    translated_language: str = ""
    is_interpreted: bool = False
    elsewhere: tuple[Theme, ...] = ()
    age: int = field(default=0, compare=False)  # among those asked for: the oldest has the most


def refusal(quote: Quote, on: dt.date, *, stands: bool) -> str:
    """Why the quote may not be shown on that day, or an empty sentence. Reads prefetched checks only."""
    if not stands:
        return _("The note was taken back or is not accepted.")
    if not quote.note.may_quote:
        return _("The person did not agree to be quoted.")
    if not any(map(str.isalnum, quote.note.masked[quote.start : quote.end])):
        return _("Nothing is left of it: its words were taken out.")
    checks = sorted(quote.checks.all(), key=lambda check: check.on)
    if any(check.outcome == QuoteCheck.Outcome.UNSAFE for check in checks):
        return _("A check found that somebody could be recognised.")
    others = [check for check in checks if check.by_id != quote.proposed_by_id]
    put_back = _put_back(quote)
    if put_back and any(check.on <= put_back for check in others):
        others = [check for check in others if check.on > put_back]
        if len(others) < 2:
            return _("Words were put back into it after it was checked. Two other people have to check it.")
    if len(others) < 2:
        return _("Two people who did not propose it have to check it first.")
    of_community = next((check for check in others if check.is_of_that_community), None)
    if of_community is None:
        return _("One of the people who check it has to be from that community.")
    free_on = max(others[1].on, of_community.on) + dt.timedelta(days=quote.note.area.quote_wait_days)
    if on < free_on:
        day = formats.date_format(free_on)
        return _("It waits until %(day)s in case somebody objects.") % {"day": day}
    return ""


def _put_back(quote: Quote) -> dt.date | None:
    """The last day on which words that were out were put back into it. Strikes know the day and no hour."""
    days = [
        row.on
        for row in quote.note.strikes.all()
        if row.act == row.Act.BACK and row.start < quote.end and quote.start < row.end
    ]
    return max(days, default=None)


def publish(quote: Quote, on: dt.date) -> PublishedQuote | str:
    """The quote as it may be shown on that day, or the sentence that says why it may not."""
    stands = Note.objects.counted().filter(pk=quote.note_id).exists()
    return refusal(quote, on, stands=stands) or _open(quote)


def standings(quotes: Iterable[Quote], on: dt.date) -> list[tuple[Quote, str]]:
    """Each quote with why it may not be shown, or an empty sentence. One query; checks and areas come prefetched."""
    quotes = list(quotes)
    counted = Note.objects.counted().filter(pk__in={quote.note_id for quote in quotes})
    stand = set(counted.values_list("pk", flat=True))
    return [(quote, refusal(quote, on, stands=quote.note_id in stand)) for quote in quotes]


def published_quotes(
    theme_ids: Iterable[UUID], on: dt.date, *, most: int | None = 3, round: str = ""
) -> dict[UUID, list[PublishedQuote]]:
    """For each theme, up to `most` quotes that pass (None: all), the newest first. Six queries at most.

    Where there are more than `most`, `variety` says which; nobody picks them.

    Those of a theme that was merged are of the one it was merged into, the same words once. `round` is the slug of
    the only round they may come from: beside a round's counts stand that round's words.
    """
    wanted = set(theme_ids)
    lines = lineage_of(wanted)
    behind, ends = lines.behind(wanted), lines.ends()
    # Asked note by note: few notes are quoted, and counting all of them takes a hundred times as long.
    stands = Exists(Note.objects.counted().filter(pk=OuterRef("note")))
    quotes = (
        Quote.objects.filter(stands, theme__in=list(behind), note__may_quote=True)
        .select_related(
            "note__area",
            "note__conversation__round",
            "note__conversation__organisation__borough",
            "note__conversation__ward",
            "translation",
        )
        .prefetch_related(
            Prefetch("checks", QuoteCheck.objects.order_by("on")),
            "note__strikes",
            Prefetch("note__quotes", Quote.objects.select_related("theme__parent")),
        )
        .order_by("-proposed_on", "pk")
    )
    if round:
        quotes = quotes.filter(note__conversation__round__slug=round)
    passed: dict[UUID, list[tuple[int, Quote]]] = {}
    seen: set[tuple[UUID, UUID, int, int]] = set()
    for age, quote in enumerate(quotes):
        theme = behind[quote.theme_id]
        place, cut = passed.setdefault(theme, []), (theme, quote.note_id, quote.start, quote.end)
        if cut not in seen and not refusal(quote, on, stands=True):
            seen.add(cut)
            place.append((age, quote))

    def opened(theme: UUID, age: int, quote: Quote) -> PublishedQuote:
        others = {ends.get(one.theme_id, one.theme) for one in quote.note.quotes.all()}
        in_order = sorted((one for one in others if one.pk != theme), key=lambda one: one.code)
        return replace(_open(quote), theme_id=theme, elsewhere=tuple(in_order), age=age)

    return {theme: [opened(theme, *one) for one in _some(own, most)] for theme, own in passed.items()}


def _some(passed: list[tuple[int, Quote]], most: int | None) -> list[tuple[int, Quote]]:
    if most is None or len(passed) <= most:
        return passed
    chosen = variety.chosen([_origin(quote) for _age, quote in passed], most)
    return [passed[place] for place in sorted(chosen)]


def _origin(quote: Quote) -> variety.Origin:
    conversation = quote.note.conversation
    host = conversation.organisation
    ward = conversation.ward
    traits = (
        host and host.pk,
        (ward and ward.parent_id) or (host and host.borough_id),
        host and host.kind,
        conversation.round_id,
        quote.note.language,
        quote.note.voice,
    )
    return variety.Origin(quote.pk, traits, quote.words)


def _open(quote: Quote) -> PublishedQuote:
    note = quote.note
    return PublishedQuote(
        quote.words,
        note.get_voice_display(),
        quote.context,
        note.language,
        quote.theme_id,
        note.conversation.round.name,
        note.conversation.round.slug,
        quote.translated,
        quote.translation.language if quote.translation else "",
        note.conversation.was_interpreted,
    )
