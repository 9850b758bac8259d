"""The area's list of reasons why a conversation needs attention or is set aside."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.listening.models import ReviewReason

MOST, LONGEST = 20, 120

FIRST_REASONS = (
    gettext_lazy("A name, an address or something else that could point to somebody"),
    gettext_lazy("It is not clear what was said"),
    gettext_lazy("The date, the place or the number of people cannot be right"),
    gettext_lazy("It seems to have been sent twice"),
    gettext_lazy("It says what the listener thinks, not what somebody said"),
    gettext_lazy("It was a try, or it is not of this round"),
)


def give_first_reasons(area: Area) -> None:
    """A list to start from, for an area that has none. Part of starting its first round."""
    if not ReviewReason.objects.filter(area=area).exists():
        _write(area, [str(reason) for reason in FIRST_REASONS])


def list_reasons(actor: Actor, area: Area, lines: Sequence[str]) -> None:
    """The whole list in its order, one reason a line. What is not there retires; what comes back is in use again.

    Raises Refused for an empty list, too many or too long lines, and the same line twice.
    """
    wanted = [" ".join(line.split()) for line in lines if line.strip()]
    if not wanted:
        raise Refused(_("Leave at least one reason, so that a reviewer can say why."))
    if len(wanted) > MOST:
        raise Refused(_("These are too many: %(most)d at most, one on each line.") % {"most": MOST})
    for line in wanted:
        for words in (line, text.key(line)):
            if problem := text.problem_with(words, longest=LONGEST):
                raise Refused(problem)
    if len({text.key(line) for line in wanted}) < len(wanted):
        raise Refused(_("The same line is there twice."))
    with acting(actor, "list_reasons", area) as deed:
        if _write(area, wanted):
            deed.record(reasons=len(wanted))
        else:
            deed.unchanged()


def _write(area: Area, wanted: list[str]) -> bool:
    """Did anything change?"""
    known = {one.text_key: one for one in ReviewReason.objects.select_for_update().filter(area=area)}
    keys = [text.key(line) for line in wanted]
    in_use = [
        one.text_key for one in sorted(known.values(), key=lambda one: one.position) if not one.retired_on
    ]
    if in_use == keys:
        return False
    for position, (line, key) in enumerate(zip(wanted, keys, strict=True), 1):
        ReviewReason.objects.update_or_create(
            area=area,
            text_key=key,
            defaults={"position": position, "retired_on": None},
            create_defaults={"text": line, "position": position},
        )
    gone = [one.pk for key, one in known.items() if key not in keys and not one.retired_on]
    ReviewReason.objects.filter(pk__in=gone).update(retired_on=area.today())
    return True
