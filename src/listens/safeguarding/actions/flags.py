"""Somebody who reads notes, at review or when coding, thinks that a person in one may be at risk."""

from __future__ import annotations

from django.utils import timezone

from listens.core.acting import acting
from listens.core.models import Actor
from listens.listening.models import Note
from listens.safeguarding.models import Alarm, Flag


def flag_note(actor: Actor, note: Note) -> Alarm:
    """Leave word for the safeguarding leads, with the conversation's date and link; they never see its words.

    Never bound to a stage. Flagging again raises another alarm: a second call for help is not a mistake.
    """
    conversation = note.conversation
    with acting(actor, "flag_note", note.area, within=[conversation.round_id]) as deed:
        alarm = Alarm.objects.create(
            area=note.area,
            organisation=conversation.organisation,
            kind=Alarm.Kind.FLAG,
            raised_at=timezone.now(),
        )
        Flag.objects.create(alarm=alarm, note=note, by=actor)
        deed.tell(
            "note_flagged",
            alarm=str(alarm.pk),
            note=str(note.pk),
            held_on=str(conversation.held_on or ""),
            link=str(conversation.link_id or ""),
        )
        deed.record(note)
    return alarm
