"""Planning an assembly and its running order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listens.assembly import actions, fetch, presenters
from listens.assembly.forms import AssemblyForm, AttendanceForm
from listens.assembly.models import Assembly
from listens.assembly.pages import ButtonView, FormView, Trail
from listens.core import access
from listens.core.views import AreaView
from listens.listening import stages
from listens.listening.models import Round


class ListAssembliesView(AreaView):
    verb = "see_assemblies"
    is_scoped = True

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not (decision := fetch.may(self.actor, self.verb, self.area)):
            raise access.Denied(decision.reason)
        return self.page(
            "assembly/assemblies.html",
            table=presenters.assemblies_table(self.area, fetch.assemblies(self.area)),
            rounds=fetch.rounds(self.area)[:3],
            can_plan=self.may("plan_assembly"),
            trail=presenters.trail(self.area),
        )


class PlanAssemblyView(FormView):
    verb = "plan_assembly"
    heading = _("Plan an assembly")
    submit = _("Plan it")
    done = _("The assembly is planned. Put the ratified asks on its running order.")
    round: Round

    def find(self, **kwargs: Any) -> None:
        self.round = fetch.fetch_round(self.area, kwargs["round"])

    def form(self, data: Any = None) -> forms.Form:
        return AssemblyForm(data)

    def act(self, given: dict[str, Any]) -> Assembly:
        return actions.plan_assembly(self.actor, self.round, **given)

    def back(self) -> str:
        return reverse("assemblies", args=[self.area.slug])

    def then(self, made: Assembly) -> str:
        return reverse("assembly", args=[self.area.slug, made.pk])

    def trail(self) -> Trail:
        return presenters.trail(self.area, to="assemblies")


class ShowAssemblyView(AreaView):
    """The running order: on a phone for a scribe, on paper for the chairs."""

    verb = "see_assemblies"
    is_scoped = True

    def get(self, request: HttpRequest, assembly: UUID, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_assembly(self.actor, self.area, assembly)
        gate = stages.gate(found.round, "assembly")
        return self.page(
            "assembly/assembly.html",
            assembly=found,
            slots=presenters.slots(found, fetch.running_order(found)),
            ready=fetch.ready_asks(found),
            gate=gate,
            can_order=self.may("order_assembly"),
            can_take_down=self.may("take_down", gate=gate),
            can_settle=self.may("settle_answer", gate=gate),
            can_count=self.may("record_attendance"),
            trail=presenters.trail(self.area, to="assemblies"),
        )


class AttendanceView(FormView):
    verb = "record_attendance"
    heading = _("How many people came")
    done = _("The number was recorded.")
    assembly: Assembly

    def find(self, **kwargs: Any) -> None:
        self.assembly = fetch.fetch_assembly(self.actor, self.area, kwargs["assembly"])

    def form(self, data: Any = None) -> forms.Form:
        initial = {
            "num_attended": self.assembly.num_attended,
            "definition": self.assembly.attended_definition,
            "is_at_least": self.assembly.attended_is_at_least,
            "source": self.assembly.source,
        }
        return AttendanceForm(data, initial=initial)

    def act(self, given: dict[str, Any]) -> Any:
        return actions.record_attendance(self.actor, self.assembly, **given)

    def back(self) -> str:
        return reverse("assembly", args=[self.area.slug, self.assembly.pk])

    def trail(self) -> Trail:
        return presenters.trail(self.area, assembly=self.assembly)


class PutOnOrderView(ButtonView):
    verb = "order_assembly"
    done = _("The ask is on the running order.")

    def act(self, assembly: UUID, ask: UUID, **kwargs: Any) -> str:
        found = fetch.fetch_assembly(self.actor, self.area, assembly)
        self.back = reverse("assembly", args=[self.area.slug, found.pk])
        actions.put_on_running_order(self.actor, found, fetch.fetch_ask(self.actor, self.area, ask))
        return self.back


class SlotButtonView(ButtonView, ABC):
    verb = "order_assembly"

    def act(self, slot: UUID, **kwargs: Any) -> str:
        found = fetch.fetch_placed_slot(self.actor, self.area, slot, self.verb)
        self.back = reverse("assembly", args=[self.area.slug, found.assembly_id])
        self.change(found)
        return self.back

    @abstractmethod
    def change(self, slot: Any) -> None: ...


class MoveUpView(SlotButtonView):
    done = _("It comes earlier now.")

    def change(self, slot: Any) -> None:
        actions.move_up(self.actor, slot)


class TakeOffView(SlotButtonView):
    done = _("It is off the running order.")

    def change(self, slot: Any) -> None:
        actions.take_off_running_order(self.actor, slot)
