"""Planning an assembly, its running order, and how many people came."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from listens.assembly.actions.asks import place
from listens.assembly.models import Addressee, Ask, Assembly
from listens.assembly.words import any_day, taken
from listens.core.acting import Refused, acting
from listens.core.models import Actor
from listens.listening.models import Round


def plan_assembly(
    actor: Actor,
    round: Round,
    *,
    name: str,
    place: str = "",
    held_on: dt.date,
    held_in_words: str = "",
    source: str = "",
) -> Assembly:
    with acting(actor, "plan_assembly", round.area, within=[round.pk]) as deed:
        assembly = Assembly(
            area=round.area,
            round=round,
            name=taken(name, _("a name"), longest=150),
            place=taken(place, _("the place"), longest=150, needed=False),
            held_on=any_day(held_on),
            held_in_words=taken(held_in_words, "", longest=60, needed=False),
            source=taken(source, _("the source"), longest=300, needed=False),
        )
        try:
            with transaction.atomic():
                assembly.save()
        except IntegrityError:
            raise Refused(_("There is an assembly of that name on that day already."))
        deed.record(assembly, held_on=str(held_on))
    return assembly


def put_on_running_order(actor: Actor, assembly: Assembly, ask: Ask) -> list[Addressee]:
    """One slot for each office the ask is put to, after those that are there. Twice changes nothing."""
    with acting(actor, "order_assembly", assembly.area, within=[assembly.round_id]) as deed:
        assembly = _locked(assembly)
        if ask.area_id != assembly.area_id:
            raise Refused(_("That ask belongs to another area."))
        if not ask.is_ratified:
            raise Refused(_("Delegates ratify an ask before it goes on the running order."))
        offices = {addressee.office_id: addressee.office for addressee in ask.addressees.all()}
        slots = [place(ask, office, assembly) for office in offices.values()]
        if any(is_new for _slot, is_new in slots):
            deed.record(assembly, ask=str(ask.pk), slots=len(slots))
        else:
            deed.unchanged()
    return [slot for slot, _is_new in slots]


def take_off_running_order(actor: Actor, addressee: Addressee) -> None:
    """Take a slot off that nobody has answered or taken down yet. The office stays asked."""
    assembly = addressee.assembly
    if assembly is None:
        raise Refused(_("It is on no running order."))
    with acting(actor, "order_assembly", assembly.area, within=[assembly.round_id]) as deed:
        if addressee.transcripts.exists() or addressee.answers.exists():
            raise Refused(_("Something was already taken down here. It stays on the running order."))
        others = Addressee.objects.filter(ask=addressee.ask, office=addressee.office).exclude(pk=addressee.pk)
        if others.exists():
            addressee.delete()
        else:
            addressee.assembly, addressee.position = None, None
            addressee.save()
        deed.record(assembly, taken_off=str(addressee.ask_id))


def move_up(actor: Actor, addressee: Addressee) -> None:
    """One place earlier on the running order. The first one stays where it is."""
    assembly = addressee.assembly
    if assembly is None:
        raise Refused(_("It is on no running order."))
    with acting(actor, "order_assembly", assembly.area, within=[assembly.round_id]) as deed:
        order = list(_locked(assembly).addressees.for_running_order())
        at = next(number for number, slot in enumerate(order) if slot.pk == addressee.pk)
        if at == 0:
            return deed.unchanged()
        order[at - 1], order[at] = order[at], order[at - 1]
        for number, slot in enumerate(order, start=1):
            slot.position = number
        Addressee.objects.bulk_update(order, ["position"])
        return deed.record(assembly, moved=str(addressee.pk))


def record_attendance(
    actor: Actor,
    assembly: Assembly,
    *,
    num_attended: int,
    definition: str,
    source: str,
    is_at_least: bool = False,
) -> Assembly:
    """How many people came, what exactly was counted, and where the number comes from: none goes without."""
    with acting(actor, "record_attendance", assembly.area, within=[assembly.round_id]) as deed:
        assembly = _locked(assembly)
        if not 0 <= num_attended <= 1_000_000:
            raise Refused(_("Write the number of people who came: 0 or more."))
        assembly.num_attended = num_attended
        assembly.attended_definition = taken(
            definition, _("what was counted, like “people counted at the doors”"), longest=200
        )
        assembly.attended_is_at_least = is_at_least
        assembly.source = taken(source, _("where the number comes from"), longest=300)
        assembly.save()
        deed.record(assembly, attended=num_attended)
    return assembly


def _locked(assembly: Assembly) -> Assembly:
    return Assembly.objects.select_for_update().get(pk=assembly.pk)
