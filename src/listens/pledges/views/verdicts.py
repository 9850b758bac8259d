"""Giving a verdict, the owner's reply, publishing both, and the pause before an election."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listens.assembly.pages import FormView, Trail
from listens.core.access import Decision
from listens.pledges import actions, fetch, presenters
from listens.pledges.actions.verdicts import why_not_today
from listens.pledges.forms import PaperForm, PauseForm, PublishForm, ReplyForm, SeenForm, VerdictForm
from listens.pledges.models import Verdict
from listens.pledges.views.frame import PledgeFormView


class GiveVerdictView(PledgeFormView):
    verb = "give_verdict"
    heading = _("Give a verdict")
    lead = _(
        "Two people from two organisations sign, each from their own account or on paper. "
        "The owner sees it ten working days before everybody else."
    )
    submit = _("Show it to the owner")
    done = _("The owner can see the verdict now. Publish it after ten working days.")

    def form(self, data: Any = None) -> forms.Form:
        owners = {owner.organisation_id for owner in self.pledge.owners.all()}
        people = [one for one in fetch.judges(self.area) if one.organisation_id not in owners]
        co_leads = [one.person_id for one in self.pledge.co_leads.all()]
        people.sort(key=lambda one: one.pk not in co_leads)
        initial = {f"signer_{n}": str(pk) for n, pk in enumerate(co_leads[:2], start=1)}
        return VerdictForm(data, pledge=self.pledge, people=people, initial=initial)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.give_verdict(self.actor, self.pledge, **given)


class VerdictFormView(PledgeFormView):
    """A page about one verdict."""

    template = "pledges/verdict_form.html"
    verdict: Verdict

    def find(self, verdict: UUID, **kwargs: Any) -> None:
        self.pledge, self.verdict = fetch.fetch_verdict(self.actor, self.area, verdict, self.verb)

    def more(self) -> dict[str, Any]:
        return super().more() | {"verdict": self.verdict}


class SignVerdictView(VerdictFormView):
    """For those who are named in it, also when they may see nothing else of this promise."""

    verb = "sign_verdict"
    heading = _("Sign the verdict")
    submit = _("Sign it")
    done = _("You have signed the verdict.")

    def find(self, verdict: UUID, **kwargs: Any) -> None:
        self.pledge, self.verdict = fetch.fetch_to_sign(self.actor, self.area, verdict)

    def form(self, data: Any = None) -> forms.Form:
        return SeenForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.sign_verdict(self.actor, self.verdict, **given)

    def back(self) -> str:
        return reverse("desk", args=[self.area.slug])

    def trail(self) -> Trail:
        return presenters.trail(self.area)


class RecordSignaturesView(VerdictFormView):
    verb = "record_signatures"
    heading = _("Signed on paper")
    lead = _("Only when everybody who has not signed yet signed on paper at a meeting. Readers are told so.")
    submit = _("Record it")
    done = _("The signatures are recorded.")

    def form(self, data: Any = None) -> forms.Form:
        return PaperForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.record_signatures(self.actor, self.verdict, **given)


class ReplyToVerdictView(VerdictFormView):
    verb = "reply_to_verdict"
    heading = _("Reply to the verdict")
    submit = _("Send the reply")
    done = _("Your reply will be printed beside the verdict.")

    def form(self, data: Any = None) -> forms.Form:
        return ReplyForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.reply_to_verdict(self.actor, self.verdict, **given)


class PublishVerdictView(VerdictFormView):
    verb = "publish_verdict"
    heading = _("Publish the verdict")
    submit = _("Publish it, with the reply beside it")
    done = _("The verdict is public.")

    def gate(self) -> Decision:
        why = why_not_today(self.verdict, self.area)
        return Decision(False, why) if why else super().gate()

    def form(self, data: Any = None) -> forms.Form:
        return PublishForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.publish_verdict(self.actor, self.verdict, **given)


class PauseVerdictsView(FormView):
    verb = "pause_verdicts"
    heading = _("Pause verdicts before an election")
    lead = _("On these days no verdict is published.")
    submit = _("Pause them")
    done = _("No verdict is published on those days.")

    def form(self, data: Any = None) -> forms.Form:
        return PauseForm(data)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.pause_verdicts(self.actor, self.area, **given)

    def back(self) -> str:
        return reverse("pledges", args=[self.area.slug])

    def trail(self) -> Trail:
        return presenters.trail(self.area, can_see_register=True)
