"""The one way to a published result: the newest count of an opened round's vote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404

from listens.core.models import Area
from listens.listening.models import Round
from listens.priorities.models import LongList, Proposal, Result
from listens.public import round_story


@dataclass(frozen=True)
class Counted:
    """A result with what its page needs of the round: `proposals` are all that were written, by reference."""

    round: Round
    result: Result

    @property
    def long_list(self) -> LongList:
        return self.result.long_list

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = self.result.content
        return found

    @cached_property
    def proposals(self) -> list[Proposal]:
        return list(Proposal.objects.filter(round=self.round).prefetch_related("gate_decisions"))

    @cached_property
    def titles(self) -> dict[str, str]:
        return {proposal.reference: proposal.title for proposal in self.proposals}

    def title(self, reference: str) -> str:
        return self.titles.get(reference, reference)

    @property
    def chosen(self) -> list[str]:
        return [each["proposal"] for each in self.content["winners"]]


def fetch(area: Area, slug: str) -> Counted:
    """404 for a round that was not opened or whose vote is not counted."""
    round = round_story.fetch_round(area, slug)
    found = Result.objects.filter(long_list__round=round).select_related("long_list").order_by("-seq").first()
    if found is None:
        raise Http404
    found.long_list.round, found.long_list.area = round, area
    return Counted(round, found)
