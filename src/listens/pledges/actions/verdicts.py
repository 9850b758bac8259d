"""The community side's own verdict: signed, shown to the owner first, published with the reply beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from listens.alliance.access import own_things
from listens.assembly.words import any_day, past_day, taken
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area
from listens.pledges.adding import Addition, adding, not_an_owner
from listens.pledges.judging import Signature, must_sign
from listens.pledges.models import Pledge, PledgeRow, Verdict, VerdictPause, VerdictSigner

Value = Verdict.Value


def give_verdict(
    actor: Actor,
    pledge: Pledge,
    *,
    value: str,
    words: str,
    signers: Sequence[Signature],
    scope: str = "",
    meeting_on: dt.date | None = None,
    seen_seq: int | None = None,
) -> Verdict:
    """Show a verdict to the owner today; it is published ten working days later at the earliest.

    `signers` are (person, interests), two people of two organisations that did not make the promise. `scope` is a
    place, or empty for the whole. "Stuck" calls a meeting, so it needs its day. Whoever gives it and is named has
    signed; the others sign from their own accounts (`sign_verdict`) or on paper (`record_signatures`).
    """
    with adding(actor, "give_verdict", pledge, seen_seq) as addition:
        not_an_owner(actor, addition.pledge)
        must_sign(signers, addition.pledge)
        if value not in Value.values:
            raise Refused(_("Choose a verdict: %(values)s.") % {"values": ", ".join(Value.values)})
        today = addition.pledge.area.today()
        if value == Value.STUCK and meeting_on is None:
            raise Refused(_("“Stuck” calls a meeting with the owner. Say on which day."))

        def bring(row: PledgeRow) -> Verdict:
            verdict = Verdict.objects.create(
                row=row,
                value=value,
                scope=taken(scope, "", longest=100, needed=False),
                words=taken(words, _("why, in your own words")),
                shown_to_owner_on=today,
                meeting_on=any_day(meeting_on, after=today) if meeting_on else None,
            )
            for person, interests in signers:
                VerdictSigner.objects.create(
                    verdict=verdict,
                    person=person,
                    organisation=person.organisation,
                    interests=taken(interests, "", longest=300),
                )
            return verdict

        verdict = addition.row(PledgeRow.Kind.VERDICT, bring)
        for signer in verdict.signers.select_related("person"):
            if actor.account_id and signer.person.account_id == actor.account_id:
                _sign(addition, verdict, signer)
        return verdict


def sign_verdict(actor: Actor, verdict: Verdict, *, seen_seq: int | None = None) -> VerdictSigner:
    """The acting person's own signature, from their own account."""
    own = own_things(actor, verdict.row.pledge.area)
    with adding(actor, "sign_verdict", verdict.row.pledge, seen_seq, also=own) as addition:
        verdict = _fresh(verdict)
        named = {one.person.account_id: one for one in verdict.signers.select_related("person")}
        signer = named.get(actor.account_id) if actor.account_id else None
        if signer is None:
            raise Refused(_("Only the people who are named in this verdict sign it."))
        _must_be_open(verdict)
        if signer.signed_on:
            raise Refused(_("You have signed this verdict already."))
        return _sign(addition, verdict, signer)


def record_signatures(
    actor: Actor, verdict: Verdict, *, signed_on: dt.date, seen_seq: int | None = None
) -> Verdict:
    """Those who have not signed from an account signed on paper at a meeting that day. Readers are told so."""
    with adding(actor, "record_signatures", verdict.row.pledge, seen_seq) as addition:
        not_an_owner(actor, addition.pledge)
        verdict = _fresh(verdict)
        _must_be_open(verdict)
        if not verdict.unsigned():
            raise Refused(_("Everybody who is named has signed already."))
        day = past_day(addition.pledge.area, signed_on, after=addition.pledge.spoken_on)
        for signer in verdict.unsigned():
            _sign(addition, verdict, signer, on_paper=day)
        return verdict


def _must_be_open(verdict: Verdict) -> None:
    if verdict.published_on:
        raise Refused(_("This verdict is published already."))


