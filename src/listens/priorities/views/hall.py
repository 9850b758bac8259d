"""The night of the vote: what phones ask, what the hall sees, and the page from which it is run."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaApiView, AreaView
from listens.listening import qr
from listens.listening.stages import gate
from listens.priorities import actions, fetch, hall, hall_presenters, presenters, stories, story_pictures
from listens.priorities.actions.hall import iso
from listens.priorities.hall_forms import TWO_MORE, CountdownForm
from listens.priorities.long_lists import State
from listens.priorities.models import LongList
from listens.priorities.read_aloud import read_aloud

AGAIN = 5  # seconds until a phone asks again: a thousand of them are 200 questions a second


KEPT_FOR = 1  # second, for which browsers may keep it too


@dataclass(frozen=True)
class Told:
    """The state of one vote as it is told until `until` (of the monotonic clock)."""

    content: dict[str, Any]
    etag: str
    until: float

    def answer(self, request: HttpRequest) -> HttpResponse:
        answer = JsonResponse(self.content)
        answer["ETag"] = self.etag
        answer["Cache-Control"] = f"public, max-age={KEPT_FOR}"
        return get_conditional_response(request, etag=self.etag, response=answer) or answer


kept: dict[str, Told] = {}  # by address; only votes that there are, so it cannot be filled up by asking


class VoteStateView(AreaApiView):
    """What a phone needs: `{"state", "seconds_left", "again", "result"}`. Nothing of turnout, nothing of choices.

    `again` is in how many seconds to ask anew, 0 for never. The ETag leaves the seconds out, so "304" says: nothing
    new, go on counting.
    """

    verb = "see_vote_state"

    @method_decorator(login_not_required)  # as every AreaView's: this one asks it first
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Of a thousand phones that ask within a second, one asks the database: 4 ms of processor became 0.4."""
        told = kept.get(request.path)
        if request.method == "GET" and told and time.monotonic() < told.until:
            return told.answer(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = hall.find(self.area, round)
        if long_list is None:
            raise Http404
        now = hall.moment(self.area, long_list)
        result = hall_presenters.result_address(self.area, long_list.round) if now.has_result else None
        told = {
            "state": now.state,
            "seconds_left": now.seconds_left,
            "again": 0 if now.has_result else AGAIN,
            "result": result,
        }
        but_seconds = f"{now.state} {iso(now.closes_at)} {result}"
        etag = f'W/"{hashlib.sha256(but_seconds.encode()).hexdigest()[:16]}"'
        kept[request.path] = Told(told, etag, time.monotonic() + KEPT_FOR)
        return kept[request.path].answer(request)


class VoteScreenView(AreaView):
    """The presenter's screen: the question, the countdown and who has voted; after the count, the story."""

    verb = "run_vote"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = found(self.area, round)
        now = hall.moment(self.area, long_list)
        if now.has_result:
            return self._story(long_list)
        address = hall_presenters.ballot_address(self.area)
        return self.page(
            "priorities/screen.html",
            round=long_list.round,
            long_list=long_list,
            num_proposals=long_list.proposals.count(),
            now=now,
            clock=hall_presenters.clock(self.area, now),
            turnout=hall_presenters.turnout(hall.turnouts(long_list)),
            square=qr.svg(address, _("A square to point a telephone at")),
            address_words=hall_presenters.in_words(address),
        )

    def _story(self, long_list: LongList) -> HttpResponse:
        result = fetch.newest_result(long_list)
        if result is None:
            raise Http404
        titles = dict(long_list.proposals.values_list("reference", "title"))
        return self.page(
            "priorities/story_screen.html",
            round=long_list.round,
            long_list=long_list,
            story=story_pictures.story(result, titles, stories.story_of(result)),
            read_aloud=read_aloud(result.content, titles),
        )


class VoteNightView(AreaView):
    """From here the stage manager opens, times, closes and shows. A POST moves the countdown."""

    verb = "run_vote"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = found(self.area, round)
        return self._show(long_list, CountdownForm(initial={"how": "10"}, area=self.area))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = found(self.area, round)
        if request.POST.get("act") == "more":
            form = CountdownForm({"seen": request.POST.get("seen", ""), "how": "never"}, area=self.area)
            done = tried(form, lambda: self._more(long_list, request.POST.get("seen", "")))
            words = _("The vote is open two minutes longer. Every phone shows it.")
        else:
            form = CountdownForm(request.POST, area=self.area)
            done = tried(form, lambda: self._set(long_list, form))
            words = _("The countdown is set. Every phone shows it.")
        if done is None:
            return self._show(long_list, form)
        messages.success(request, words)
        return redirect("vote_night", area=self.area.slug, round=long_list.round.slug)

    def _set(self, long_list: LongList, form: CountdownForm) -> bool:
        data = form.cleaned_data
        actions.set_closing(self.actor, long_list, data["closes_at"], seen=data["seen"])
        return True

    def _more(self, long_list: LongList, seen: str) -> bool:
        closes_at = (long_list.closes_at or self.area.now()) + TWO_MORE
        actions.set_closing(self.actor, long_list, closes_at, seen=seen)
        return True

    def _show(self, long_list: LongList, form: CountdownForm) -> HttpResponse:
        now = hall.moment(self.area, long_list)
        return self.page(
            "priorities/night.html",
            form=form,
            round=long_list.round,
            long_list=long_list,
            now=now,
            clock=hall_presenters.clock(self.area, now),
            turnout=hall_presenters.turnout(hall.turnouts(long_list)),
            seen=iso(long_list.closes_at),
            is_open=not now.is_sealed and now.state in (State.OPEN, State.CLOSED),
            may_run=self.may("run_vote", gate=gate(long_list.round, "voting")),
            may_count=self.may("count_ballots"),
            screen=reverse("vote_screen", args=[self.area.slug, long_list.round.slug]),
            trail=presenters.trail(self.area, long_list.round),
        )


def found(area: Any, round: str) -> LongList:
    """The vote of that round; 404 before there is one."""
    long_list = hall.find(area, round)
    if long_list is None:
        raise Http404
    return long_list
