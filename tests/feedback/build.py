"""Somebody who asked to be told, and organisations that listened."""

from __future__ import annotations

from uuid import uuid4

from listens.core import contacts
from listens.core.models import Area, Contact
from tests.cast import Cast
from tests.public import build


def somebody_who_asked(area: Area, email: str = "ruth@example.org") -> Contact:
    made = uuid4()
    contacts.keep_contact(area, id=made, name="Ruth", email=email, uses=["told"])
    return Contact.objects.get(area=area, client_id=made)


def both_listened(cast: Cast) -> None:
    build.conversations(cast, 3)
    build.conversations(cast, 2, organisation=cast.second_community)
