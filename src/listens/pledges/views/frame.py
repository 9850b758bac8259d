"""The frame of a page with one form about one promise."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse

from listens.assembly.pages import FormView, Trail
from listens.core.access import ALLOWED, Decision
from listens.pledges import fetch, presenters
from listens.pledges.models import Pledge
from listens.pledges.sides import ADDS, why_not


class PledgeFormView(FormView):
    """Its verb may be held for one office, organisation or promise; the fetch asks with those."""

    is_scoped = True
    template: ClassVar[str] = "pledges/form.html"
    pledge: Pledge

    def find(self, **kwargs: Any) -> None:
        self.pledge = fetch.fetch_pledge(self.actor, self.area, kwargs["number"], self.verb)

    def gate(self) -> Decision:
        """Nobody acts for both sides of one promise."""
        why = why_not(self.actor, self.pledge, ADDS.get(self.verb))
        return Decision(False, why) if why else ALLOWED

    def back(self) -> str:
        return reverse("pledge", args=[self.area.slug, self.pledge.number])

    def trail(self) -> Trail:
        return presenters.trail(self.area, can_see_register=self.may("see_pledges"), pledge=self.pledge)

    def more(self) -> dict[str, Any]:
        return {"pledge": self.pledge, "due_on": self.pledge.current_due_on(self.area.today())}
