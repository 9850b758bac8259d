"""What is answered: taken down by scribes, settled by the chair, corrected only by adding."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from listens.assembly.models import (
    WITHOUT_WORDS,
    Addressee,
    Answer,
    AnswerKind,
    Assembly,
    Explanation,
    Transcript,
)
from listens.assembly.words import past_day, taken
from listens.core.access import ALLOWED
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.listening import stages


def take_down(
    actor: Actor,
    addressee: Addressee,
    *,
    kind: str,
    words: str,
    condition: str = "",
    speaker: str = "",
    on: dt.date | None = None,
) -> Transcript:
    """One scribe's own record of an answer. It is never changed; another scribe's stands beside it."""
    assembly = _assembly_of(addressee)
    gate = stages.gate(assembly.round, "assembly", on=on)
    with acting(actor, "take_down", assembly.area, within=[assembly.round_id], gate=gate) as deed:
        day = past_day(assembly.area, on)
        if day < assembly.held_on:
            raise Refused(_("The assembly has not begun: answers are taken down on its day."))
        words, condition, speaker = _said(kind, words, condition, speaker)
        transcript = Transcript.objects.create(
            addressee=addressee,
            kind=kind,
            words=words,
            condition=condition,
            speaker=speaker,
            by=actor,
            at=assembly.area.now(),
        )
        deed.record(transcript, answer=kind)
    return transcript


def settle_answer(
    actor: Actor,
    addressee: Addressee,
    *,
    kind: str,
    words: str = "",
    condition: str = "",
    speaker: str = "",
    witness: str = "",
    answered_on: dt.date | None = None,
    answered_in_words: str = "",
    transcript: Transcript | None = None,
    reason: str = "",
    source: str = "",
    seen_seq: int | None = None,
) -> Answer:
    """The chair's settled answer, picked from a transcript or read back in the hall.

    A spoken answer needs its exact words, who spoke and a witness. A correction needs a reason and is added; the
    first stays. `source` is for answers of the past, of which only a publication is left: it stands for the
    witness, and only the command line may give it.
    """
    assembly = _assembly_of(addressee)
    # What an office sends later, by letter say, is added when it comes: only the first answer belongs to the night.
    gate = ALLOWED if addressee.last_seq else stages.gate(assembly.round, "assembly", on=answered_on)
    with acting(actor, "settle_answer", assembly.area, within=[assembly.round_id], gate=gate) as deed:
        addressee = Addressee.objects.select_for_update(of=("self",)).get(pk=addressee.pk)
        if seen_seq is not None and seen_seq != addressee.last_seq:
            raise Stale(_("Somebody else settled this answer in the meantime. Look at it again."))
        if source and not actor.is_system:
            raise Refused(_("An answer known only from a publication is brought in from the command line."))
        if transcript and transcript.addressee_id != addressee.pk:
            raise Refused(_("That transcript is of another answer."))
        words, condition, speaker = _said(kind, words, condition, speaker, from_publication=bool(source))
        is_spoken = kind not in WITHOUT_WORDS and not source
        answer = Answer.objects.create(
            addressee=addressee,
            seq=addressee.last_seq + 1,
            kind=kind,
            words=words,
            condition=condition,
            speaker=taken(speaker, _("who spoke"), longest=120, needed=is_spoken),
            witness=taken(witness, _("who witnessed the answer"), longest=120, needed=is_spoken),
            transcript=transcript,
            answered_on=past_day(assembly.area, answered_on),
            answered_in_words=taken(answered_in_words, "", longest=60, needed=False),
            reason=taken(
                reason, _("why the answer is corrected"), longest=300, needed=addressee.last_seq > 0
            ),
            source=taken(source, "", longest=300, needed=False),
            settled_by=actor,
            settled_at=assembly.area.now(),
        )
        deed.record(answer, answer=kind, seq=answer.seq)
    return answer


def explain_absence(
    actor: Actor, answer: Answer, *, words: str, submitter: str = "", explained_on: dt.date | None = None
) -> Explanation:
    """The office's own words on why it did not come or did not answer. They stand beside the record."""
    assembly = _assembly_of(answer.addressee)
    office = answer.addressee.office
    within = [office.pk, office.organisation_id, assembly.round_id]
    with acting(actor, "explain_absence", assembly.area, within=within) as deed:
        if answer.kind not in WITHOUT_WORDS:
            raise Refused(_("The office answered; there is no absence to explain."))
        explanation = Explanation.objects.create(
            answer=answer,
            words=taken(words, _("the explanation")),
            submitter=taken(submitter, "", longest=120, needed=False),
            explained_on=past_day(assembly.area, explained_on, after=answer.answered_on),
            by=actor,
        )
        deed.record(explanation)
    return explanation


def _assembly_of(addressee: Addressee) -> Assembly:
    if addressee.assembly is None:
        raise Refused(_("This ask is on no running order yet."))
    if not addressee.ask.is_ratified:
        raise Refused(_("Delegates have not ratified this ask."))
    return addressee.assembly


def _said(
    kind: str, words: str, condition: str, speaker: str, *, from_publication: bool = False
) -> tuple[str, str, str]:
    if kind not in AnswerKind.values:
        raise Refused(_("Choose the answer: %(kinds)s.") % {"kinds": ", ".join(AnswerKind.values)})
    is_spoken = kind not in WITHOUT_WORDS and not from_publication
    return (
        taken(words, _("the answer in its exact words"), needed=is_spoken),
        taken(condition, _("the condition: yes, if what?"), needed=kind == AnswerKind.YES_IF),
        taken(speaker, "", longest=120, needed=False),
    )
