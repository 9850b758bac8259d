from listens.pledges import actions
from tests.cast import TODAY
from tests.pledges.making import DUE, a_community_pledge, a_pledge, a_verdict, move_clock
from tests.urls_table import Case


def trusts(cast):
    return {"number": a_pledge(cast).number}


def churchs(cast):
    return {"number": a_community_pledge(cast).number}


def change(cast):
    asked = actions.ask_for_change(cast.dele, a_pledge(cast), reason="Late.", due_on=DUE)
    return {"change": asked.pk}


def verdict(cast):
    return {"verdict": a_verdict(cast, a_pledge(cast)).pk}


def ripe_verdict(cast):
    given = a_verdict(cast, a_pledge(cast))
    move_clock(cast, given.may_publish_from())
    return {"verdict": given.pk}


REPORT = {"words": "Open.", "happened_on": str(TODAY), "submitter": "Dele", "seen_seq": 1}

CASES = {
    "pledges": Case(allowed="jun", refused="dele"),
    "make_pledge": Case(allowed="ivo", refused="jun"),
    "pause_verdicts": Case(refused="jun"),
    "pledge": Case(trusts, allowed="dele", refused="bea"),
    "confirm_pledge": Case(trusts, allowed="dele", refused="jun"),
    "report_progress": Case(trusts, allowed="dele", refused="bea", method="post", data=REPORT),
    "erase_report": Case(trusts, refused="jun"),
    "ask_for_change": Case(churchs, allowed="bea", refused="dele"),
    "give_verdict": Case(trusts, allowed="jun", refused="dele"),
    "add_measure": Case(trusts, allowed="jun", refused="dele"),
    "add_reading": Case(trusts, allowed="jun", refused="dele"),
    "close_pledge": Case(trusts, allowed="jun", refused="dele"),
    "answer_change": Case(change, allowed="jun", refused="dele"),
    "sign_verdict": Case(verdict, allowed="bea", refused="hana"),
    "record_signatures": Case(verdict, refused="jun"),
    "reply_to_verdict": Case(verdict, allowed="dele", refused="jun"),
    "publish_verdict": Case(ripe_verdict, allowed="jun", refused="dele", method="post", data={"seen_seq": 4}),
    "my_promises": Case(allowed="dele", refused="jun"),
}
