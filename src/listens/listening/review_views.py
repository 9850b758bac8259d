"""What waits for a reviewer, one conversation with its notes, and files of notes: brought in and accepted."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from listens.alliance.actions import bring_in_waiting, keep_waiting
from listens.alliance.views.imports import ImportView
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import actions, capture_fetch, round_fetch
from listens.listening.models import Conversation, ConversationReview
from listens.listening.note_rows import NEEDED, OPTIONAL
from listens.listening.round_presenters import trail
from listens.listening.spoken import name_of
from listens.methods import working_days

A_PAGE = 50


def due_on(conversation: Conversation) -> dt.date:
    """A new conversation is read within one working day."""
    return working_days.after(conversation.received_on, 1)


class ReviewQueueView(AreaView):
    """How long each has waited; no notes are shown here. Files that came in are accepted whole."""

    verb = "see_queue"

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = capture_fetch.waiting_for_review(self.area)
        page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
        today = self.area.today()
        rows = [(one, (today - one.received_on).days, due_on(one) < today) for one in page]
        return self.page(
            "listening/queue.html",
            rows=rows,
            page_obj=page,
            files=capture_fetch.files_waiting(self.area),
            rounds=list(round_fetch.rounds(self.area)),
            can_read=self.may("review_conversation"),
            can_accept=self.may("accept_conversations"),
            can_import=self.may("import_notes"),
            trail=trail(self.area),
        )


class AcceptFileView(AreaView):
    verb = "accept_conversations"

    def post(self, request: HttpRequest, round: str) -> HttpResponse:
        found = round_fetch.fetch_round(self.actor, self.area, round)
        num = actions.accept_file(self.actor, found, request.POST.get("source", "").replace("\x00", ""))
        words = ngettext("%(n)d conversation was accepted.", "%(n)d conversations were accepted.", num)
        messages.success(request, words % {"n": num})
        return redirect("review_queue", area=self.area.slug)


class ReviewForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What should happen with it?"),
        choices=[
            (ConversationReview.State.ACCEPTED, gettext_lazy("Accept it: it counts")),
            (ConversationReview.State.NEEDS_ATTENTION, gettext_lazy("It needs attention first")),
            (ConversationReview.State.SET_ASIDE, gettext_lazy("Set it aside: it never counts")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Needed unless you accept it. No names."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReviewConversationView(AreaView):
    """The notes in people's own words. Opening this page is recorded."""

    verb = "read_notes"

    def get(self, request: HttpRequest, conversation: UUID) -> HttpResponse:
        found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
        return self._show(found, ReviewForm(initial={"seen_seq": _newest(found)}))

    def post(self, request: HttpRequest, conversation: UUID) -> HttpResponse:
        found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
        form = ReviewForm(request.POST)
        review = tried(form, lambda: actions.review_conversation(self.actor, found, **form.cleaned_data))
        if review is None:
            found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
            return self._show(found, form)
        messages.success(
            request, _("Your decision was kept: %(state)s.") % {"state": review.get_state_display()}
        )
        return redirect("review_queue", area=self.area.slug)

    def _show(self, found: Conversation, form: ReviewForm) -> HttpResponse:
        return self.page(
            "listening/conversation.html",
            conversation=found,
            notes=actions.read_notes(self.actor, found),
            reviews=sorted(found.reviews.all(), key=lambda review: review.seq),
            form=form,
            facts=_facts(found),
            can_review=self.may("review_conversation"),
            can_withdraw=self.may("withdraw_note"),
            trail=trail(self.area),
        )


class WithdrawNoteView(AreaView):
    """For somebody who lost their slip: the reviewer finds the note and takes it back for them."""

    verb = "withdraw_note"

    def post(self, request: HttpRequest, conversation: UUID, note: UUID) -> HttpResponse:
        found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
        one = next((one for one in found.notes.all() if one.pk == note), None)
        if one is None:
            raise Http404
        actions.withdraw_note(self.actor, one, "organiser")
        messages.success(request, _("The note was taken back. It no longer counts or shows."))
        return redirect("review_conversation", area=self.area.slug, conversation=conversation)


class ImportNotesView(ImportView):
    """Send a file of notes to a round, see its problems, then bring it in; it waits to be accepted."""

    verb = "import_notes"
    kind = "notes"
    heading = gettext_lazy("Bring in a file of notes")
    needed = list(NEEDED)
    optional = list(OPTIONAL)
    then = "review_queue"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.round: str = kwargs["round"]
        return super().dispatch(request, *args, **kwargs)

    def _check(self, file: Any) -> Any:
        return keep_waiting(self.actor, self.area, self.kind, file.name, file.read(), round=self.round)

    def _keep(self, waiting: UUID) -> Any:
        return bring_in_waiting(self.actor, self.area, self.kind, waiting, round=self.round)


def _newest(conversation: Conversation) -> int:
    return max((review.seq for review in conversation.reviews.all()), default=0)


def _facts(one: Conversation) -> list[tuple[str, Any]]:
    return [
        (_("Round"), one.round.name),
        (_("Organisation"), one.organisation.name if one.organisation else _("Not given")),
        (_("Kind"), one.get_channel_display()),
        (_("Where"), one.setting or _("Not given")),
        (_("Held on"), one.held_on or _("Not given")),
        (_("Ward"), one.ward.name if one.ward else _("Not given")),
        (_("Language"), name_of(one.language)),
        (_("People heard"), one.people_heard),
    ]
