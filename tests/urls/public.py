"""The public pages, and publishing figures."""

from listens.core import jobs
from listens.public.asking import look_at_release
from listens.public.previews import PUBLISH
from tests.cast import Cast
from tests.public import build, votes
from tests.urls_table import Case


def a_promise(cast: Cast) -> dict[str, object]:
    return {"number": build.pledge(cast, 1).number}


def a_body(cast: Cast) -> dict[str, object]:
    build.pledge(cast, 1)
    return {"body": cast.body.pk}


def a_theme(cast: Cast) -> dict[str, object]:
    return {"code": build.theme(cast.area, "housing").code}


def a_result(cast: Cast) -> dict[str, object]:
    votes.large(cast, organisations=3, proposals=3, seats=1)
    return {"round": cast.round.slug}


def a_poster(cast: Cast) -> dict[str, object]:
    build.conversations(cast, 1)
    return {"round": cast.round.slug, "organisation": cast.community.pk}


def a_preview(cast: Cast) -> dict[str, object]:
    return {"run": look_at_release(cast.amina, cast.area).pk}


def a_publishing(cast: Cast) -> dict[str, object]:
    return {"run": jobs.ask(cast.amina, cast.area, PUBLISH, preview="").pk}


CASES = {
    "poster": Case(a_poster, allowed="bea", refused="dele"),
    "area_home": Case(allowed="", refused=None),
    "promises": Case(allowed="", refused=None),
    "promise": Case(a_promise, allowed="", refused=None),
    "promises_csv": Case(allowed="", refused=None),
    "promises_data": Case(allowed="", refused=None),
    "estimates_csv": Case(allowed="", refused=None),
    "estimates_data": Case(allowed="", refused=None),
    "feed": Case(allowed="", refused=None),
    "what_we_heard": Case(allowed="", refused=None),
    "answering_back": Case(allowed="", refused=None),
    "answer_back": Case(lambda cast: {"along": "kind", "label": "faith"}, allowed="", refused=None),
    "public_who": Case(allowed="", refused=None),
    "theme": Case(a_theme, allowed="", refused=None),
    "theme_card": Case(a_theme, allowed="", refused=None),
    "round": Case(lambda cast: {"round": cast.round.slug}, allowed="", refused=None),
    "round_result": Case(a_result, allowed="", refused=None),
    "round_result_file": Case(a_result, allowed="", refused=None),
    "round_ballots": Case(a_result, allowed="", refused=None),
    "round_log": Case(a_result, allowed="", refused=None),
    "verifier": Case(allowed="", refused=None),
    "votes_data": Case(allowed="", refused=None),
    "body": Case(a_body, allowed="", refused=None),
    "places": Case(allowed="", refused=None),
    "find_place": Case(allowed="", refused=None, method="post", data={"words": "stockwell"}),
    "place": Case(lambda cast: {"code": cast.ward.code}, allowed="", refused=None),
    "about": Case(allowed="", refused=None),
    "how_we_count": Case(allowed="", refused=None),
    "privacy": Case(allowed="", refused=None),
    "accessibility": Case(allowed="", refused=None),
    "release": Case(allowed="amina", refused="bea"),
    "release_preview": Case(a_preview, allowed="amina", refused="bea"),
    "release_published": Case(a_publishing, allowed="amina", refused="bea"),
}
