"""What waits for a reviewer, one conversation with its notes, and files of notes: brought in and accepted."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from listens.alliance.actions import bring_in_waiting, keep_waiting
from listens.alliance.views.imports import ImportView
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import actions, capture_fetch, marks, name_model, review_fetch, round_fetch
from listens.listening.models import Conversation, ConversationAnswer, ConversationReview, ReviewReason
from listens.listening.note_rows import NEEDED, OPTIONAL
from listens.listening.review_forms import ReviewForm
from listens.listening.round_presenters import review_trail, trail
from listens.listening.spoken import name_of
from listens.methods import working_days

A_PAGE = 50


def due_on(conversation: Conversation) -> dt.date:
    """A new conversation is read within one working day."""
    return working_days.after(conversation.received_on, 1)


def is_late(conversation: Any, today: dt.date) -> bool:
    """Of one from the queue: no person has read it in time, or nobody has read what the listener answered."""
    return due_on(conversation) < today and (not conversation.is_read or conversation.is_answered)


class ReviewQueueView(AreaView):
    """How long each has waited; no notes are shown here. Files that came in are accepted whole."""

    verb = "see_queue"

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.may("review_conversation"):
            name_model.get_ready()
        waiting = review_fetch.queue(self.area)
        page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
        today = self.area.today()
        rows = [(one, (today - one.received_on).days, due_on(one), is_late(one, today)) for one in page]
        return self.page(
            "listening/queue.html",
            rows=rows,
            page_obj=page,
            files=capture_fetch.files_waiting(self.area),
            rounds=list(round_fetch.rounds(self.area)),
            can_read=self.may("review_conversation"),
            can_accept=self.may("accept_conversations"),
            can_import=self.may("import_notes"),
            can_list=self.may("list_reasons"),
            can_log=self.may("export_review_log"),
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


class ReviewConversationView(AreaView):
    """The notes in people's own words. Opening this page is recorded."""

    verb = "read_notes"

    def get(self, request: HttpRequest, conversation: UUID) -> HttpResponse:
        found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
        return self._show(found, ReviewForm(self._reasons(), initial={"seen_seq": _newest(found)}))

    def post(self, request: HttpRequest, conversation: UUID) -> HttpResponse:
        found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
        form = ReviewForm(self._reasons(), request.POST)
        review = tried(form, lambda: actions.review_conversation(self.actor, found, **form.cleaned_data))
        if review is None:
            found = capture_fetch.fetch_conversation(self.actor, self.area, conversation)
            return self._show(found, form)
        messages.success(
            request, _("Your decision was kept: %(state)s.") % {"state": review.get_state_display()}
        )
        return redirect("review_queue", area=self.area.slug)

    def _reasons(self) -> list[ReviewReason]:
        return review_fetch.reasons(self.area)

    def _show(self, found: Conversation, form: ReviewForm) -> HttpResponse:
        return self.page(
            "listening/conversation.html",
            conversation=found,
            notes=marks.with_parts(self.area, actions.read_notes(self.actor, found)),
            history=_history(found),
            form=form,
            facts=_facts(found),
            can_review=self.may("review_conversation"),
            can_withdraw=self.may("withdraw_note"),
            can_strike=self.may("strike_words"),
            has_model=name_model.is_installed(),
            trail=review_trail(self.area, sees_queue=bool(self.may("see_queue"))),
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

    def trail(self) -> list[tuple[str, str]]:
        return review_trail(self.area, sees_queue=bool(self.may("see_queue")))

    def template_address(self) -> str:
        return reverse("notes_template", kwargs={"area": self.area.slug, "round": self.round})

    def rejected_address(self, waiting: UUID) -> str:
        return reverse(
            "rejected_notes", kwargs={"area": self.area.slug, "round": self.round, "waiting": waiting}
        )

    def _check(self, file: Any) -> Any:
        return keep_waiting(self.actor, self.area, self.kind, file.name, file.read(), round=self.round)

    def _keep(self, waiting: UUID) -> Any:
        return bring_in_waiting(self.actor, self.area, self.kind, waiting, round=self.round)


def _newest(conversation: Conversation) -> int:
    return max((review.seq for review in conversation.reviews.all()), default=0)


def _history(one: Conversation) -> list[dict[str, Any]]:
    """Decisions and what the listener answered to each, in time order."""
    steps = [(review.seq, review.at, _decision(review)) for review in one.reviews.all()]
    by = _("the listener") if one.link_id else _("whoever typed it in")
    steps += [(answer.to_seq, answer.at, _answer(answer, by)) for answer in one.answers.all()]
    return [shown for _seq, _at, shown in sorted(steps, key=lambda step: step[:2])]


def _decision(review: ConversationReview) -> dict[str, Any]:
    return {
        "title": review.get_state_display(),
        "when": review.at,
        "by": str(review.by),
        "words": review.reason,
    }


def _answer(answer: ConversationAnswer, by: str) -> dict[str, Any]:
    return {"title": _("Answer"), "when": answer.at, "by": by, "words": answer.text}


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
