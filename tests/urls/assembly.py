from tests.assembly.making import WINNABLE, a_ratified_ask, a_slot, an_answer, an_ask, an_assembly
from tests.cast import TODAY
from tests.urls_table import Case

ASK = {"reference": "7", "title": "Warm rooms", "wording": "Will you open them?", **WINNABLE}


def one_round(cast):
    return {"round": cast.round.slug}


def a_draft(cast):
    return {"ask": an_ask(cast).pk}


def a_night(cast):
    return {"assembly": an_assembly(cast).pk}


def to_put(cast):
    return {"assembly": an_assembly(cast).pk, "ask": a_ratified_ask(cast).pk}


def slot(cast):
    return {"slot": a_slot(cast).pk}


def asked(cast):
    from listens.assembly.actions import address_ask

    return {"slot": address_ask(cast.amina, an_ask(cast), cast.office).pk}


def silence(cast):
    return {"answer": an_answer(cast, "absent", words="", speaker="", witness="").pk}


CASES = {
    "asks": Case(allowed="hana", refused="dele"),
    "cut_ask": Case(one_round, allowed="jun", refused="kwame", method="post", data=ASK),
    "ask": Case(a_draft, allowed="hana", refused="dele"),
    "edit_ask": Case(a_draft, refused="ivo", method="post", data=ASK),
    "address_ask": Case(a_draft, refused="ivo"),
    "stop_addressing": Case(asked, refused="ivo", method="post"),
    "decide_ask": Case(a_draft, refused="jun"),
    "assemblies": Case(allowed="kwame", refused="femi"),
    "plan_assembly": Case(
        one_round,
        allowed="ivo",
        refused="kwame",
        method="post",
        data={"name": "Night", "held_on": str(TODAY)},
    ),
    "assembly": Case(a_night, allowed="kwame", refused="dele"),
    "record_attendance": Case(a_night, allowed="ivo", refused="kwame"),
    "put_on_order": Case(to_put, allowed="ivo", refused="kwame", method="post"),
    "move_up": Case(slot, allowed="ivo", refused="kwame", method="post"),
    "take_off": Case(slot, allowed="ivo", refused="hana", method="post"),
    "take_down": Case(
        slot, allowed="kwame", refused="hana", method="post", data={"kind": "no", "words": "No."}
    ),
    "settle_answer": Case(slot, allowed="ivo", refused="kwame"),
    "explain_absence": Case(silence, allowed="dele", refused="bea"),
}
