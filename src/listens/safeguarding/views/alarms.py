"""What those see who answer: everything that waits, and one report or flag, whose opening is recorded."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.safeguarding import actions, fetch, presenters
from listens.safeguarding.actions.alarms import words_of
from listens.safeguarding.forms import AnswerForm, ClockForm
from listens.safeguarding.leads import leads_for
from listens.safeguarding.models import Alarm, AlarmClock, AlarmStep

A_PAGE = 50


class AlarmsView(AreaView):
    """Flags and reports together, what nobody has answered first; no word of a report is shown here."""

    verb = "see_alarms"
    is_scoped = True

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = fetch.open_alarms(self.actor, self.area).order_by(
            F("answered_at").asc(nulls_first=True), "raised_at"
        )
        closed = fetch.alarms(self.actor, self.area).filter(steps__state=AlarmStep.State.CLOSED)
        page = Paginator(closed.order_by("-raised_at"), A_PAGE).get_page(request.GET.get("page"))
        return self.page(
            "safeguarding/alarms.html",
            waiting=[(one, presenters.age_words(one)) for one in waiting],
            page_obj=page,
            can_set_clock=self.may("set_alarm_clock"),
            trail=presenters.trail(self.area),
        )


class AlarmView(AreaView):
    """One alarm with its answers. A report is opened by this very page: that leaves a row, which the page shows."""

    verb = "see_alarms"
    is_scoped = True

    def get(self, request: HttpRequest, alarm: UUID) -> HttpResponse:
        found = fetch.fetch_alarm(self.actor, self.area, alarm)
        return self._show(found, AnswerForm(initial={"seen_seq": found.seq or 0}))

    def post(self, request: HttpRequest, alarm: UUID) -> HttpResponse:
        found = fetch.fetch_alarm(self.actor, self.area, alarm)
        form = AnswerForm(request.POST)
        if tried(form, lambda: actions.answer_alarm(self.actor, found, **form.cleaned_data)) is None:
            found = fetch.fetch_alarm(self.actor, self.area, alarm)
            return self._show(found, form)
        messages.success(request, _("Your answer was kept."))
        return redirect("alarms", area=self.area.slug)

    def _show(self, found: Alarm, form: AnswerForm) -> HttpResponse:
        readings = []
        if found.kind == Alarm.Kind.REPORT:
            rows = presenters.content_rows(actions.open_report(self.actor, found.report))
            readings = list(found.report.readings.select_related("by__account"))
        else:
            rows = presenters.flag_rows(found)
        return self.page(
            "safeguarding/alarm.html",
            alarm=found,
            state=presenters.state_of(found),
            age=presenters.age_words(found),
            rows=rows,
            readings=readings,
            steps=[(step, words_of(step)) for step in fetch.steps_of(found)],
            calls=list(found.calls.order_by("at")),
            form=form,
            trail=presenters.alarms_trail(self.area),
        )


class FlagInReviewView(AreaView):
    """Somebody who reviews a note thinks that a person may be at risk: what to do now, then the button."""

    verb = "flag_note"

    def get(self, request: HttpRequest, note: UUID) -> HttpResponse:
        return self._page(note)

    def post(self, request: HttpRequest, note: UUID) -> HttpResponse:
        actions.flag_note(self.actor, fetch.fetch_note(self.actor, self.area, note))
        return self._page(note, is_sent=True)

    def _page(self, pk: UUID, *, is_sent: bool = False) -> HttpResponse:
        note = fetch.fetch_note(self.actor, self.area, pk)
        return self.page(
            "safeguarding/flag.html",
            leads=leads_for(note),
            is_sent=is_sent,
            can_go_back=self.may("read_notes"),
            ring_now=presenters.ring_now(self.area, note.conversation.organisation),
            back=presenters.address(self.area, "review_conversation", conversation=note.conversation_id),
            trail=presenters.trail(self.area),
        )


class AlarmClockView(AreaView):
    verb = "set_alarm_clock"

    def get(self, request: HttpRequest) -> HttpResponse:
        clock = AlarmClock.of(self.area)
        waits = {"leads_after": clock.leads_after, "everybody_after": clock.everybody_after}
        return self._form(ClockForm(initial=waits))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ClockForm(request.POST)
        if tried(form, lambda: actions.set_clock(self.actor, self.area, **form.cleaned_data)) is None:
            return self._form(form)
        messages.success(request, _("The times were kept."))
        return redirect("ring_numbers", area=self.area.slug)

    def _form(self, form: ClockForm) -> HttpResponse:
        return self.page(
            "safeguarding/form.html",
            form=form,
            heading=_("How long a report waits"),
            lead=_(
                "The listener's own safeguarding lead is told at once. If nobody answers, others are called "
                "after these times."
            ),
            submit=_("Keep the times"),
            back=presenters.address(self.area, "ring_numbers"),
            trail=presenters.numbers_trail(self.area),
        )
