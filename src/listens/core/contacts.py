"""The contact store: sealed with the area's key, away from everything said, and every opening is recorded.

Keeping a contact is done by the system, not by the listener's link that sent it, and its audit row names no
contact: otherwise the trail itself would join who spoke to what was said (decisions: "Testimony and identity").
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from listens.core import messages, retention, sealing, text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area, Contact, ContactUse

LONGEST = 200
KIND, STOPPED = "contacts", "people who asked us to stop"  # of retention


class Kept(StrEnum):
    """What became of a contact that was sent: the words of the sync contract."""

    CREATED = "created"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Opened:
    """A contact somebody was allowed to read."""

    contact: Contact
    name: str
    email: str
    phone: str


def keep_contact(
    area: Area,
    *,
    id: UUID,
    name: str,
    email: str = "",
    phone: str = "",
    language: str = "en",
    uses: Iterable[str],
) -> Kept:
    """Keep how to reach somebody, once per phone-made `id`; the same id with other content changes nothing.

    Raises Refused without an address, without a use, or for text no database should hold.
    """
    wanted = sorted(set(uses))
    details = {"name": name.strip(), "email": email.strip(), "phone": phone.strip()}
    _check(details, wanted)
    week = area.today() - dt.timedelta(days=area.today().weekday())
    with acting(Actor.system("contact store"), "keep_contact", area) as deed:
        if retention.was_erased(area, KIND, id):
            deed.unchanged()
            return Kept.DUPLICATE
        contact, is_new = Contact.objects.get_or_create(
            area=area,
            client_id=id,
            defaults={
                "week": week,
                "sealed": sealing.seal(area, json.dumps(details).encode()),
                "email_index": index_of(area, details["email"]),
                "phone_index": index_of(area, details["phone"]),
                "language": language[:10],
            },
        )
        if not is_new:
            deed.unchanged()
            same = (
                _details(contact) == details and sorted(contact.uses.values_list("use", flat=True)) == wanted
            )
            return Kept.DUPLICATE if same else Kept.CONFLICT
        ContactUse.objects.bulk_create(
            ContactUse(contact=contact, use=use, agreed_week=week) for use in wanted
        )
        deed.record()  # beside its time, what was agreed to would tell which contact of the week it was
    return Kept.CREATED


def open_contact(actor: Actor, contact: Contact, *, why: str) -> Opened:
    """Read one contact. The reading is recorded with its reason."""
    with acting(actor, "open_contact", contact.area) as deed:
        opened = Opened(contact, **_details(contact))
        deed.record(contact, why=why)
    return opened


def open_for(actor: Actor, area: Area, use: str, *, why: str) -> list[Opened]:
    """Read everybody who agreed to `use` and has not said stop: one record for the whole reading."""
    with acting(actor, "open_contact", area) as deed:
        agreed = Contact.objects.filter(
            area=area, unsubscribed_on=None, uses__use=use, uses__withdrawn_on=None
        ).select_related("area")
        opened = [Opened(contact, **_details(contact)) for contact in agreed]
        deed.record(use=use, why=why, opened=len(opened))
    return opened


def find_by_address(actor: Actor, area: Area, address: str) -> list[Contact]:
    """Contacts with that e-mail or telephone, found without opening any other."""
    with acting(actor, "find_contact", area) as deed:
        found = list(_with_address(area, address))
        deed.record(found=len(found))
    return found


def unsubscribe_token(contact: Contact) -> str:
    """For the link in a message. A page shows it and a POST uses it up: e-mail scanners open links."""
    return signing.dumps(str(contact.pk), salt="unsubscribe", compress=True)


def unsubscribe(token: str) -> Contact:
    """Stop every message to the contact of this link; twice changes nothing. Raises Refused for a bad link."""
    try:
        contact = Contact.objects.select_related("area").get(
            pk=UUID(signing.loads(token, salt="unsubscribe"))
        )
    except (signing.BadSignature, Contact.DoesNotExist):
        raise Refused(
            _("This link does not work any more. Tell the people who wrote to you, and they will stop.")
        )
    with acting(Actor.system("contact store"), "unsubscribe", contact.area) as deed:
        if contact.unsubscribed_on:
            deed.unchanged()
        else:
            contact.unsubscribed_on = contact.area.today()
            contact.save(update_fields=["unsubscribed_on"])
            messages.stop(contact)
            retention.note_erasure(contact.area, STOPPED, [contact.pk], "asked us to stop")
            deed.record(contact)
    return contact


def subject_access(actor: Actor, area: Area, address: str) -> list[dict[str, object]]:
    """Everything the contact store holds about that address, for the person who asked."""
    return [
        {
            **_details(contact),
            "language": contact.language,
            "kept_in_the_week_of": contact.week.isoformat(),
            "unsubscribed_on": contact.unsubscribed_on and contact.unsubscribed_on.isoformat(),
            "agreed_to": [
                {
                    "use": use.get_use_display(),
                    "withdrawn_on": use.withdrawn_on and use.withdrawn_on.isoformat(),
                }
                for use in contact.uses.order_by("use")
            ],
        }
        for contact in find_by_address(actor, area, address)
    ]


def erase_contact(actor: Actor, contact: Contact, *, why: str) -> None:
    """Erase one contact with what was written to it, here and after any restore; a letter that comes late makes no
    new one.
    """
    with acting(actor, "erase_contact", contact.area) as deed:
        deed.record(contact, why=why)
        retention.note_erasure(contact.area, KIND, [contact.pk, contact.client_id], why)
        messages.forget(contact)
        contact.delete()


def forget_contact(area: Area, id: UUID) -> bool:
    """Erase what was kept under that id by mistake, here and after any restore; False when nothing is there."""
    with acting(Actor.system("contact store"), "forget_contact", area) as deed:
        contact = Contact.objects.filter(area=area, client_id=id).first()
        if contact is None:
            deed.unchanged()
            return False
        retention.note_erasure(area, "contacts", [contact.pk], "typed in by mistake")
        contact.delete()
        deed.record()
    return True


def index_of(area: Area, address: str) -> str:
    """The blind index of an e-mail or telephone as people write it; empty for an empty one."""
    plain = _plain(address)
    return sealing.blind_index(area, plain) if plain else ""


def _plain(address: str) -> str:
    """`Ann@Example.org ` and `ann@example.org` are one address; so are +44 7700 900123 and 07700 900123."""
    if "@" in address:
        return text.key(address)
    digits = "".join(character for character in address if character.isdigit())
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) > 10:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits


def _with_address(area: Area, address: str) -> Iterable[Contact]:
    index = index_of(area, address)
    field = "email_index" if "@" in address else "phone_index"
    found = Contact.objects.filter(area=area, **{field: index}).prefetch_related("uses")
    return found if index else found.none()


def _details(contact: Contact) -> dict[str, str]:
    return dict(json.loads(sealing.open_sealed(contact.area, contact.sealed)))


def _check(details: dict[str, str], uses: list[str]) -> None:
    for value in details.values():
        if problem := text.problem_with(value, longest=LONGEST):
            raise Refused(problem)
    if not details["email"] and not details["phone"]:
        raise Refused(_("Give an e-mail address or a telephone number."))
    if details["email"] and ("@" not in details["email"] or any(c.isspace() for c in details["email"])):
        raise Refused(_("This e-mail address is not complete. Check it and try again."))
    if details["phone"] and not any(character.isdigit() for character in details["phone"]):
        raise Refused(_("This telephone number has no digits. Check it and try again."))
    if not uses or set(uses) - set(ContactUse.Use.values):
        raise Refused(_("Say what the address may be used for."))
