"""Typing sheets in, one after the other, with the keyboard alone. Works as a plain form too."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.listening import at_hand
from listens.listening.models import Sheet
from listens.listening.paper import actions, fetch
from listens.listening.paper.entry_forms import Entry, kept_of
from listens.listening.round_presenters import trail

KEPT_IN_SESSION = "kept_from_sheet"


@method_decorator(never_cache, name="dispatch")
class TypeInSheetsView(AreaView):
    """Setting, ward, language and day stay from the sheet before; the next number is there already."""

    verb = "type_in_sheet"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        given = request.GET.get("number", "")
        after = request.session.get(KEPT_IN_SESSION, {}).get("number", 0)
        number = int(given[:9]) if given.isdecimal() else fetch.next_waiting(self.sheets, after)
        return self._show(self._entry(None, {"number": number}))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        entry = self._entry(request.POST, {})
        if entry.is_adding:
            return self._show(entry)
        sheet = self._sheet(entry)
        if sheet is None or not entry.is_valid():
            return self._show(entry, sheet)
        try:
            actions.type_in_sheet(self.actor, sheet, entry.item())
        except Refused as refused:
            entry.facts.add_error(None, str(refused))
            return self._show(entry, sheet)
        request.session[KEPT_IN_SESSION] = {**entry.kept(), "number": sheet.number}
        messages.success(request, _("Sheet %(n)d is in.") % {"n": sheet.number})
        return redirect("type_in_sheets", area=self.area.slug, round=round)

    def _prepare(self, slug: str) -> None:
        self.round, self.organisations = fetch.fetch_round_for(self.actor, self.area, slug, self.verb)
        self.sheets = fetch.sheets_of(self.round, self.organisations)

    def _entry(self, data: Any, initial: dict[str, Any]) -> Entry:
        kept = kept_of(self.request.session.get(KEPT_IN_SESSION))
        return Entry(self.round, self.organisations[0], data, {**kept, **initial})

    def _sheet(self, entry: Entry) -> Sheet | None:
        """The sheet of the number typed; what is wrong with it is said before anything else is looked at."""
        entry.facts.full_clean()
        number = entry.facts.cleaned_data.get("number")
        if number is None:
            return None
        sheet = next((one for one in self.sheets if one.number == number), None)
        if sheet is None:
            entry.facts.add_error("number", _("There is no sheet %(n)d in this round.") % {"n": number})
            return None
        try:
            actions.require_waiting(sheet)
        except Refused as refused:
            entry.facts.add_error("number", str(refused))
        return sheet

    def _show(self, entry: Entry, sheet: Sheet | None = None) -> HttpResponse:
        waiting = [one.number for one in self.sheets if one.state in fetch.WAITING]  # type: ignore[attr-defined]
        known = {one.number for one in self.sheets}
        return self.page(
            "listening/paper/type_in.html",
            round=self.round,
            entry=entry,
            error_forms=[form for form in entry.forms if form.is_bound and form.errors],
            looked_at=sheet if sheet and sheet.number not in waiting else None,
            waiting=",".join(map(str, waiting)),
            gone=",".join(map(str, sorted(known - set(waiting)))),
            num_waiting=len(waiting),
            ring_now=at_hand.for_typing(self.area, self.organisations),
            trail=trail(self.area, self.round),
        )
