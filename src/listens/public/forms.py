"""The form that publishes new figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.core.days import DayField


class ReleaseForm(forms.Form):
    """`seen_seq` is the release that the person compared with."""

    as_at = DayField(label=_("As at"), help_text=_("The day that the figures are true for"))
    seen_seq = forms.IntegerField(widget=forms.HiddenInput)
