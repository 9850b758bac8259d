"""Saying back with a slip and no account; writing down what came another way; reading and erasing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.feedback import presenters, replies, reply_fetch
from listens.feedback.reply_forms import RecordReplyForm, ReplyForm
from listens.listening import marks, name_model


@method_decorator(never_cache, name="dispatch")
class ReplyView(AreaView):
    """Public: whoever holds a slip."""

    verb = "send_reply"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(ReplyForm(self.area))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReplyForm(self.area, request.POST)
        if tried(form, lambda: replies.send_reply(self.area, **form.cleaned_data)) is None:
            return self._show(form)
        return self.page("feedback/reply_thanks.html")

    def _show(self, form: ReplyForm) -> HttpResponse:
        return self.page("feedback/reply.html", 422 if form.errors else 200, form=form)


class RecordReplyView(AreaView):
    verb = "record_reply"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        return self._answer(round, None)

    def post(self, request: HttpRequest, round: str) -> HttpResponse:
        return self._answer(round, request.POST)

    def _answer(self, slug: str, given: QueryDict | None) -> HttpResponse:
        round, organisations, may_be_none = reply_fetch.fetch_to_record(self.actor, self.area, slug)
        form = RecordReplyForm(self.area, organisations, may_be_none, given)
        if given is not None and tried(
            form, lambda: replies.record_reply(self.actor, round, **form.cleaned_data)
        ):
            messages.success(self.request, _("The reply is written down, without a name."))
            return redirect("record_reply", area=self.area.slug, round=round.slug)
        return self.page(
            "feedback/record_reply.html",
            422 if form.errors else 200,
            form=form,
            round=round,
            trail=presenters.trail(round, with_list=True),
            back=reverse("feedback_owed", args=[self.area.slug, round.slug]),
        )


@method_decorator(never_cache, name="dispatch")
class RepliesView(AreaView):
    """A reading list. Which organisation it is about stands only where many spoke."""

    verb = "read_replies"
    is_scoped = True

    def get(self, request: HttpRequest, round: str) -> HttpResponse:
        found = reply_fetch.fetch_replied(self.actor, self.area, round)
        organisations = list(reply_fetch.replied_about(found))
        wanted = request.GET.get("organisation", "")
        chosen = next((one for one in organisations if str(one.pk) == wanted), None)
        shown = replies.read_replies(
            self.actor,
            found,
            organisation=chosen.pk if chosen else None,
            page=request.GET.get("page", "1"),
        )
        return self.page(
            "feedback/replies.html",
            round=found,
            page_obj=shown,
            marked=marks.with_marks(self.area, shown),
            has_model=name_model.is_installed(),
            can_strike=self.may("strike_reply", within=[found.pk]),
            organisations=organisations,
            chosen=chosen,
            query=f"organisation={chosen.pk}" if chosen else "",
            num_replies=presenters.num_replies(found),
            can_erase=self.may("erase_reply", within=[found.pk]),
            trail=presenters.trail(found),
        )


class EraseReplyView(AreaView):
    """Asked once more before it is done."""

    verb = "erase_reply"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, reply: UUID) -> HttpResponse:
        found = replies.read_reply(self.actor, reply_fetch.fetch_reply(self.actor, self.area, round, reply))
        back = reverse("replies", args=[self.area.slug, round])
        return self.page("feedback/erase_reply.html", reply=found, round=found.round, back=back)

    def post(self, request: HttpRequest, round: str, reply: UUID) -> HttpResponse:
        replies.erase_reply(self.actor, reply_fetch.fetch_reply(self.actor, self.area, round, reply))
        messages.success(request, _("The reply is erased, for good."))
        return redirect("replies", area=self.area.slug, round=round)
