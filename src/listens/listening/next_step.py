"""The one sentence at the top of a round's home: what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.listening.models import Moment, Round
from listens.listening.progress import Progress, Standing


@dataclass(frozen=True)
class NextStep:
    words: str
    address: str = ""


@dataclass(frozen=True)
class Seen:
    """What the sentence is chosen from."""

    round: Round
    progress: Sequence[Progress]
    moments: Sequence[Moment]
    num_late: int = 0  # conversations that wait too long for a reviewer
    num_owed: int = 0  # offers to help

    def num(self, standing: Standing) -> int:
        return sum(one.standing == standing for one in self.progress)

    def address(self, name: str) -> str:
        return reverse(name, kwargs={"area": self.round.area.slug, "round": self.round.slug})


def for_organiser(seen: Seen) -> NextStep:
    """The first that applies: people before papers."""
    area = seen.round.area
    if seen.round.opened_on is None:
        return NextStep(_("The round is not open yet. See what is missing."), seen.address("round_plan"))
    if seen.num(Standing.NO_LINK) and not any(one.takes_part for one in seen.progress):
        return NextStep(_("Nobody has a link yet. Hand over the first ones."), seen.address("round_links"))
    if num := seen.num(Standing.NOT_STARTED):
        words = ngettext(
            "%(n)d organisation has not started: ring them.",
            "%(n)d organisations have not started: ring them.",
            num,
        )
        return NextStep(words % {"n": num}, "#ring")
    if num := seen.num(Standing.QUIET):
        words = ngettext(
            "%(n)d organisation has gone quiet: ring them.",
            "%(n)d organisations have gone quiet: ring them.",
            num,
        )
        return NextStep(words % {"n": num}, "#ring")
    if num := sum(one.standing == Standing.NO_LINK and one.target is not None for one in seen.progress):
        words = ngettext(
            "%(n)d organisation has a target and no link yet: hand over links.",
            "%(n)d organisations have a target and no link yet: hand over links.",
            num,
        )
        return NextStep(words % {"n": num}, seen.address("round_links"))
    if num := seen.num_late:
        words = ngettext(
            "%(n)d conversation has waited for a reviewer for more than one working day.",
            "%(n)d conversations have waited for a reviewer for more than one working day.",
            num,
        )
        return NextStep(words % {"n": num}, reverse("review_queue", kwargs={"area": area.slug}))
    if num := seen.num_owed:
        words = ngettext("%(n)d offer is owed an answer.", "%(n)d offers are owed an answer.", num)
        return NextStep(words % {"n": num}, seen.address("offers"))
    return _moment(seen)


def for_lead(seen: Seen) -> NextStep:
    """Of one's own organisations only."""
    for standing, words in (
        (Standing.NO_LINK, _("No listener of %(name)s has a link yet. Hand over the first one.")),
        (Standing.NOT_STARTED, _("Nothing has come from %(name)s yet: ring your listeners.")),
        (Standing.QUIET, _("Nothing has come from %(name)s for a week: ring your listeners.")),
    ):
        name = next((one.organisation.name for one in seen.progress if one.standing == standing), None)
        if name:
            return NextStep(words % {"name": name}, seen.address("round_links"))
    return _moment(seen)


def _moment(seen: Seen) -> NextStep:
    """Write down what came of the last meeting, or get ready for the next."""
    if not seen.moments:
        return NextStep(_("Nothing is due today."))
    first = min(seen.moments, key=lambda one: one.held_on)
    address = reverse("moment", kwargs={"area": seen.round.area.slug, "moment": first.pk})
    if first.held_on < seen.round.area.today():
        return NextStep(_("Write down what came of: %(name)s.") % {"name": first}, address)
    return NextStep(
        _("Get ready for: %(name)s, %(day)s.") % {"name": first, "day": date_format(first.held_on)},
        address,
    )
