"""The one way to a listener's link, a conversation and the files that wait for review."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.http import Http404
from django.utils.translation import gettext as _

from listens.alliance.access import own_organisations
from listens.alliance.models import Organisation
from listens.core import access
from listens.core.acting import Refused
from listens.core.models import Actor, Area
from listens.listening.actions.links import usable
from listens.listening.intake import MOST_A_DAY
from listens.listening.models import Conversation, ListenerLink, Note, NoteStrike, Round
from listens.places.models import Place


def fetch_own_link(actor: Actor | None, area: Area, verb: str = "send_conversations") -> ListenerLink:
    """The link this browser has opened, for what a page of it does.

    Raises access.Denied, in words for a listener, when there is none to use.
    """
    found = _link_of(actor, area)
    if found is None:
        raise access.Denied(
            _("This page is for listeners. Open it with the link or the code you were given.")
        )
    if not (answer := usable(found)):
        raise access.Denied(answer.reason)
    access.require(actor, verb, area, within=[found.organisation_id])
    return found


def find_spent_link(actor: Actor | None, area: Area) -> ListenerLink | None:
    """The link this browser has opened, where it was taken back or ran out: so that a page can say whom to see."""
    found = _link_of(actor, area)
    return found if found is not None and not usable(found) else None


def _link_of(actor: Actor | None, area: Area) -> ListenerLink | None:
    if actor is None or actor.kind != Actor.Kind.LINK:
        return None
    links = ListenerLink.objects.select_related("area", "round__area", "organisation__borough")
    return links.prefetch_related("round__prompts", "round__concerns").filter(pk=actor.pk, area=area).first()


def require_usable(actor: Actor, area: Area) -> None:
    """A link that was taken back or ran out is told so, in words for a listener. Raises Refused."""
    if actor.kind != Actor.Kind.LINK:
        return
    link = ListenerLink.objects.filter(pk=actor.pk, area=area).select_related("area").first()
    if link and not (answer := usable(link)):
        raise Refused(answer.reason)


def wards_of(area: Area, organisation: Organisation) -> list[tuple[str, list[tuple[str, str]]]]:
    """Wards by borough for a list to pick from, the organisation's own borough first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    wards = Place.objects.filter(area=area, kind=Place.Kind.WARD).select_related("parent")
    own = organisation.borough_id
    for ward in sorted(
        wards, key=lambda w: (w.parent_id != own, w.parent.name_key if w.parent else "", w.name_key)
    ):
        groups.setdefault(ward.parent.name if ward.parent else "", []).append((ward.code, ward.name))
    return list(groups.items())


def organisations_for_links(actor: Actor | None, area: Area) -> list[Organisation]:
    """Community organisations that this person may hand links for. Raises Denied for whoever hands none over."""
    listening = Organisation.objects.filter(area=area, left_on=None).community()
    if access.can(actor, "make_link", area):
        return list(listening)
    own = own_organisations(actor, area)
    access.require(actor, "make_link", area, within=own)
    mine = listening.filter(pk__in=own)
    return [one for one in mine if access.can(actor, "make_link", area, within=[one.pk])]


def links_of(round: Round, organisations: list[Organisation]) -> list[ListenerLink]:
    """Newest first, with how much came through each: conversations only, never what was said."""
    links = ListenerLink.objects.filter(round=round, organisation__in=organisations)
    return list(
        links.select_related("area", "organisation")
        .annotate(num_conversations=Count("conversations"))
        .order_by("organisation__name_key", "-made_on")
    )


def flooded(links: list[ListenerLink]) -> dict[UUID, int]:
    """Links through which more came in one day than one listener can hear, and the most that came in a day."""
    days = Conversation.objects.filter(link__in=[link.pk for link in links]).values("link_id", "received_on")
    most: dict[UUID, int] = {}
    for row in days.annotate(num=Count("pk")).filter(num__gt=MOST_A_DAY).order_by():
        most[row["link_id"]] = max(row["num"], most.get(row["link_id"], 0))
    return most


def fetch_link(actor: Actor | None, area: Area, pk: UUID, verb: str) -> ListenerLink:
    """A link with which this person may do that; a stranger gets the 404 of a missing one."""
    found = (
        ListenerLink.objects.filter(area=area, pk=pk).select_related("area", "round", "organisation").first()
    )
    if found is None or not access.can(actor, verb, area, within=[found.organisation_id]):
        raise Http404
    return found


def fetch_conversation(actor: Actor | None, area: Area, pk: UUID) -> Conversation:
    """A conversation whose notes this person may read."""
    found = (
        Conversation.objects.filter(area=area, pk=pk)
        .select_related("area", "round", "organisation", "ward__parent")
        .prefetch_related("reviews__by__account")
        .first()
    )
    if found is None:
        raise Http404
    access.require(actor, "read_notes", area)
    return found


def fetch_strike(actor: Actor | None, area: Area, conversation: UUID, note: UUID, pk: UUID) -> NoteStrike:
    """What somebody took out of that note, for whoever may put it back."""
    strikes = NoteStrike.objects.filter(note__area=area, note__conversation=conversation, note=note, pk=pk)
    found = strikes.select_related("note__area").first()
    if found is None:
        raise Http404
    access.require(actor, "strike_words", area)
    return found


def fetch_note_to_translate(actor: Actor | None, area: Area, pk: UUID) -> Note:
    """A note that nobody has taken back, with what is beside it."""
    access.require(actor, "translate_note", area)
    notes = (
        Note.objects.standing()
        .filter(area=area, pk=pk)
        .select_related("conversation__area", "prompt", "area")
    )
    found = notes.prefetch_related("translations").first()
    if found is None:
        raise Http404
    return found


def waiting_for_review(area: Area) -> QuerySet[Conversation]:
    """What came in and is not decided, oldest first; files brought in are accepted as files."""
    return (
        Conversation.objects.filter(area=area)
        .unreviewed()
        .exclude(channel=Conversation.Channel.IMPORTED, reviews__isnull=True)
        .select_related("round", "organisation")
        .annotate(num_notes=Count("notes"))
        .order_by("received_on", "pk")
    )


def files_waiting(area: Area) -> list[Any]:
    """Files of notes that nobody has accepted: {"round__slug", "notes__source", "num", "first", "last", "heard"}."""
    waiting = Conversation.objects.filter(
        area=area, channel=Conversation.Channel.IMPORTED, reviews__isnull=True, notes__position=0
    )
    return list(
        waiting.values("round__slug", "round__name", "notes__source")
        .annotate(num=Count("pk"), first=Min("held_on"), last=Max("held_on"), heard=Sum("people_heard"))
        .order_by("round__slug", "notes__source")
    )
