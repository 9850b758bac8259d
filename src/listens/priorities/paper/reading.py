"""What somebody types of a paper slip: which slip it is, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused
from listens.methods.priorities.ballots import problem_with_ticks
from listens.priorities import codes
from listens.priorities.models import LongList, PaperStep, Share, VotingSlip

LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Reading:
    """`choices` stand in the order of the long-list, so that the order of typing tells nothing."""

    choices: tuple[str, ...] = ()
    spoiled: str = ""
    reason: str = ""


def read(long_list: LongList, choices: Sequence[str], spoiled: str, reason: str) -> Reading:
    """Checks what was typed. Capital letters do not matter. Raises Refused with what is wrong and what to do."""
    if problem := text.problem_with(reason, longest=200):
        raise Refused(problem)
    if spoiled:
        if spoiled not in PaperStep.Spoiled.values:
            raise Refused(_("Choose from the list why it is spoiled."))
        if choices:
            raise Refused(_("Type the ticks, or say that the slip is spoiled: not both."))
        if spoiled == PaperStep.Spoiled.OTHER and not reason.strip():
            raise Refused(_("Say in a few words what is wrong with it."))
        return Reading(spoiled=spoiled, reason=reason.strip())
    if not choices:
        raise Refused(_("Type the ticks. If there are none, keep the slip as spoiled."))
    return Reading(choices=checked(long_list, choices), reason=reason.strip())


def checked(long_list: LongList, choices: Sequence[str]) -> tuple[str, ...]:
    """The references as they stand on the long-list. Raises Refused for ticks that make no ballot."""
    references = list(long_list.proposals.order_by("reference").values_list("reference", flat=True))
    known = {text.key(reference): reference for reference in references}
    typed = tuple(known.get(text.key(choice), choice) for choice in choices)
    if wrong := problem_with_ticks(typed, long_list.min_ticks, long_list.max_ticks, references):
        what, fix = wrong
        if len(typed) > long_list.max_ticks or len(typed) < long_list.min_ticks:
            fix = _("Look at the paper again. If that is what it says, keep it as spoiled: never guess.")
        raise Refused(f"{what} {fix}")
    return tuple(reference for reference in references if reference in typed)


def words_of(typed: str) -> list[str]:
    """References typed with spaces between them, or with commas, semicolons or | where one has a space in it."""
    for mark in ",;|":
        if mark in typed:
            typed = typed.replace(";", ",").replace("|", ",")
            return [word.strip() for word in typed.split(",") if word.strip()]
    return typed.split()


def which(
    long_list: LongList, typed: str, share: Share | None
) -> tuple[str, VotingSlip | None, Share | None]:
    """(number, slip, share) of the paper that carries what was typed: a number, or the code of a slip.

    Choosing an organisation says that no slip was printed for it; its paper has a number written by hand. Raises
    Refused for a slip that was never printed or that was taken back, or an organisation that votes by its sheet.
    """
    typed = typed.strip()
    if not typed or len(typed) > LONGEST_NUMBER or text.problem_with(typed):
        raise Refused(_("Type the number on the slip."))
    slip = slip_of(long_list, typed)
    if slip is not None:
        if share is not None and share.pk != slip.share_id:
            raise Refused(
                _("Slip %(number)s was printed for %(organisation)s. Look at it again.")
                % {"number": slip.number, "organisation": slip.share.public_name}
            )
        if slip.revoked_at is not None:
            raise Refused(
                _("Slip %(number)s was taken back (%(why)s). It does not count: put it aside.")
                % {"number": slip.number, "why": slip.revoked_why or _("no reason was given")}
            )
        return str(slip.number), slip, slip.share
    if share is None and (long_list.scheme != LongList.Scheme.BALLOT or long_list.slips.exists()):
        raise Refused(
            _("There is no slip %(number)s. Look at it again.") % {"number": typed}
            if long_list.slips.exists()
            else _("Say which organisation the ballot comes from.")
        )
    if share is not None:
        if share.long_list_id != long_list.pk:
            raise Refused(_("That organisation has no share in this vote."))
        if share.way == Share.Way.SHEET:
            raise Refused(
                _("%(organisation)s votes by its sheet, not by slips.") % {"organisation": share.public_name}
            )
        if share.slips.exists():
            raise Refused(
                _("There is no slip %(number)s of %(organisation)s. Look at it again.")
                % {"number": typed, "organisation": share.public_name}
            )
    return typed, None, share


def slip_of(long_list: LongList, typed: str) -> VotingSlip | None:
    """The printed slip with that number, or that code."""
    slips = VotingSlip.objects.filter(long_list=long_list).select_related("share")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 10
    if is_number and (numbered := slips.filter(number=int(typed)).first()):
        return numbered
    digests = codes.digests(long_list.area, typed)
    found = slips.filter(find_digest=digests.first).first()
    return found if found and compare_digest(found.code_digest, digests.whole) else None
