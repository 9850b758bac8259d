"""Telling people what came of it."""

from listens.core import contacts
from listens.feedback.striking import strike_reply
from tests.cast import Cast
from tests.feedback import build
from tests.urls_table import Case


def a_round(cast: Cast) -> dict[str, object]:
    return {"round": cast.round.slug}


def an_organisation(cast: Cast) -> dict[str, object]:
    build.both_listened(cast)
    return {"round": cast.round.slug, "organisation": cast.community.pk}


def an_organisation_listened(cast: Cast) -> dict[str, object]:
    build.both_listened(cast)
    return a_round(cast)


def a_token(cast: Cast) -> dict[str, object]:
    return {"token": contacts.unsubscribe_token(build.somebody_who_asked(cast.area))}


def a_reply(cast: Cast) -> dict[str, object]:
    return {"round": cast.round.slug, "reply": build.a_reply(cast).pk}


def a_strike(cast: Cast) -> dict[str, object]:
    one = build.a_reply(cast)
    [row] = strike_reply(cast.grace, one, [(0, 3)], reason="tells", seen_seq=0)
    return {"round": cast.round.slug, "reply": one.pk, "strike": row.pk}


CASES = {
    "feedback_owed": Case(a_round, allowed="amina", refused="dele"),
    "organisation_report": Case(an_organisation, allowed="bea", refused="hana"),
    "record_telling": Case(an_organisation, allowed="bea", refused="hana"),
    "tell_contacts": Case(a_round, allowed="amina", refused="bea"),
    "reply": Case(allowed="", refused=None),
    "replies": Case(a_round, allowed="grace", refused="pat"),
    "record_reply": Case(an_organisation_listened, allowed="bea", refused="hana"),
    "erase_reply": Case(a_reply, allowed="amina", refused="grace"),
    "strike_reply": Case(a_reply, allowed="grace", refused="pat"),
    "put_reply_back": Case(a_strike, allowed="grace", refused="amina", method="post"),
    "stop_messages": Case(a_token, allowed="", refused=None),
}
