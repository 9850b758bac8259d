"""What people say back: "did we hear you right, what is missing?" Sent with a slip, or written down for somebody.

A slip sends a few replies and no more. They are counted under a digest of their own, in a row that no reply names: a
count per form would stop nobody, since every opened form is a new one, and a count on the note would say that the
person who said this has replied.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import retention, text
from listens.core.acting import Deed, Refused, acting
from listens.core.models import Actor, Area
from listens.feedback.models import Reply, SlipReplies
from listens.feedback.owed import listened
from listens.listening import by_slip
from listens.listening.actions.cards import FEWEST_ALIKE
from listens.listening.actions.settling import monday_of
from listens.listening.models import Conversation, Round
from listens.listening.spoken import SPOKEN
from listens.listening.unordered import forget_order

KIND = "replies"
LONGEST_REPLY = 2_000
MOST_OF_A_SLIP = 5
A_PAGE = 50


def send_reply(area: Area, code: str, *, id: UUID, words: str, language: str) -> Reply:
    """Keep what the holder of a slip says back, once per `id`. The code decides round and organisation.

    Raises Refused for a code that no note has or that was used too often, and for words we cannot keep.
    """
    digest = by_slip.typed(area, code, "reply")
    with acting(Actor.system("holder of a slip"), "send_reply", area) as deed:
        if kept := _kept_before(deed, id, words, language):
            return kept
        said = by_slip.said_under(area, code)
        if said is None:
            raise Refused(
                _(
                    "We found no note with this code. Check it; or the listener may not have sent the note yet."
                )
            )
        if said.is_of_children:
            raise Refused(_("This slip is of a session with children. Tell its host, or an organiser."))
        _count(area, digest)
        return _keep(deed, id, said.round, said.organisation, Reply.Way.PAGE, words, language)


def record_reply(
    actor: Actor,
    round: Round,
    organisation: Organisation | None,
    *,
    id: UUID,
    way: str,
    words: str,
    language: str,
) -> Reply:
    """Write down what somebody said back on paper, face to face or by phone, once per `id`. No name is kept.

    Raises Refused for an organisation that did not listen in this round.
    """
    within = [round.pk, organisation.pk] if organisation else [round.pk]
    with acting(actor, "record_reply", round.area, within=within) as deed:
        if way not in Reply.Way.values or way == Reply.Way.PAGE:
            raise Refused(_("Say how the reply came."))
        if kept := _kept_before(deed, id, words, language):
            return kept
        if organisation and not listened(round).filter(pk=organisation.pk).exists():
            raise Refused(_("%(name)s did not listen in this round.") % {"name": organisation})
        return _keep(deed, id, round, organisation, way, words, language)


def read_replies(
    actor: Actor, round: Round, *, organisation: UUID | None = None, page: str = "1"
) -> Page[Reply]:
    """One page of a round's replies, for the community side. Each reading is in the audit."""
    with acting(actor, "read_replies", round.area, within=[round.pk]) as deed:
        replies = Reply.objects.filter(round=round).select_related("organisation").prefetch_related("strikes")
        if organisation:
            replies = replies.filter(organisation=organisation)
        found = Paginator(replies, A_PAGE).get_page(page)
        if num := len(found.object_list):
            deed.record(round, replies=num)
        else:
            deed.unchanged()
    return found


def read_reply(actor: Actor, reply: Reply) -> Reply:
    """One of them, before it is erased: a reading like any other."""
    with acting(actor, "read_replies", reply.area, within=[reply.round_id]) as deed:
        deed.record(reply.round, replies=1)
    return reply


def erase_reply(actor: Actor, reply: Reply) -> None:
    """Erase one for the person who asked. The register of what was erased stands for it, also after a restore."""
    with acting(actor, "erase_reply", reply.area, within=[reply.round_id]) as deed:
        retention.note_erasure(reply.area, KIND, [reply.pk], "taken back")
        reply.delete()
        deed.record(None, replies=1)


def mix_replies(actor: Actor, area: Area) -> int:
    """Write last week's replies and counts anew in random order (see `listening.unordered`)."""
    with acting(actor, "mix_replies", area) as deed:
        last = monday_of(area.today()) - dt.timedelta(days=7)
        num = 0
        for model in (Reply, SlipReplies):
            ids = list(model.objects.filter(area=area, week=last).values_list("pk", flat=True))
            forget_order(model, ids)
            num += len(ids)
        deed.unchanged()  # what the rows say stays as it is
    return num


def _kept_before(deed: Deed, id: UUID, words: str, language: str) -> Reply | None:
    """The reply that this form has sent already. Raises Refused for words that cannot be kept under this id."""
    if not words.strip():
        raise Refused(_("Write what you want to say."))
    if problem := text.problem_with(words, longest=LONGEST_REPLY):
        raise Refused(problem)
    if language not in SPOKEN:
        raise Refused(_("Choose the language from the list."))
    kept = Reply.objects.filter(pk=id).first()
    if kept is not None and kept.area_id == deed.area.pk and kept.words == words:
        deed.unchanged()
        return kept
    if kept is not None or retention.was_erased(deed.area, KIND, id):
        raise Refused(_("This form was sent already. Open the page again to say something more."))
    return None


def _count(area: Area, digest: str) -> None:
    counts = SlipReplies.objects.filter(area=area, digest=digest)
    if counts.filter(n__lt=MOST_OF_A_SLIP).update(n=F("n") + 1):
        return
    if counts.exists():
        raise Refused(_("This slip has sent as many replies as it can. Ring us, or tell an organiser."))
    made = SlipReplies.objects.create(area=area, digest=digest, week=monday_of(area.today()))
    forget_order(SlipReplies, [made.pk])


def _keep(
    deed: Deed, id: UUID, round: Round, organisation: Organisation | None, way: str, words: str, language: str
) -> Reply:
    alike = Conversation.objects.filter(round=round, language=language)
    reply = Reply.objects.create(
        id=id,
        area=deed.area,
        round=round,
        organisation=organisation if _are_enough(alike.filter(organisation=organisation)) else None,
        way=way,
        words=words,
        language=language if _are_enough(alike) else "",
        week=monday_of(deed.area.today()),
    )
    forget_order(Reply, [reply.pk])
    deed.record(None, way=str(way))
    return reply


def _are_enough(conversations: QuerySet[Conversation]) -> bool:
    """A reply from a place with few conversations would point to one of them."""
    return conversations[:FEWEST_ALIKE].count() >= FEWEST_ALIKE
