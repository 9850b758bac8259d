"""Making a promise again out of its exported rows, each beside the record it brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from listens.alliance.models import Office, Organisation, Person
from listens.assembly.models import Answer, Ask
from listens.core import retention, text
from listens.core.models import Actor, Area
from listens.listening.models import Moment
from listens.pledges.actions.progress import checked_piece
from listens.pledges.history import CAN_BE_ERASED, ERASED, OF_THE_ROW
from listens.pledges.models import (
    Amendment,
    Closure,
    CoLead,
    Confirmation,
    Evidence,
    Measure,
    MeasureDefinition,
    Pledge,
    PledgeOwner,
    PledgeRow,
    Progress,
    Reading,
    Verdict,
    VerdictSigner,
)

Kind = PledgeRow.Kind
Content = dict[str, Any]


class Unknown(Exception):
    """Something the file names is not here. `field` is where, the text what, `fix` what to do."""

    def __init__(self, field: str, problem: str, fix: str = "") -> None:
        super().__init__(problem)
        self.field, self.fix = field, fix


PLEDGE_FIELDS = (
    "number",
    "title",
    "wording",
    "measure_words",
    "spoken_on",
    "spoken_in_words",
    "due_on",
    "due_in_words",
    "source",
)


def rebuild(actor: Actor, area: Area, pk: UUID, document: dict[str, Any]) -> Pledge:
    """Every record, without the chain. Raises Unknown or ValidationError."""
    spoken = document["rows"][0]["content"]
    if Pledge.objects.filter(area=area, number=spoken["number"]).exists():
        problem = _("There is another promise with the number %(n)d here.") % {"n": spoken["number"]}
        raise Unknown("number", problem, _("Bring it into an area without promises."))
    ask = _ask(area, spoken["ask"])
    given = {name: spoken[name] for name in PLEDGE_FIELDS}
    pledge: Pledge = _made(
        Pledge(pk=pk, area=area, ask=ask, answer=_answer(ask, document["answer"]), **given)
    )
    for owner in document["owners"]:
        organisation = _organisation(area, owner["organisation"])
        office = _office(organisation, owner["office"]) if owner["office"] else None
        lead = bool(owner["is_lead"])
        _made(PledgeOwner(pledge=pledge, organisation=organisation, office=office, is_lead=lead))
    for one in document["co_leads"]:
        _made(CoLead(pledge=pledge, person=_person(area, one)))
    _rows(actor, pledge, document)
    return pledge


def _rows(actor: Actor, pledge: Pledge, document: dict[str, Any]) -> None:
    rows: dict[int, PledgeRow] = {}
    for seq, given in enumerate(document["rows"], start=1):
        at = dt.datetime.fromisoformat(given["at"])
        row = PledgeRow(pledge=pledge, seq=seq, kind=given["kind"], salt=given["salt"], at=at)
        row.by = _actor(given["content"].get("by_id"), actor)
        row.is_for_owner = bool(given["content"].get("is_for_owner"))
        row.content = given["content"]
        row.save()
        rows[seq] = row
        if not given["salt"]:
            _leave_a_tombstone(row)
        elif row.kind in MARKS:
            MARKS[row.kind](rows[row.content["of"]], row.content, actor)
        elif row.kind != Kind.SPOKEN:
            BRINGS[row.kind](row, {k: v for k, v in row.content.items() if k not in OF_THE_ROW})
        if row.kind == Kind.VERDICT:
            for signer in document["signers"][str(seq)]:
                person, interests = _person(pledge.area, signer), signer["interests"]
                organisation = person.organisation
                _made(
                    VerdictSigner(
                        verdict=row.verdict, person=person, organisation=organisation, interests=interests
                    )
                )


def _actor(given: str | None, importing: Actor) -> Actor:
    """Who wrote it down, when they are known here; else whoever brings it in."""
    return Actor.objects.filter(pk=UUID(given)).first() or importing if given else importing


def _leave_a_tombstone(row: PledgeRow) -> None:
    """It was erased where the file was made, so it stays erased here, and the register says so."""
    if row.content or row.kind not in CAN_BE_ERASED:
        raise Unknown("rows", _("Row %(n)d was changed after it was exported.") % {"n": row.seq})
    retention.note_erasure(row.pledge.area, ERASED, [row.pk], "erased where it was exported")


def _confirm(row: PledgeRow, content: Content) -> None:
    _made(Confirmation(row=row, **content))


def _progress(row: PledgeRow, content: Content) -> None:
    evidence = content["evidence"]
    progress = _made(Progress(row=row, **{k: v for k, v in content.items() if k != "evidence"}))
    for position, (title, address) in enumerate(evidence):
        checked_piece(title, address)
        _made(Evidence(progress=progress, position=position, title=title, address=address))


def _verdict(row: PledgeRow, content: Content) -> None:
    _made(Verdict(row=row, **{k: v for k, v in content.items() if k != "signers"}))


def _amendment(row: PledgeRow, content: Content) -> None:
    _made(Amendment(row=row, **content))


def _measure(row: PledgeRow, content: Content) -> None:
    _made(Measure(row=row, pledge=row.pledge, **content))


def _definition(row: PledgeRow, content: Content) -> None:
    measure = Measure.objects.get(pledge=row.pledge, name=content["measure"])
    _made(MeasureDefinition(row=row, measure=measure, version=content["version"], words=content["words"]))


def _reading(row: PledgeRow, content: Content) -> None:
    definition = MeasureDefinition.objects.get(
        measure__pledge=row.pledge, measure__name=content["measure"], version=content["version"]
    )
    rest = {k: v for k, v in content.items() if k not in ("measure", "version")}
    _made(Reading(row=row, definition=definition, **rest))


def _closure(row: PledgeRow, content: Content) -> None:
    slug, kind, held_on = content["moment"]
    moments = Moment.objects.filter(round__area=row.pledge.area, round__slug=slug)
    moment = moments.filter(kind=kind, held_on=held_on).first()
    if moment is None:
        problem = _("The meeting of %(day)s that closed it is not here.") % {"day": held_on}
        raise Unknown("moment", problem, _("Add the meeting to the round first."))
    _made(Closure(row=row, moment=moment, **{k: v for k, v in content.items() if k != "moment"}))


BRINGS: dict[str, Callable[[PledgeRow, Content], None]] = {
    Kind.CONFIRMED: _confirm,
    Kind.PROGRESS: _progress,
    Kind.VERDICT: _verdict,
    Kind.AMENDMENT: _amendment,
    Kind.MEASURE: _measure,
    Kind.DEFINITION: _definition,
    Kind.READING: _reading,
    Kind.CLOSED: _closure,
}


def _mark_verdict(marked: PledgeRow, content: Content, actor: Actor) -> None:
    _marked(marked.verdict, content)


def _mark_signer(marked: PledgeRow, content: Content, actor: Actor) -> None:
    signers = marked.verdict.signers.filter(organisation__name_key=text.key(content["organisation"]))
    for signer in signers:
        signer.signed_on, signer.is_on_paper = content["signed_on"], content["is_on_paper"]
        _made(signer)


def _mark_change(marked: PledgeRow, content: Content, actor: Actor) -> None:
    if "accepted_on" in content:
        marked.amendment.accepted_by = _actor(content.get("accepted_by_id"), actor)
    _marked(marked.amendment, content)


MARKS: dict[str, Callable[[PledgeRow, Content, Actor], None]] = {
    Kind.SIGNED: _mark_signer,
    Kind.REPLY: _mark_verdict,
    Kind.PUBLISHED: _mark_verdict,
    Kind.ACCEPTED: _mark_change,
    Kind.REFUSED: _mark_change,
}
MAY_MARK = {
    "reply",
    "replied_on",
    "published_on",
    "agreed_by_delegates_on",
    "accepted_on",
    "refused_on",
    "refusal",
}


def _marked(record: models.Model, content: Content) -> None:
    for name in content.keys() & MAY_MARK:
        setattr(record, name, content[name])
    _made(record)


def _made(record: Any) -> Any:
    """Saved after its fields were checked, on either database alike. Raises ValidationError."""
    record.full_clean(validate_unique=False, validate_constraints=False)
    record.save()
    return record


def _ask(area: Area, given: dict[str, str] | None) -> Ask | None:
    if given is None:
        return None
    slug, reference = given["round"], given["reference"]
    found = Ask.objects.filter(area=area, round__slug=slug, reference=reference).first()
    if found is None:
        problem = _("The ask %(ref)s of the round “%(round)s” is not here.") % {
            "ref": reference,
            "round": slug,
        }
        raise Unknown("ask", problem, _("Cut and ratify it here first."))
    return found


def _answer(ask: Ask | None, given: dict[str, Any] | None) -> Answer | None:
    if given is None:
        return None
    answers = Answer.objects.filter(
        addressee__ask=ask,
        addressee__office__organisation__name_key=text.key(given["organisation"]),
        addressee__office__title_key=text.key(given["office"]),
        seq=given["seq"],
    )
    if given["assembly"]:
        answers = answers.filter(addressee__assembly__name=given["assembly"])
    found = answers.first()
    if found is None:
        problem = _("The answer of “%(office)s” is not here.") % {"office": given["office"]}
        raise Unknown("answer", problem, _("Settle it here first."))
    return found


def _organisation(area: Area, name: str) -> Organisation:
    found = Organisation.objects.filter(area=area, name_key=text.key(name)).first()
    if found is None:
        problem = _("There is no organisation “%(name)s” here.") % {"name": name}
        raise Unknown("owners", problem, _("Add it, then bring the file in again."))
    return found


def _office(organisation: Organisation, title: str) -> Office:
    found = Office.objects.filter(organisation=organisation, title_key=text.key(title)).first()
    if found is None:
        names = {"office": title, "organisation": organisation}
        problem = _("%(organisation)s has no office “%(office)s” here.") % names
        raise Unknown("owners", problem, _("Add it, then bring the file in again."))
    return found


def _person(area: Area, given: dict[str, str]) -> Person:
    people = Person.objects.filter(
        area=area,
        organisation__name_key=text.key(given["organisation"]),
        name_key=text.key(given["person"]),
    )
    found = people.select_related("organisation").first()
    if found is None:
        problem = _("%(person)s of “%(organisation)s” is not here.") % given
        raise Unknown("people", problem, _("Add the person, then bring the file in again."))
    return found
