"""The staff desk: what this person can do now, and what is due."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from listens.alliance.access import own_things
from listens.core import access, desk
from listens.core.roles import ROLES
from listens.core.views import AreaView


class DeskView(AreaView):
    """Open to everybody who holds a role here, for the whole area or for one thing in it."""

    verb = "see_desk"
    is_scoped = True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        access.require(self.actor, self.verb, self.area, within=own_things(self.actor, self.area))
        parts = [(ROLES[part.role], part) for part in desk.parts(self.actor, self.area)]
        return self.page("alliance/desk.html", parts=parts, today=self.area.today())
