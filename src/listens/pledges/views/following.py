"""What the owner does about its promise: confirm, report, ask for a change. And what is counted, and the closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.pledges import actions, fetch
from listens.pledges.forms import (
    AnswerChangeForm,
    ChangeForm,
    CloseForm,
    ConfirmForm,
    EraseForm,
    MeasureForm,
    ProgressForm,
    ReadingForm,
)
from listens.pledges.models import Amendment, PledgeRow
from listens.pledges.views.frame import PledgeFormView


class ConfirmPledgeView(PledgeFormView):
    verb = "confirm_pledge"
    heading = _("Confirm the promise")
    lead = _("Your words stand beside the words that were spoken. Those stay as they are.")
    submit = _("Confirm it")
    done = _("The promise is confirmed.")

    def form(self, data: Any = None) -> forms.Form:
        initial = {"words": self.pledge.wording, "confirmed_on": self.area.today()}
        return ConfirmForm(data, pledge=self.pledge, initial=initial)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.confirm_pledge(self.actor, self.pledge, **given)


class ReportProgressView(PledgeFormView):
    verb = "report_progress"
    heading = _("Report progress")
    lead = _("What has happened, and where people can see it. It is public at once, and is never changed.")
    submit = _("Report it")
    done = _("Your report is public.")

    def form(self, data: Any = None) -> forms.Form:
        initial = {"happened_on": self.area.today(), "submitter": fetch.name_of(self.actor, self.area)}
        return ProgressForm(data, pledge=self.pledge, initial=initial)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.report_progress(self.actor, self.pledge, **given)


class EraseReportView(PledgeFormView):
    verb = "erase_report"
    heading = _("Erase a report that names somebody")
    lead = _("It cannot be brought back. The page will say that a report was erased, and when it was made.")
    submit = _("Erase it")
    done = _("The report was erased.")

    def form(self, data: Any = None) -> forms.Form:
        return EraseForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        row: PledgeRow = given["row"]
        actions.erase_report(self.actor, row, reason=given["reason"])
        return row


class AskForChangeView(PledgeFormView):
    verb = "ask_for_change"
    heading = _("Ask for a new date or wording")
    lead = _("The clock runs on until the community side accepts. The first date is shown for ever.")
    submit = _("Ask for it")
    done = _("The community side has your request.")

    def form(self, data: Any = None) -> forms.Form:
        return ChangeForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.ask_for_change(self.actor, self.pledge, **given)


class AnswerChangeView(PledgeFormView):
    verb = "answer_change"
    template = "pledges/answer_change.html"
    heading = _("Answer the request for a change")
    done = _("The owner has your answer.")
    change: Amendment

    def find(self, change: UUID, **kwargs: Any) -> None:
        self.pledge, self.change = fetch.fetch_change(self.actor, self.area, change, self.verb)

    def form(self, data: Any = None) -> forms.Form:
        return AnswerChangeForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        if given["decision"] == "accept":
            return actions.accept_change(self.actor, self.change, seen_seq=given["seen_seq"])
        return actions.refuse_change(
            self.actor, self.change, reason=given["reason"], seen_seq=given["seen_seq"]
        )

    def more(self) -> dict[str, Any]:
        return super().more() | {"change": self.change}


class AddMeasureView(PledgeFormView):
    verb = "measure_pledge"
    heading = _("Say what is measured")
    done = _("The measure is named. Add its first reading.")

    def form(self, data: Any = None) -> forms.Form:
        return MeasureForm(data, pledge=self.pledge)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.add_measure(self.actor, self.pledge, **given)


class AddReadingView(PledgeFormView):
    verb = "measure_pledge"
    heading = _("Add a reading")
    done = _("The reading was added.")

    def form(self, data: Any = None) -> forms.Form:
        return ReadingForm(data, pledge=self.pledge, initial={"as_at": self.area.today()})

    def act(self, given: dict[str, Any]) -> Any:
        return actions.add_reading(self.actor, given.pop("definition"), **given)


class ClosePledgeView(PledgeFormView):
    verb = "close_pledge"
    heading = _("Close the promise")
    lead = _("Both sides close it together, at a meeting of which it is written down who came.")
    submit = _("Close it")
    done = _("The promise is closed.")

    def form(self, data: Any = None) -> forms.Form:
        return CloseForm(data, pledge=self.pledge, moments=fetch.recorded_moments(self.area))

    def act(self, given: dict[str, Any]) -> Any:
        return actions.close_pledge(self.actor, self.pledge, **given)
