"""Who is acting in a request: a signed-in account, or a link or code that was exchanged by POST."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from listens.core.models import Account, Actor

SESSION_KEY = "acting_as"


def of(request: HttpRequest) -> Actor | None:
    """The account's actor; else the link or code this browser has exchanged; else nobody."""
    if isinstance(request.user, Account):
        return Actor.of_account(request.user)
    kept = request.session.get(SESSION_KEY)
    return Actor.objects.filter(pk=UUID(kept)).first() if kept else None


def act_as(request: HttpRequest, actor: Actor) -> None:
    """Keep a link's or code's actor in this browser's session."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(actor.pk)
