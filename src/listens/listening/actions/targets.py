"""What a round and its organisations set out to hear."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Round, RoundTarget

LARGEST = 1_000_000
Target = tuple[int | None, int | None]  # conversations, people heard


def set_targets(actor: Actor, round: Round, *, total: int | None, targets: Mapping[UUID, Target]) -> None:
    """All targets at once: people heard in the whole round, and for each organisation conversations or people.

    An organisation without a number has no target any more; one that is not named keeps what it has.
    """
    with acting(actor, "plan_round", round.area, within=[round.pk]) as deed:
        numbers = [total, *[number for target in targets.values() for number in target]]
        if any(number is not None and not 1 <= number <= LARGEST for number in numbers):
            raise Refused(_("A target is a number from 1 to 1,000,000, or nothing."))
        listening = Organisation.objects.filter(area=round.area, pk__in=targets).community()
        if listening.count() != len(targets):
            raise Refused(_("Targets are for community organisations of this area."))
        before = {one.organisation_id: one for one in round.targets.select_for_update()}
        changed = 0
        for pk, (conversations, people) in targets.items():
            kept = before.get(pk)
            if (
                (kept.conversations, kept.people) == (conversations, people)
                if kept
                else not conversations and not people
            ):
                continue
            changed += 1
            if conversations or people:
                wanted = {"conversations": conversations, "people": people}
                RoundTarget.objects.update_or_create(round=round, organisation_id=pk, defaults=wanted)
            elif kept:
                kept.delete()
        if not changed and total == round.target_heard:
            deed.unchanged()
            return
        round.target_heard = total
        round.save(update_fields=["target_heard"])
        deed.record(round, targets=changed, total=total)
