import datetime as dt

from listens.listening.models import Moment, StageWindow
from tests.cast import TODAY
from tests.urls_table import Case


def of_round(cast):
    return {"round": cast.round.slug}


def prompt(cast):
    return {"round": cast.round.slug, "place": 1}


def moment(cast):
    return {"moment": Moment.objects.create(round=cast.round, kind="check_in", held_on=TODAY).pk}


def own_dates(cast):
    window = StageWindow.objects.create(
        round=cast.round,
        stage="listening",
        organisation=cast.community,
        opens_on=TODAY,
        closes_on=TODAY + dt.timedelta(days=7),
    )
    return {"round": cast.round.slug, "window": window.pk}


CASES = {
    "start_round": Case(refused="bea"),
    "round_plan": Case(of_round, allowed="hana", refused="esi"),
    "set_window": Case(of_round, refused="bea"),
    "drop_window": Case(own_dates, refused="grace", method="post"),
    "change_wording": Case(of_round, refused="bea"),
    "prompt_data": Case(prompt, refused="bea"),
    "open_round": Case(of_round, refused="bea", method="post"),
    "add_moment": Case(of_round, refused="ivo"),
    "moment": Case(moment, allowed="bea", refused="esi"),
    "change_moment": Case(moment, refused="bea"),
    "record_moment": Case(moment, refused="bea"),
}
