"""The lines of the staff desk about promises."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.alliance.access import own_things
from listens.core import access, desk
from listens.core.models import Actor, Area
from listens.pledges import fetch
from listens.pledges.models import Amendment, Pledge, Verdict


@desk.offers
def promises(actor: Actor, area: Area) -> Iterator[desk.Line]:
    address = reverse("pledges", args=[area.slug])
    late = ""
    if access.can(actor, "see_pledges", area):
        num = Pledge.objects.of_area(area).overdue(area.today()).count()
        late = (
            ngettext("%(n)d is past its date.", "%(n)d are past their date.", num) % {"n": num} if num else ""
        )
    yield desk.line(actor, area, "see_pledges", _("See the register of promises"), address, detail=late)
    yield from _to_judge(actor, area)
    yield from _to_sign(actor, area)
    if access.can(actor, "see_own_pledges", area, within=own_things(actor, area)):
        yield from _own(actor, area)


def _to_judge(actor: Actor, area: Area) -> Iterator[desk.Line]:
    """Requests that wait for the community side, and verdicts whose ten working days are over."""
    if not access.can(actor, "answer_change", area):
        return
    changes = Amendment.objects.filter(row__pledge__area=area, accepted_on=None, refused_on=None)
    for change in changes.select_related("row__pledge"):
        words = _("Answer the request for a change: %(title)s") % {"title": change.row.pledge}
        yield desk.line(
            actor, area, "answer_change", words, reverse("answer_change", args=[area.slug, change.pk])
        )
    verdicts = Verdict.objects.filter(row__pledge__area=area, published_on=None).select_related("row__pledge")
    for verdict in verdicts:
        words = _("Publish the verdict: %(title)s") % {"title": verdict.row.pledge}
        yield desk.line(
            actor,
            area,
            "publish_verdict",
            words,
            reverse("publish_verdict", args=[area.slug, verdict.pk]),
            due_on=verdict.may_publish_from(),
        )


def _to_sign(actor: Actor, area: Area) -> Iterator[desk.Line]:
    for verdict in fetch.to_sign(actor, area):
        words = _("Sign the verdict: %(title)s") % {"title": verdict.row.pledge}
        address = reverse("sign_verdict", args=[area.slug, verdict.pk])
        yield desk.line(actor, area, "sign_verdict", words, address, within=own_things(actor, area))


def _own(actor: Actor, area: Area) -> Iterator[desk.Line]:
    mine = own_things(actor, area)
    own = list(fetch.own_pledges(actor, area))
    dues = [pledge.due_by for pledge in own if pledge.due_by and not pledge.closed_on]  # type: ignore[attr-defined]
    yield desk.line(
        actor,
        area,
        "see_own_pledges",
        _("See your promises"),
        reverse("my_promises", args=[area.slug]),
        within=mine,
        due_on=min(dues, default=None),
    )
    for pledge in own:
        for verdict in pledge.waiting_verdicts():
            if not verdict.replied_on:
                words = _("Reply to the verdict: %(title)s") % {"title": pledge}
                yield desk.line(
                    actor,
                    area,
                    "reply_to_verdict",
                    words,
                    reverse("reply_to_verdict", args=[area.slug, verdict.pk]),
                    within=mine,
                    due_on=verdict.may_publish_from(),
                )
