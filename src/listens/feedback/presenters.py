"""The pages of feedback in words: lines of who is owed, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from listens.core.published import Published, act
from listens.feedback import reply_fetch
from listens.feedback.owed import Owed
from listens.listening.models import Round
from listens.sensemaking.own_themes import OwnTheme
from listens.sensemaking.presenters import Numbers


@dataclass(frozen=True)
class Line:
    owed: Owed
    conversations: Published
    tell: str


@dataclass(frozen=True)
class Lines:
    lines: list[Line]
    num_owed: Published
    num_all: Published


def owed(round: Round, found: Iterable[Owed]) -> Lines:
    """Live figures, for staff: the public page shows those of the last release."""
    found = list(found)

    def live(n: int, definition: str) -> Published:
        return act(n, definition=definition, as_at=round.area.today(), source=_("Live records"))

    lines = [
        Line(
            one,
            live(one.num_conversations, _("Conversations sent in by this organisation")),
            reverse("record_telling", args=[round.area.slug, round.slug, one.organisation.pk]),
        )
        for one in found
    ]
    return Lines(
        lines,
        live(sum(one.told_on is None for one in found), _("Organisations whose people have not been told")),
        live(len(found), _("Organisations that listened in this round")),
    )


def num_replies(round: Round) -> Published:
    definition = _("Replies of people who were heard, however they came")
    return act(
        reply_fetch.num_replies(round),
        definition=definition,
        as_at=round.area.today(),
        source=_("Live records"),
    )


def trail(round: Round, *, with_list: bool = False) -> list[tuple[str, str]]:
    steps = [(_("Your desk"), reverse("desk", args=[round.area.slug]))]
    if with_list:
        steps.append(
            (_("Who has not been told"), reverse("feedback_owed", args=[round.area.slug, round.slug]))
        )
    return steps


def theme_row(theme: OwnTheme, numbers: Numbers) -> list[object]:
    """A theme with its counts, set to the right."""
    counts = (theme.count.num_conversations, theme.count.times_heard)
    return [
        theme.count.theme.name,
        *(format_html('<span class="app-number">{}</span>', numbers(n)) for n in counts),
    ]
