"""Accounts are opened by an organiser, never by signing up: nobody needs one to be listened to."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Account, Actor, Area, Grant
from listens.core.roles import ROLES


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def open_account(
    actor: Actor,
    area: Area,
    *,
    email: str,
    name: str,
    role: str,
    scope: str = Grant.Scope.AREA,
    scope_id: UUID | None = None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
) -> Account:
    """An account with one role here. An e-mail that has an account keeps it as it is and gets the role.

    The organiser vouches for the address; whoever signs in proves it with the code sent there.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("This e-mail address is not complete. Check it and try again."))
    if problem := text.problem_with(name, longest=100):
        raise Refused(problem)
    within = [scope_id] if scope_id else []
    with acting(actor, "open_account", area, within=within) as deed:
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = Account.objects.create_user(email, name=name.strip())
            EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
            deed.record(account, role=role)
        else:
            deed.unchanged()
        grant_role(
            actor,
            Actor.of_account(account),
            area,
            role,
            scope=scope,
            scope_id=scope_id,
            starts=starts,
            ends=ends,
        )
    return account


def grant_role(
    actor: Actor,
    to: Actor,
    area: Area,
    role: str,
    *,
    scope: str = Grant.Scope.AREA,
    scope_id: UUID | None = None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
) -> Grant:
    """Give a role, for the whole area or one thing in it; a role already held gets the new dates."""
    if role not in ROLES:
        raise Refused(
            _("There is no role “%(role)s”. Choose from: %(roles)s.")
            % {"role": role, "roles": ", ".join(ROLES)}
        )
    if scope not in Grant.Scope.values or (scope == Grant.Scope.AREA) != (scope_id is None):
        raise Refused(_("Say whether the role is for the whole area, or for which one thing in it."))
    if starts and ends and ends < starts:
        raise Refused(_("The role would end before it starts."))
    with acting(actor, "grant_role", area, within=[scope_id] if scope_id else []) as deed:
        grant, is_new = Grant.objects.get_or_create(
            actor=to,
            area=area,
            role=role,
            scope=scope,
            scope_id=scope_id,
            defaults={"starts": starts, "ends": ends, "granted_by": actor},
        )
        if not is_new and (grant.starts, grant.ends) != (starts, ends):
            grant.starts, grant.ends, grant.granted_by = starts, ends, actor
            grant.save()
            is_new = True
        _record_grant(deed, grant, is_new)
    to.__dict__.pop("_grants", None)
    return grant


def end_grant(actor: Actor, grant: Grant, on: dt.date | None = None) -> None:
    """Take a role away. The last day it counts is `on`, or yesterday, which is at once.

    The last organiser of an area cannot be taken away: nobody would be left to give the role to another.
    """
    last_day = on or grant.area.today() - dt.timedelta(days=1)
    with acting(actor, "end_grant", grant.area, within=[grant.scope_id] if grant.scope_id else []) as deed:
        if grant.role == "organiser" and grant.scope == Grant.Scope.AREA:
            others = Grant.objects.filter(area=grant.area, role="organiser", scope=grant.scope).exclude(
                pk=grant.pk
            )
            if not others.current(max(last_day, grant.area.today())).exists():
                raise Refused(_("This is the last organiser. Give somebody else the role first."))
        has_ended = grant.ends is not None and grant.ends <= last_day
        if not has_ended:
            grant.ends = last_day
            grant.save(update_fields=["ends"])
        _record_grant(deed, grant, not has_ended)
    grant.actor.__dict__.pop("_grants", None)


def _record_grant(deed: Deed, grant: Grant, is_changed: bool) -> None:
    if is_changed:
        days = {name: day.isoformat() for name in ("starts", "ends") if (day := getattr(grant, name))}
        deed.record(grant, role=grant.role, scope=grant.scope, **days)
    else:
        deed.unchanged()
