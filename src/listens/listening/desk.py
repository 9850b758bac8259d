"""The lines of the staff desk for planning a round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.access import own_things
from listens.core import desk
from listens.core.models import Actor, Area
from listens.listening import capture_fetch, offer_fetch, sent_fetch, stages
from listens.listening.actions.cards import PAPER_COMES_LATE
from listens.listening.models import Moment, StageWindow
from listens.listening.paper import fetch as paper
from listens.listening.round_fetch import rounds
from listens.methods import working_days

SOON = dt.timedelta(days=14)


@desk.offers
def planning(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """Each running round with the next day one of its stages opens or closes; its moments; starting a new one."""
    today = area.today()
    for round in rounds(area):
        windows = [w for w in round.windows.all() if w.organisation_id is None]
        if round.opened_on and windows and all(window.closes_on < today for window in windows):
            continue
        days = _days(windows, today)
        detail = _("Not open yet.") if round.opened_on is None else ""
        due_on = None
        if days:
            due_on, detail = days[0]
        yield desk.line(
            actor,
            area,
            "see_progress",
            _("See how %(name)s goes") % {"name": round.name},
            reverse("round_home", kwargs={"area": area.slug, "round": round.slug}),
            within=own_things(actor, area),
        )
        yield desk.line(
            actor,
            area,
            "see_reach",
            _("See who was heard in %(name)s") % {"name": round.name},
            reverse("who_was_heard", kwargs={"area": area.slug, "round": round.slug}),
            within=[round.pk],
        )
        yield desk.line(
            actor,
            area,
            "see_plan",
            _("See the plan of %(name)s") % {"name": round.name},
            reverse("round_plan", kwargs={"area": area.slug, "round": round.slug}),
            within=own_things(actor, area),
            detail=detail,
            due_on=due_on,
        )
    yield desk.line(
        actor, area, "start_round", _("Start a round"), reverse("start_round", kwargs={"area": area.slug})
    )
    yield from _moments(actor, area, today)


@desk.foretells
def next_day_of_a_stage(area: Area, stages: frozenset[str]) -> desk.Next | None:
    """The next day one of these stages opens or closes; of any stage for a role that has none of its own."""
    today, found = area.today(), []
    for round in rounds(area):
        for window in round.windows.all():
            if window.organisation_id is None and (not stages or window.stage in stages):
                names = {"stage": window.get_stage_display(), "round": round.name}
                if window.opens_on > today:
                    found.append(desk.Next(_("%(stage)s of %(round)s opens") % names, window.opens_on))
                elif window.closes_on > today:
                    found.append(desk.Next(_("%(stage)s of %(round)s closes") % names, window.closes_on))
    return min(found, key=lambda one: one.on, default=None)


def _days(windows: list[StageWindow], today: dt.date) -> list[tuple[dt.date, str]]:
    """The next day a stage opens or closes, soonest first."""
    days = []
    for window in windows:
        stage = window.get_stage_display()
        if window.opens_on > today:
            days.append((window.opens_on, _("%(stage)s opens.") % {"stage": stage}))
        elif window.closes_on >= today:
            days.append((window.closes_on, _("%(stage)s closes.") % {"stage": stage}))
    return sorted(days)


def _moments(actor: Actor, area: Area, today: dt.date) -> Iterator[desk.Line]:
    """Moments of the next two weeks, and those past that nobody has written down."""
    moments = Moment.objects.filter(round__area=area, next_step="", held_on__lte=today + SOON)
    for moment in moments.select_related("round").order_by("held_on")[:10]:
        is_past = moment.held_on <= today
        words = _("Write down what came of: %(name)s") if is_past else _("Get ready for: %(name)s")
        yield desk.line(
            actor,
            area,
            "record_moment",
            words % {"name": moment},
            reverse(
                "record_moment" if is_past else "moment", kwargs={"area": area.slug, "moment": moment.pk}
            ),
            detail=moment.round.name,
            due_on=moment.held_on,
        )


@desk.offers
def reading(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """What waits for a reviewer, links to hand over, words to take back."""
    waiting = capture_fetch.waiting_for_review(area)
    oldest = waiting.values_list("received_on", flat=True).first()
    num = waiting.count() if oldest else 0
    yield desk.line(
        actor,
        area,
        "see_queue",
        _("Review what came in"),
        reverse("review_queue", kwargs={"area": area.slug}),
        detail=_what_waits(num, capture_fetch.files_waiting(area)),
        due_on=working_days.after(oldest, 1) if oldest else None,
    )
    for round in rounds(area):
        closing = [stages.last_day(w) for w in round.windows.all() if w.stage == StageWindow.Stage.LISTENING]
        if round.opened_on and closing and max(closing) >= area.today():
            yield desk.line(
                actor,
                area,
                "make_link",
                _("Hand over listeners' links for %(name)s") % {"name": round.name},
                reverse("round_links", kwargs={"area": area.slug, "round": round.slug}),
                within=own_things(actor, area),
            )
            if area.listens_to_children:
                yield desk.line(
                    actor,
                    area,
                    "see_children_sessions",
                    _("Sessions with children: %(name)s") % {"name": round.name},
                    reverse("children_sessions", kwargs={"area": area.slug, "round": round.slug}),
                    within=own_things(actor, area),
                )
        if round.opened_on and closing and max(closing) + PAPER_COMES_LATE >= area.today():
            yield desk.line(
                actor,
                area,
                "type_in_sheet",
                _("Listen on paper: %(name)s") % {"name": round.name},
                reverse("round_sheets", kwargs={"area": area.slug, "round": round.slug}),
                within=own_things(actor, area),
            )
    yield desk.line(
        actor,
        area,
        "withdraw_note",
        _("Take words back for somebody"),
        reverse("withdraw_for", kwargs={"area": area.slug}),
    )


@desk.offers
def asked_about_paper(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """Where a reviewer waits for whoever typed something in."""
    asked = sent_fetch.asked_of(area, paper.organisations_for(actor, area, "answer_for_paper"))
    if open_ := sum(not one.is_answered for one in asked):
        words = ngettext("%(n)d conversation waits for you.", "%(n)d conversations wait for you.", open_)
        yield desk.line(
            actor,
            area,
            "answer_for_paper",
            _("Answer what reviewers ask about paper"),
            reverse("asked_about_paper", kwargs={"area": area.slug}),
            within=own_things(actor, area),
            detail=words % {"n": open_},
        )


def _what_waits(num: int, files: list[dict[str, Any]]) -> str:
    """Conversations one by one, and files of notes, which are accepted whole."""
    parts = []
    if num or not files:
        parts.append(ngettext("%(n)d conversation waits.", "%(n)d conversations wait.", num) % {"n": num})
    if files:
        words = ngettext(
            "%(files)d file waits, with %(n)d conversations.",
            "%(files)d files wait, with %(n)d conversations.",
            len(files),
        )
        parts.append(words % {"files": len(files), "n": sum(file["num"] for file in files)})
    return " ".join(parts)


@desk.offers
def offers_to_help(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """Each round in which somebody who offered to help has not been rung yet."""
    for round, owed in offer_fetch.rounds_with_open_offers(area):
        owing = ngettext("%(n)d offer is owed an answer.", "%(n)d offers are owed an answer.", owed)
        yield desk.line(
            actor,
            area,
            "see_offers",
            _("Get in touch with those who offered to help in %(name)s") % {"name": round.name},
            reverse("offers", kwargs={"area": area.slug, "round": round.slug}),
            detail=owing % {"n": owed} if owed else "",
        )
