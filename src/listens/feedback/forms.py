"""Forms for recording that people were told, and for writing to those who asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.core import text
from listens.core.days import DayField
from listens.feedback.actions import LONGEST
from listens.feedback.models import Telling


class TellingForm(forms.Form):
    way = forms.ChoiceField(
        label=_("How were they told?"), choices=Telling.Way.choices, widget=forms.RadioSelect
    )
    told_on = DayField(label=_("When?"))
    words = forms.CharField(
        label=_("What were they told?"),
        help_text=_("In the words that were used. Say what did not come of it too."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        validators=[text.validate],
    )


class MessageForm(forms.Form):
    """`change` names the news, so that nobody gets the same news twice."""

    change = forms.CharField(
        label=_("What changed, in a few words"),
        help_text=_("Only we see this. Nobody is written to twice about the same change."),
        max_length=60,
        validators=[text.validate],
    )
    subject = forms.CharField(label=_("Subject"), max_length=200, validators=[text.validate])
    body = forms.CharField(
        label=_("Message"),
        help_text=_("Plain words. A link that stops all messages is added by itself."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST,
        validators=[text.validate],
    )
