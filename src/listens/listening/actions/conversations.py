"""Conversations that listeners send, once each however often the phone tries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import access
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor, Area
from listens.listening import intake
from listens.listening.actions.links import usable
from listens.listening.children.rules import require_session
from listens.listening.envelope import SentConversation, Unopened, client_id_of, open_item
from listens.listening.letters import (
    CONFLICT,
    CREATED,
    DUPLICATE,
    INVALID,
    SCHEMA_VERSION,
    BadEnvelope,
    Result,
    opener,
    require_own,
)
from listens.listening.models import Conversation, ConversationReview, ListenerLink, Note, Round
from listens.listening.models.note import ERASED

MOST_ITEMS = 500  # in one request of a phone


@dataclass
class _Letter:
    """What to answer about one thing that was sent, and what it says, where it could be opened."""

    result: Result
    item: SentConversation | None = None


@dataclass
class _Sender:
    """Where the items of one request belong: by the link, or (an account, a command) as each item says."""

    link: ListenerLink | None
    rounds: dict[str, Round]
    organisations: dict[str, Organisation]

    def place(self, item: SentConversation) -> tuple[Round, Organisation | None]:
        if self.link:
            return self.link.round, self.link.organisation
        if item.round not in self.rounds:
            raise Unopened([_("There is no round “%(round)s” here.") % {"round": item.round[:50]}])
        if item.organisation and item.organisation not in self.organisations:
            raise Unopened([_("There is no such organisation here.")])
        return self.rounds[item.round], self.organisations.get(item.organisation)


def receive_conversations(
    actor: Actor,
    area: Area,
    payload: Any,
    *,
    verb: str = "send_conversations",
    within: Iterable[UUID] = (),
) -> list[Result]:
    """Store what a phone sent; one result per item, in order: {"client_id", "outcome", "problems"}.

    `payload` is {"schema_version": 1, "items": [...]}. An item holds client_id (a UUID made on the phone), channel,
    setting, held_on (2026-11-16), ward (its code), language, people_heard, was_interpreted and notes; a note holds
    prompt (id or place), text, voice, language, may_quote, may_evaluate, may_use_outside_ai and slip. Without a link
    each item also names its round (slug) and organisation (id). An item may come as a letter: {"client_id", "sealed"}
    (ADR 7). One bad item never stops the rest. `verb` and `within` are another action's, when it sends for somebody
    (paper that was typed in). Raises BadEnvelope.
    """
    link = _link_of(actor, area)
    within = [link.organisation_id] if link else list(within)
    access.require(actor, verb, area, within=within)
    open_letter = opener(area)
    letters = [_open(open_letter, raw) for raw in _items_of(payload)]
    require_own(actor, payload)
    for attempt in (1, 2, 3):
        taken = _set_against(actor, area, link, letters)
        try:
            with acting(actor, verb, area, within=within) as deed:
                if taken:
                    _keep(taken)
                    deed.record(created=len(taken))
                else:
                    deed.unchanged()
            return [letter.result for letter in letters]
        except Stale:  # the same phone's other request was faster: look again
            if attempt == 3:
                raise
    raise AssertionError("unreachable")


def _items_of(payload: Any) -> list[Any]:
    if not isinstance(payload, dict) or payload.get("schema_version") != SCHEMA_VERSION:
        raise BadEnvelope(_("This phone's page is out of date. Open your link again; nothing is lost."))
    items = payload.get("items")
    if not isinstance(items, list):
        raise BadEnvelope(_("There are no conversations in what was sent."))
    return items


def _link_of(actor: Actor, area: Area) -> ListenerLink | None:
    if actor.kind != Actor.Kind.LINK:
        return None
    links = ListenerLink.objects.select_related("round", "organisation").prefetch_related("round__windows")
    link = links.filter(pk=actor.pk, area=area).first()
    if link:
        link.area = link.round.area = area
        if not (answer := usable(link)):
            raise Refused(answer.reason)
    return link


def _sender(area: Area, link: ListenerLink | None, items: Iterable[SentConversation]) -> _Sender:
    if link:
        return _Sender(link, {}, {})
    items = list(items)
    rounds = Round.objects.filter(area=area, slug__in={item.round for item in items}).select_related("area")
    ids = [_uuid(item.organisation) for item in items if item.organisation]
    found = Organisation.objects.filter(area=area, pk__in={id for id in ids if id})
    return _Sender(
        None,
        {round.slug: round for round in rounds.prefetch_related("windows")},
        {str(organisation.pk): organisation for organisation in found},
    )


def _open(open_letter: Callable[[Any], Any], raw: Any) -> _Letter:
    result: Result = {"client_id": client_id_of(raw), "outcome": INVALID, "problems": []}
    try:
        return _Letter(result, open_item(open_letter(raw)))
    except Unopened as error:
        return _Letter({**result, "problems": error.problems})


def _set_against(
    actor: Actor, area: Area, link: ListenerLink | None, letters: list[_Letter]
) -> list[intake.Taken]:
    """What is new, as rows. Reads only, before the transaction: SQLite lets one write at a time, so whoever writes
    should be quick. An id that another request writes meanwhile is found by its constraint.
    """
    readable = [(letter.result, letter.item) for letter in letters if letter.item]
    sent = [item for _result, item in readable]
    sender = _sender(area, link, sent)
    rounds = [link.round] if link else list(sender.rounds.values())
    known = intake.Known.about(area, sent, rounds, link)
    there = _digests(area, [item.client_id for item in sent])
    taken: list[intake.Taken] = []
    for result, item in readable:
        if item.client_id in there:
            is_same = there[item.client_id] in (item.digest, ERASED)
            result |= {"outcome": DUPLICATE, "problems": []} if is_same else _conflict()
            continue
        try:
            round, organisation = sender.place(item)
            require_session(actor, link, item, round, organisation)
        except Unopened as error:
            result["problems"] = error.problems
            continue
        taken.append(intake.take(item, known, round, organisation, link))
        there[item.client_id] = item.digest
        result["outcome"] = CREATED
    return taken


def _conflict() -> Result:
    problem = _("Another text came under the same id before. It was kept; this one was not.")
    return {"outcome": CONFLICT, "problems": [problem]}


def _keep(taken: list[intake.Taken]) -> None:
    system = Actor.system("intake") if any(one.reasons for one in taken) else None
    now = taken[0].conversation.area.now()
    Conversation.objects.bulk_create([one.conversation for one in taken], batch_size=1000)
    Note.objects.bulk_create([note for one in taken for note in one.notes], batch_size=1000)
    ConversationReview.objects.bulk_create(
        [
            ConversationReview(
                conversation=one.conversation,
                seq=1,
                state=ConversationReview.State.NEEDS_ATTENTION,
                reason=" ".join(one.reasons)[:300],
                by=system,
                at=now,
            )
            for one in taken
            if one.reasons
        ],
        batch_size=1000,
    )


def _digests(area: Area, client_ids: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(client_ids), 500):
        some = client_ids[start : start + 500]
        rows = Conversation.objects.filter(area=area, client_id__in=some)
        found |= dict(rows.values_list("client_id", "payload_digest"))
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
