from tests.listening.test_offers import an_offer
from tests.urls_table import Case


def of_round(cast):
    return {"round": cast.round.slug}


def offer(cast):
    return {"offer": an_offer(cast).pk}


def a_community(cast):
    return {"organisation": cast.community.pk}


CASES = {
    "who_was_heard": Case(of_round, allowed="nia", refused="bea"),
    "who_was_heard_csv": Case(of_round, allowed="femi", refused="pat"),
    "note_reaches": Case(a_community, refused="bea"),
    "round_home": Case(of_round, allowed="bea", refused="hana"),
    "set_targets": Case(of_round, refused="bea"),
    "offers": Case(of_round, refused="bea"),
    "offer": Case(offer, refused="grace"),
    "open_offer": Case(offer, refused="grace", method="post"),
}
