"""Taking words back: anybody with a slip, without an account; and an organiser for somebody who wrote or rang."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from listens.core import text
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import actions
from listens.listening.models import NoteWithdrawal
from listens.listening.round_presenters import trail


class SlipForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code on the slip"),
        max_length=40,
        help_text=gettext_lazy("Two groups of five letters and digits."),
        widget=forms.TextInput(
            attrs={"class": "nhsuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}
        ),
        validators=[text.validate],
    )


class SlipForSomebodyForm(SlipForm):
    way = forms.ChoiceField(
        label=gettext_lazy("How did they ask?"),
        choices=[way for way in NoteWithdrawal.Way.choices if way[0] != NoteWithdrawal.Way.SLIP],
        widget=forms.RadioSelect,
    )


@method_decorator(never_cache, name="dispatch")
class WithdrawView(AreaView):
    """Public: whoever holds the slip."""

    verb = "withdraw_by_slip"
    form: type[SlipForm] = SlipForm
    template = "listening/withdraw.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        num = tried(form, lambda: self._withdraw(form.cleaned_data))
        return self._show(form) if num is None else self._show(self.form(), num=num)

    def _withdraw(self, given: dict[str, Any]) -> int:
        return actions.withdraw_by_slip(self.area, given["code"])

    def _show(self, form: SlipForm, num: int = 0) -> HttpResponse:
        today = self.area.today()
        return self.page(self.template, form=form, num=num, today=today, trail=trail(self.area))


class WithdrawForView(WithdrawView):
    """What comes after it is a sheet to print and hand over or post."""

    verb = "withdraw_note"
    form = SlipForSomebodyForm
    template = "listening/withdraw_for.html"

    def _withdraw(self, given: dict[str, Any]) -> int:
        return actions.withdraw_slip_for(self.actor, self.area, given["code"], given["way"])
