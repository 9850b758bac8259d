"""Taking words out of a reply, and putting them back: on the page on which it is done with notes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from listens.core.acting import Refused
from listens.core.answering import seen_seq, tried
from listens.core.views import AreaView
from listens.feedback import presenters, replies, reply_fetch, striking
from listens.feedback.models import Reply
from listens.listening import marks, name_model
from listens.listening.review_forms import StrikeForm
from listens.listening.striking_views import newest, rows_of


@method_decorator(never_cache, name="dispatch")
class StrikeReplyView(AreaView):
    """Opening this page is recorded, as every reading of a reply is."""

    verb = "strike_reply"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, reply: UUID) -> HttpResponse:
        found = self._reply(round, reply)
        return self._show(found, StrikeForm(marks.marked_parts(found), initial={"seen_seq": newest(found)}))

    def post(self, request: HttpRequest, round: str, reply: UUID) -> HttpResponse:
        found = self._reply(round, reply)
        form = StrikeForm(marks.marked_parts(found), request.POST)
        rows = tried(form, lambda: striking.strike_reply(self.actor, found, **form.cleaned_data))
        if rows is None:
            return self._show(found, form)
        words = ngettext("%(n)d place was taken out.", "%(n)d places were taken out.", len(rows))
        messages.success(request, words % {"n": len(rows)})
        return redirect("replies", area=self.area.slug, round=round)

    def _reply(self, round: str, pk: UUID) -> Reply:
        found = reply_fetch.fetch_reply(self.actor, self.area, round, pk, self.verb)
        return marks.with_marks(self.area, [replies.read_reply(self.actor, found)])[0]

    def _show(self, reply: Reply, form: StrikeForm) -> HttpResponse:
        place = {"area": self.area.slug, "round": reply.round.slug, "reply": reply.pk}
        return self.page(
            "listening/strike_words.html",
            note=reply,
            form=form,
            rows=rows_of(reply, lambda strike: reverse("put_reply_back", kwargs={**place, "strike": strike})),
            seen_seq=newest(reply),
            has_model=name_model.is_installed(),
            heading=_("Take words out of a reply"),
            back=reverse("replies", args=[self.area.slug, reply.round.slug]),
            trail=presenters.trail(reply.round),
        )


class PutReplyBackView(AreaView):
    verb = "strike_reply"
    is_scoped = True

    def post(self, request: HttpRequest, round: str, reply: UUID, strike: UUID) -> HttpResponse:
        found = reply_fetch.fetch_strike(self.actor, self.area, round, reply, strike)
        try:
            striking.put_reply_back(self.actor, found, seen_seq=seen_seq(request.POST.get("seen_seq", "")))
            messages.success(request, _("The words are back."))
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("strike_reply", area=self.area.slug, round=round, reply=reply)
