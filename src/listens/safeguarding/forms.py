"""Forms of this room. A report asks for little: somebody types it in a hurry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import WordsField, choices_of
from listens.alliance.models import Organisation
from listens.core import text, wording
from listens.core.wording import pgettext
from listens.listening.models import ListenerLink
from listens.listening.people_forms import OwnIdForm
from listens.safeguarding.actions.alarms import LONGEST as LONGEST_ANSWER
from listens.safeguarding.actions.numbers import LONGEST, LONGEST_WAIT, SHORTEST_WAIT
from listens.safeguarding.actions.reports import FIELDS
from listens.safeguarding.actions.reports import LONGEST as LONGEST_REPORT
from listens.safeguarding.models import AlarmStep, RingNumber


def labels() -> dict[str, str]:
    """Wording people rely on: in English until a person has read its translation."""
    return {
        "in_danger": pgettext("needs review", "Is somebody in danger right now?"),
        "what_happened": pgettext("needs review", "What happened?"),
        "who": pgettext("needs review", "Who is at risk, if you know?"),
        "where": pgettext("needs review", "Where are they?"),
        "done": pgettext("needs review", "What have you done so far?"),
        "reach_me": pgettext("needs review", "How can the safeguarding lead reach you?"),
    }


def lines(rows: int = 3) -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=LONGEST_REPORT,
        validators=[text.validate],
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReportForm(OwnIdForm):
    in_danger = forms.ChoiceField(widget=forms.RadioSelect(attrs={"class": "nhsuk-radios--small"}))
    what_happened = lines(5)
    who = lines(2)
    where = lines(2)
    done = lines()
    reach_me = lines(2)

    def __init__(self, link: ListenerLink, data: Any = None) -> None:
        super().__init__(link, data)
        with translation.override(wording.SOURCE):
            english = labels()
        is_english = wording.is_source(translation.get_language())
        for name, words in labels().items():
            stands_in = words == english[name] and not is_english
            self.fields[name].label = (
                format_html('<span lang="en" dir="ltr">{}</span>', words) if stands_in else words
            )
        choices_of(self, "in_danger").choices = [("yes", _("Yes")), ("no", _("No"))]
        for name in ("what_happened", "reach_me"):
            self.fields[name].required = True
        self.fields["reach_me"].help_text = _("Your telephone number. It is sealed with the report.")

    def payload(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in FIELDS}
        return {**super().payload(), **given, "in_danger": self.cleaned_data["in_danger"] == "yes"}


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=[
            (AlarmStep.State.ACKNOWLEDGED, gettext_lazy("I have read it and deal with it")),
            (AlarmStep.State.CLOSED, gettext_lazy("It is closed")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("What was done, or what came of it?"),
        max_length=LONGEST_ANSWER,
        help_text=gettext_lazy(
            "It is sealed like the report. The listener sees when you answered, not this."
        ),
        validators=[text.validate],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NumberForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("Whose number is it?"), required=False)
    name = WordsField(
        label=gettext_lazy("Who answers?"),
        max_length=LONGEST["name"],
        help_text=gettext_lazy("A person, a post or a service."),
    )
    telephone = WordsField(
        label=gettext_lazy("Telephone number"),
        max_length=LONGEST["telephone"],
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "nhsuk-input--width-20"}),
    )
    hours = WordsField(
        label=gettext_lazy("When do they answer?"),
        max_length=LONGEST["hours"],
        required=False,
        help_text=gettext_lazy("Like “day and night” or “Monday to Friday, nine to five”."),
    )
    purpose = WordsField(
        label=gettext_lazy("What for?"),
        max_length=LONGEST["purpose"],
        required=False,
        help_text=gettext_lazy("Like “ring first” or “when the lead does not answer”."),
    )
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"),
        min_value=1,
        max_value=99,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-2"}),
    )

    def __init__(
        self, organisations: list[Organisation], *args: Any, with_area: bool, number: RingNumber | None = None
    ) -> None:
        super().__init__(*args)
        if number:
            self.initial = {name: getattr(number, name) for name in (*LONGEST, "position")}
        self.organisations = {str(one.pk): one for one in organisations}
        if number:
            del self.fields["organisation"]
            return
        whole = [("", _("The whole area's"))] if with_area else []
        own = [(pk, one.name) for pk, one in self.organisations.items()]
        choices_of(self, "organisation").choices = [*whole, *own]
        self.fields["organisation"].required = not with_area

    def clean_organisation(self) -> Organisation | None:
        return self.organisations.get(self.cleaned_data["organisation"])


def minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=SHORTEST_WAIT,
        max_value=LONGEST_WAIT,
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-4"}),
    )


class ClockForm(forms.Form):
    leads_after = minutes(gettext_lazy("Minutes until the area's safeguarding leads are called"))
    everybody_after = minutes(gettext_lazy("Minutes until all organisers and the host are called"))
