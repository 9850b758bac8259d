"""Somebody who asked to be told, and organisations that listened."""

from __future__ import annotations

from uuid import uuid4

from listens.core import contacts
from listens.core.models import Area, Contact
from listens.feedback import replies
from listens.feedback.models import Reply
from listens.listening import codes
from listens.listening.models import Note
from tests.cast import Cast
from tests.public import build


def somebody_who_asked(area: Area, email: str = "ruth@example.org") -> Contact:
    made = uuid4()
    contacts.keep_contact(area, id=made, name="Ruth", email=email, uses=["told"])
    return Contact.objects.get(area=area, client_id=made)


def both_listened(cast: Cast) -> None:
    build.conversations(cast, 3)
    build.conversations(cast, 2, organisation=cast.second_community)


def a_slip(cast: Cast, note: Note) -> str:
    """The code of a slip that this note carries."""
    code = codes.new_slip()
    Note.objects.filter(pk=note.pk).update(slip_digest=codes.slip_digest(cast.area, code))
    return code


def a_reply(cast: Cast, words: str = "You left out the lift.", **more: object) -> Reply:
    """Written down by an organiser, who was rung."""
    given: dict = {"id": uuid4(), "way": "phone", "words": words, "language": "en", **more}
    return replies.record_reply(cast.amina, cast.round, given.pop("organisation", None), **given)
