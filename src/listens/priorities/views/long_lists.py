"""The long-list as delegates read it before the vote, and the sheet for a meeting without screens."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from listens.core.views import AreaView
from listens.priorities import evidence, fetch, presenters, talk
from listens.priorities.long_lists import is_on
from listens.priorities.merges import wholes


class LongListView(AreaView):
    """Every proposal that goes to the vote, in the order of references, with published figures only: it is printed."""

    verb = "read_long_list"
    is_scoped = True
    template: ClassVar[str] = "priorities/long_list.html"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.actor, self.area, round)
        on = [whole for whole in wholes(found) if is_on(whole.proposal)]
        heard = evidence.evidence(found, on)
        num_said = talk.num_said(one for whole in on for one in whole.every)
        return self.page(
            self.template,
            round=found,
            long_list=fetch.long_list_of(found),
            rows=[
                (whole, heard[whole.proposal.pk], sum(num_said.get(one.pk, 0) for one in whole.every))
                for whole in on
            ],
            is_talk_open=talk.is_open(found),
            trail=presenters.trail(self.area, found),
        )


class DiscussionSheetView(LongListView):
    """On paper, with room to write. What delegates said on screen is not on it: a sheet is left on tables."""

    template = "priorities/discussion_sheet.html"