def _sign(
    addition: Addition, verdict: Verdict, signer: VerdictSigner, *, on_paper: dt.date | None = None
) -> VerdictSigner:
    signer.signed_on = on_paper or addition.pledge.area.today()
    signer.is_on_paper = on_paper is not None
    signer.save()
    return addition.row(
        PledgeRow.Kind.SIGNED,
        lambda row: signer,
        of=verdict.row.seq,
        organisation_id=str(signer.organisation_id),
    )


def reply_to_verdict(actor: Actor, verdict: Verdict, *, words: str, seen_seq: int | None = None) -> Verdict:
    """The owner's reply, printed beside the verdict. Once."""
    with adding(actor, "reply_to_verdict", verdict.row.pledge, seen_seq) as addition:
        verdict = _fresh(verdict)
        if verdict.replied_on:
            raise Refused(_("The owner has replied to this verdict already."))
        verdict.reply = taken(words, _("the reply"))
        verdict.replied_on = addition.pledge.area.today()
        verdict.save()
        return addition.row(PledgeRow.Kind.REPLY, lambda row: verdict, of=verdict.row.seq)


def publish_verdict(
    actor: Actor,
    verdict: Verdict,
    *,
    agreed_by_delegates_on: dt.date | None = None,
    seen_seq: int | None = None,
) -> Verdict:
    """Publish it today. Refused before all who are named have signed and the owner's ten working days are over, in
    a pause before an election, when a newer one was given, and for "broken" without the day the delegates agreed.
    """
    with adding(actor, "publish_verdict", verdict.row.pledge, seen_seq) as addition:
        pledge, verdict = addition.pledge, _fresh(verdict)
        not_an_owner(actor, pledge)
        if verdict.published_on:
            raise Refused(_("This verdict is published already."))
        if all(waiting.pk != verdict.pk for waiting in pledge.waiting_verdicts()):
            raise Refused(_("A newer verdict has been given. Publish that one."))
        if why := why_not_today(verdict, pledge.area):
            raise Refused(why)
        if verdict.value == Value.BROKEN and agreed_by_delegates_on is None:
            raise Refused(_("“Broken” needs the delegates. Say on which day they agreed."))
        if agreed_by_delegates_on:
            past_day(addition.pledge.area, agreed_by_delegates_on, after=pledge.spoken_on)
        verdict.agreed_by_delegates_on = agreed_by_delegates_on
        verdict.published_on = addition.pledge.area.today()
        verdict.save()
        return addition.row(PledgeRow.Kind.PUBLISHED, lambda row: verdict, of=verdict.row.seq)


def why_not_today(verdict: Verdict, area: Area) -> str:
    """Why the verdict may not be published today, or an empty string."""
    if missing := verdict.unsigned():
        names = ", ".join(str(one.organisation) for one in missing)
        return _(
            "The people named in it sign first, two of two organisations. Not signed yet: %(names)s."
        ) % {"names": names}
    today, first = area.today(), verdict.may_publish_from()
    if today < first:
        return _("The owner has until %(day)s to reply. Publish it then.") % {"day": date_format(first)}
    pause = area.verdict_pauses.filter(starts__lte=today, ends__gte=today).first()
    if pause:
        ends = date_format(pause.ends)
        return _("No verdict is published until %(day)s: %(reason)s") % {"day": ends, "reason": pause.reason}
    return ""


def pause_verdicts(actor: Actor, area: Area, *, starts: dt.date, ends: dt.date, reason: str) -> VerdictPause:
    """Days before an election on which no verdict is published."""
    with acting(actor, "pause_verdicts", area) as deed:
        pause = VerdictPause.objects.create(
            area=area,
            starts=any_day(starts),
            ends=any_day(ends, after=starts),
            reason=taken(reason, _("which election it is"), longest=200),
        )
        deed.record(pause, starts=str(starts), ends=str(ends))
    return pause


def _fresh(verdict: Verdict) -> Verdict:
    """As it stands now that the pledge is locked."""
    return Verdict.objects.select_related("row__pledge__area").get(pk=verdict.pk)
