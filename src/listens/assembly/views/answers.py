"""Taking down an answer in the hall, settling it from the transcripts, explaining an absence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listens.assembly import actions, fetch, presenters
from listens.assembly.forms import AnswerForm, ExplainForm, TranscriptForm
from listens.assembly.models import Addressee, Answer, Assembly
from listens.assembly.pages import FormView, Trail
from listens.core.access import Decision
from listens.listening import stages


class SlotFormView(FormView):
    """A page about one office's slot on the running order."""

    slot: Addressee

    def find(self, **kwargs: Any) -> None:
        self.slot = fetch.fetch_placed_slot(self.actor, self.area, kwargs["slot"], self.verb)

    def gate(self) -> Decision:
        return stages.gate(self.night().round, "assembly")

    def night(self) -> Assembly:
        assert self.slot.assembly is not None  # `fetch_placed_slot` gives only slots on a running order
        return self.slot.assembly

    def back(self) -> str:
        return reverse("assembly", args=[self.area.slug, self.slot.assembly_id])

    def trail(self) -> Trail:
        return presenters.trail(self.area, assembly=self.slot.assembly)

    def more(self) -> dict[str, Any]:
        return {"slot": self.slot, "holder": self.holder()}

    def holder(self) -> str:
        found = self.slot.office.holder(self.night().held_on)
        return found.name if found else ""


class TakeDownView(SlotFormView):
    """One hand, one phone: the ask on top, big choices, the words below. Other scribes' words are not shown."""

    verb = "take_down"
    template = "assembly/take_down.html"
    submit = _("Keep what was said")
    done = _("It is kept, as you wrote it.")

    def form(self, data: Any = None) -> forms.Form:
        return TranscriptForm(data, initial={"speaker": self.holder()})

    def act(self, given: dict[str, Any]) -> Any:
        return actions.take_down(self.actor, self.slot, **given)


class SettleAnswerView(SlotFormView):
    """The transcripts side by side; one of them fills the form, which the chair completes."""

    verb = "settle_answer"
    template = "assembly/settle.html"
    submit = _("Settle this answer")
    done = _("The answer is settled.")

    def form(self, data: Any = None) -> forms.Form:
        is_correction = self.slot.answer is not None
        initial: dict[str, Any] = {
            "speaker": self.holder(),
            "answered_on": self.night().held_on,
            "seen_seq": self.slot.last_seq,
        }
        picked = fetch.fetch_transcript(self.slot, self.request.GET.get("from", ""))
        if picked:
            initial |= {name: getattr(picked, name) for name in ("kind", "words", "condition")}
            initial |= {"speaker": picked.speaker or initial["speaker"], "transcript": str(picked.pk)}
        return AnswerForm(data, initial=initial, is_correction=is_correction)

    def act(self, given: dict[str, Any]) -> Answer:
        picked = fetch.fetch_transcript(self.slot, given.pop("transcript"))
        return actions.settle_answer(self.actor, self.slot, transcript=picked, **given)

    def more(self) -> dict[str, Any]:
        return super().more() | {
            "transcripts": list(self.slot.transcripts.all()),
            "answers": sorted(self.slot.answers.all(), key=lambda one: one.seq, reverse=True),
        }


class ExplainAbsenceView(FormView):
    verb = "explain_absence"
    is_scoped = True
    heading = _("Explain why you did not answer")
    lead = _("Your words stand beside the record, for everybody to read.")
    submit = _("Publish the explanation")
    done = _("Your explanation stands beside the record.")
    answer: Answer

    def find(self, **kwargs: Any) -> None:
        self.answer = fetch.fetch_answer(self.actor, self.area, kwargs["answer"])

    def form(self, data: Any = None) -> forms.Form:
        return ExplainForm(data)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.explain_absence(self.actor, self.answer, **given)

    def back(self) -> str:
        return reverse("desk", args=[self.area.slug])

    def trail(self) -> Trail:
        return presenters.trail(self.area)
