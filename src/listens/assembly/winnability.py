"""The winnability test of an ask: specific, decided by somebody named, yes or no, within the time."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.assembly.models import Ask
from listens.core.acting import Refused

TEST = {
    "is_specific": gettext_lazy("It does not say exactly what is asked."),
    "has_decision_maker": gettext_lazy("It has no named decision-maker who can say yes."),
    "is_yes_or_no": gettext_lazy("It cannot be answered with yes or no."),
    "is_within_the_time": gettext_lazy("It cannot be done within the time."),
}


def failed_tests(ask: Ask) -> list[str]:
    """The sentences of the winnability test that the ask fails; none when it can be won."""
    return [str(words) for name, words in TEST.items() if not getattr(ask, name)]


def must_be_winnable(ask: Ask) -> None:
    """Raises Refused for a failed test, or when nobody is asked."""
    if failed := failed_tests(ask):
        raise Refused(" ".join([_("This ask cannot be won yet."), *failed]))
    if not ask.addressees.exists():
        raise Refused(_("Nobody is asked yet. Add the office that decides."))


def must_be_carried(num_for: int | None, num_against: int | None, reason: str) -> None:
    """Raises Refused unless more delegates were for it than against, or (no count kept) it says how it was agreed."""
    if (num_for is None) != (num_against is None):
        raise Refused(_("Count both: those for and those against."))
    if num_for is None or num_against is None:
        if not reason:
            raise Refused(_("Count the delegates for and against, or write how it was agreed."))
    elif min(num_for, num_against) < 0 or max(num_for, num_against) > 30_000:
        raise Refused(_("Count the delegates: 0 or more, and no more than came."))
    elif num_for <= num_against:
        raise Refused(_("More delegates must be for it than against it. Send it back instead."))
