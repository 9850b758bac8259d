"""Noting whom an organisation reaches."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import ReachNote
from listens.listening.who_was_there import CARD

Answer = tuple[str, str]  # a question of the card and one of its answers


def note_reaches(actor: Actor, organisation: Organisation, answers: Collection[Answer]) -> None:
    """Those answers and no others. Saving the earlier ones again undoes it; the audit holds both.

    Raises Refused for a public body and for what is no answer of the card.
    """
    wanted = set(answers)
    with acting(actor, "note_reaches", organisation.area, within=[organisation.pk]) as deed:
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if organisation.is_public_body:
            raise Refused(_("Public bodies do not listen. Choose a community organisation."))
        if wanted - {(group, value) for group, each in CARD.items() for value, _words in each}:
            raise Refused(_("Choose from the answers on the card."))
        kept = {(one.group, one.value): one for one in ReachNote.objects.filter(organisation=organisation)}
        gone, new = kept.keys() - wanted, wanted - kept.keys()
        if not gone and not new:
            deed.unchanged()
            return
        ReachNote.objects.filter(pk__in=[kept[answer].pk for answer in gone]).delete()
        ReachNote.objects.bulk_create(
            ReachNote(organisation=organisation, group=group, value=value) for group, value in sorted(new)
        )
        deed.record(organisation, added=_names(new), taken_away=_names(gone))


def _names(answers: Collection[Answer]) -> list[str]:
    return sorted(f"{group}: {value}" for group, value in answers)
