"""For the organiser: what publishing new figures would change, what stays hidden and why, and publishing them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.listening.review_fetch import num_waiting
from listens.public.actions import make_release
from listens.public.changes import changes
from listens.public.forms import ReleaseForm


class MakeReleaseView(AreaView):
    verb = "make_release"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.preview()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            return self.preview(form)
        assert self.actor is not None
        try:
            make_release(
                self.actor, self.area, form.cleaned_data["as_at"], seen_seq=form.cleaned_data["seen_seq"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.preview(form)
        messages.success(request, _("The new figures are public."))
        return redirect("release", area=self.area.slug)

    def preview(self, form: ReleaseForm | None = None) -> HttpResponse:
        today = self.area.today()
        found = changes(self.area, today)
        status = 200 if form is None else 422
        if form is None:
            form = ReleaseForm(initial={"as_at": today, "seen_seq": found.last_seq})
        trail = [(_("Your desk"), reverse("desk", args=[self.area.slug]))]
        return self.page(
            "public/release.html",
            status,
            form=form,
            changes=found,
            waiting=num_waiting(self.area),
            trail=trail,
        )
