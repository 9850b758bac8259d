"""Asks, an assembly and answers for tests, made through the actions people use."""

from listens.assembly import actions
from listens.assembly.models import Addressee, Answer, Ask, Assembly
from tests.cast import TODAY, Cast

WINNABLE = {"is_specific": True, "has_decision_maker": True, "is_yes_or_no": True, "is_within_the_time": True}


def an_ask(cast: Cast, reference: str = "3.1", **changes) -> Ask:
    """A draft that passes the winnability test and is addressed to nobody."""
    given = {
        "proposal": None,
        "reference": reference,
        "title": "A waiting room for young people",
        "wording": "Will you open a virtual waiting room by June?",
        **WINNABLE,
    }
    return actions.cut_ask(cast.amina, cast.round, **(given | changes))


def a_ratified_ask(cast: Cast, reference: str = "3.1") -> Ask:
    ask = an_ask(cast, reference)
    actions.address_ask(cast.amina, ask, cast.office)
    actions.decide_ask(cast.amina, ask, state="ratified", num_for=31, num_against=2)
    return ask


def an_assembly(cast: Cast, name: str = "Autumn assembly") -> Assembly:
    return actions.plan_assembly(cast.ivo, cast.round, name=name, place="St Brannock's", held_on=TODAY)


def a_slot(cast: Cast, reference: str = "3.1") -> Addressee:
    """A ratified ask on the running order of tonight's assembly."""
    assembly = Assembly.objects.filter(area=cast.area).first() or an_assembly(cast)
    [slot] = actions.put_on_running_order(cast.ivo, assembly, a_ratified_ask(cast, reference))
    return slot


def an_answer(cast: Cast, kind: str = "yes", slot: Addressee | None = None, **changes) -> Answer:
    given = {
        "words": "Yes. We will open it by June.",
        "speaker": "Dele Fashola",
        "witness": "Hana of Larkwood",
        "answered_on": TODAY,
    }
    return actions.settle_answer(cast.ivo, slot or a_slot(cast), kind=kind, **(given | changes))
