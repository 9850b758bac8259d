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
from listens.public.changes import changed_table, changes, hidden_table
from listens.public.forms import ReleaseForm, TablesForm


class MakeReleaseView(AreaView):
    """`?looked=1&tables=…` looks at the changes with these tables only."""

    verb = "make_release"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.preview(request.GET.getlist("tables") if "looked" in request.GET else None)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReleaseForm(request.POST)
        tables = str(request.POST.get("tables", "")).split()
        if not form.is_valid():
            return self.preview(tables, form)
        assert self.actor is not None
        sent = form.cleaned_data
        try:
            make_release(
                self.actor, self.area, sent["as_at"], seen_seq=sent["seen_seq"], tables=sent["tables"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.preview(tables, form)
        messages.success(request, _("The new figures are public."))
        return redirect("release", area=self.area.slug)

    def preview(self, tables: list[str] | None, form: ReleaseForm | None = None) -> HttpResponse:
        today = self.area.today()
        found = changes(self.area, today, tables)
        status = 200 if form is None else 422
        if form is None:
            form = ReleaseForm(
                initial={"as_at": today, "seen_seq": found.last_seq, "tables": " ".join(found.chosen)}
            )
        trail = [(_("Your desk"), reverse("desk", args=[self.area.slug]))]
        return self.page(
            "public/release.html",
            status,
            form=form,
            choice=TablesForm(initial={"tables": found.chosen}, choices=found.choices),
            changes=found,
            changed=changed_table(found),
            hidden=hidden_table(found),
            waiting=num_waiting(self.area),
            trail=trail,
        )
