"""Forms for planning a round. They check shape; the rules are in the actions."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.days import DayField
from listens.listening.actions.moments import LONGEST
from listens.listening.actions.prompt_data import LONGEST_SENTENCE, LONGEST_SOURCE
from listens.listening.models import Moment, Round, StageWindow


class LinesField(forms.CharField):
    """One line of text for each thing."""

    widget = forms.Textarea(attrs={"rows": 6})
    default_validators = [text.validate]

    def clean(self, value: Any) -> list[str]:
        return [line for line in super().clean(value).splitlines() if line.strip()]


def long_words(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        validators=[text.validate],
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WordingForm(forms.Form):
    prompts = LinesField(
        label=_("Prompts"),
        max_length=4000,
        help_text=_(
            "The questions listeners ask, one on each line. They cannot change once the round is open."
        ),
    )
    concerns = LinesField(
        label=_("Concerns"),
        max_length=6000,
        required=False,
        help_text=_("A plain list, one on each line. Whoever offers to help picks from it."),
    )


class PromptDataForm(forms.Form):
    """All three, or none: the action says so."""

    sentence = forms.CharField(
        label=_("One sentence"),
        required=False,
        max_length=LONGEST_SENTENCE,
        help_text=_(
            "Your own words. Say what was counted and where, in plain words, with no name of a person in it."
        ),
        validators=[text.validate],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=_("Where it is from"),
        required=False,
        max_length=LONGEST_SOURCE,
        help_text=_("Who published it, and what it is called."),
        validators=[text.validate],
    )
    as_at = DayField(label=_("As at which day"), required=False)


class StartRoundForm(WordingForm):
    name = forms.CharField(label=_("Name"), max_length=120, validators=[text.validate])
    slug = forms.SlugField(
        label=_("Short name for addresses"),
        max_length=50,
        required=False,
        help_text=_("Like autumn-2026. Leave it empty to make it from the name."),
    )
    target_heard = forms.IntegerField(
        label=_("How many people you hope to hear"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-5"}),
    )
    field_order = ["name", "slug", "target_heard", "prompts", "concerns"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("slug") and typed.get("name"):
            typed["slug"] = slugify(typed["name"])[:50]
        return typed


class WindowForm(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"), choices=StageWindow.Stage.choices)
    organisation = forms.ModelChoiceField(
        label=_("For"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Everybody"),
        help_text=_("One organisation may have dates of its own."),
    )
    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"))
    grace_days = forms.IntegerField(
        label=_("Days of grace"),
        initial=0,
        min_value=0,
        max_value=60,
        help_text=_("What was done in time may still be sent in on these days."),
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-2"}),
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        organisation.queryset = Organisation.objects.filter(area=round.area)


class AddMomentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Moment.Kind.choices)
    held_on = DayField(label=_("Day"))


class ChangeMomentForm(forms.Form):
    held_on = DayField(label=_("Day"))
    agenda = long_words(_("Agenda"), _("One line for each part, with its minutes."), rows=12)


class RecordMomentForm(forms.Form):
    who_came = long_words(
        _("Who came"),
        _("Organisations and how many of each. No names of people who were listened to."),
    )
    decisions = long_words(_("What was decided"), required=False)
    next_step = long_words(_("The next step"), _("Who does what, by when."))
