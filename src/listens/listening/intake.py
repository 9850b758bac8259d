"""What a listener sent, set against what the area knows. Nothing is refused here: what is odd needs attention."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.models import Area
from listens.listening import codes, stages
from listens.listening.envelope import SentConversation, SentNote
from listens.listening.models import Conversation, ListenerLink, Note, Prompt, Round
from listens.places.models import Place

MOST_HEARD = 500
MOST_A_DAY = 60  # from one link: more than a listener can hold in a day
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass
class Known:
    """What every item of one request is set against; read once."""

    area: Area
    today: dt.date
    wards: dict[str, Place]
    prompts: dict[tuple[object, str], Prompt]
    sent_today: int = 0

    @classmethod
    def about(
        cls, area: Area, items: Iterable[SentConversation], rounds: Iterable[Round], link: ListenerLink | None
    ) -> Known:
        codes_sent = {item.ward for item in items if item.ward}
        wards = Place.objects.filter(area=area, kind=Place.Kind.WARD, code__in=codes_sent)
        prompts: dict[tuple[object, str], Prompt] = {}
        for prompt in Prompt.objects.filter(round__in=[round.pk for round in rounds]):
            prompts[prompt.round_id, str(prompt.position)] = prompt
            prompts[prompt.round_id, str(prompt.pk)] = prompt
        today = area.today()
        sent = link.conversations.filter(received_on=today).count() if link else 0
        return cls(area, today, {ward.code: ward for ward in wards}, prompts, sent)


@dataclass
class Taken:
    """Rows ready to be written, and why a person should look."""

    conversation: Conversation
    notes: list[Note]
    reasons: list[str] = field(default_factory=list)


def take(
    item: SentConversation,
    known: Known,
    round: Round,
    organisation: Organisation | None,
    link: ListenerLink | None,
) -> Taken:
    """One conversation as rows, not written yet."""
    reasons: list[str] = []
    conversation = Conversation(
        area=known.area,
        round=round,
        organisation=organisation,
        client_id=item.client_id,
        payload_digest=item.digest,
        channel=_channel(item, reasons),
        setting=item.setting.strip()[:80],
        held_on=_held_on(item, known, round, organisation, reasons),
        received_on=known.today,
        ward=_ward(item, known, reasons),
        language=_language(item.language) or "en",
        people_heard=_people_heard(item, reasons),
        was_interpreted=item.was_interpreted,
        link=link,
    )
    if conversation.is_of_children:
        _coarsen(conversation)
    notes = [
        _note(place, note, conversation, known.prompts.get((round.pk, note.prompt)))
        for place, note in enumerate(item.notes)
    ]
    if not notes:
        reasons.append(_("No note was written."))
    if any(note.slip.strip() and not codes.is_slip(note.slip) for note in item.notes):
        reasons.append(_("The code of a slip has a typing error: nobody can take that note back with it."))
    if any(note.prompt and (round.pk, note.prompt) not in known.prompts for note in item.notes):
        reasons.append(_("A note answers a question that is not one of this round's."))
    known.sent_today += 1
    if link and link.held_on:
        reasons.append(_("This link is on hold: somebody wanted to look at what comes through it."))
    if link and known.sent_today > MOST_A_DAY:
        reasons.append(_("More came through this link in one day than one listener can hear."))
    return Taken(conversation, notes, reasons)


def _coarsen(conversation: Conversation) -> None:
    """Of children neither ward nor day is kept, from the first: either would tell which session it was.

    Review counts from that Monday too, so what they said is read sooner, never later.
    """
    conversation.ward = None
    conversation.received_on = _monday(conversation.received_on)
    if conversation.held_on:
        conversation.held_on = _monday(conversation.held_on)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _note(place: int, sent: SentNote, conversation: Conversation, prompt: Prompt | None) -> Note:
    by_children = conversation.is_of_children  # parents agreed to no other use
    is_read_back = sent.voice == Note.Voice.READ_BACK
    return Note(
        area=conversation.area,
        conversation=conversation,
        prompt=prompt,
        position=place,
        text=sent.text,
        language=_language(sent.language) or conversation.language,
        voice=Note.Voice.READ_BACK if is_read_back else Note.Voice.LISTENER,
        may_quote=sent.may_quote,
        may_evaluate=sent.may_evaluate and not by_children,
        kept_because=sent.kept_because.strip()[:200],
        may_use_outside_ai=sent.may_use_outside_ai and not by_children,
        times_said=sent.times_said,
        slip_digest=codes.slip_digest(conversation.area, sent.slip) if sent.slip else "",
    )


def _channel(item: SentConversation, reasons: list[str]) -> str:
    if item.channel in Conversation.Channel.values:
        return item.channel
    reasons.append(_("It does not say what kind of conversation it was."))
    return Conversation.Channel.ONE_TO_ONE


def _held_on(
    item: SentConversation,
    known: Known,
    round: Round,
    organisation: Organisation | None,
    reasons: list[str],
) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(item.held_on)
    except ValueError:
        reasons.append(_("It has no real date."))
        return None
    if day > known.today:
        reasons.append(_("Its date, %(day)s, is still to come.") % {"day": date_format(day)})
    elif not (answer := stages.gate(round, "listening", on=day, organisation=organisation)):
        reasons.append(
            _("It was held on %(day)s, outside the dates of listening.") % {"day": date_format(day)}
            + " "
            + answer.reason
        )
    return day


def _ward(item: SentConversation, known: Known, reasons: list[str]) -> Place | None:
    if item.ward and item.ward not in known.wards:
        reasons.append(_("We do not know the ward “%(ward)s”.") % {"ward": item.ward[:40]})
    return known.wards.get(item.ward)


def _people_heard(item: SentConversation, reasons: list[str]) -> int:
    """At least as many as put their mark to one sticky: times heard counts people, and those were there.

    A tally is no count of its own: added to the people it would count everybody twice, for most put a mark to
    several. What a theme was heard by stays all who took part, as for a table at which one person spoke of it.
    """
    heard, marks = item.people_heard, max((note.times_said for note in item.notes), default=1)
    if isinstance(heard, int) and not isinstance(heard, bool) and 1 <= heard <= MOST_HEARD:
        if marks > heard:
            reasons.append(
                _(
                    "%(marks)d people put their mark to one sticky, and only %(heard)d are said to have taken part."
                )
                % {"marks": marks, "heard": heard}
            )
        return max(heard, marks)
    reasons.append(_("“%(heard)s” people heard cannot be right.") % {"heard": text.shown(heard, 20)})
    return marks


def _language(code: str) -> str:
    return code if len(code) <= 10 and _LANGUAGE.fullmatch(code) else ""
