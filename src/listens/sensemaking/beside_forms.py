"""Forms for what the data shows beside a theme: which figures, and whether they agree."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.places.measures import MEASURES, Measure
from listens.sensemaking.actions.beside import LONGEST_SENTENCE
from listens.sensemaking.forms import WordsField
from listens.sensemaking.models import DataLabel

NONE = ""


class ChooseIndicatorsForm(forms.Form):
    """The figure that is drawn, and those that are listed below it. `seen_seq` is the row the person looked at."""

    first = forms.ChoiceField(label=_("The figure to draw"), required=False, widget=forms.RadioSelect)
    more = forms.MultipleChoiceField(
        label=_("More figures to list below it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, suggested: list[str], here: Container[str], **kwargs: Any) -> None:
        """`here` holds the keys of the figures that are brought in; the others may be chosen ahead of them."""
        super().__init__(*args, **kwargs)

        def words(measure: Measure) -> str:
            more = [_("suggested")] if measure.key in suggested else []
            more += [] if measure.key in here else [_("not brought in yet")]
            return f"{measure.title} ({', '.join(map(str, more))})" if more else str(measure.title)

        order = sorted(MEASURES, key=lambda measure: (measure.key not in suggested, measure.key not in here))
        choices = [(measure.key, words(measure)) for measure in order]
        first, more = (cast(forms.ChoiceField, self.fields[name]) for name in ("first", "more"))
        first.choices = [*choices, (NONE, _("None: there is no figure that tells of this"))]
        more.choices = choices
        for field in (first, more):
            field.widget.attrs["class"] = "app-choices-many nhsuk-radios--small nhsuk-checkboxes--small"

    def keys(self) -> list[str]:
        """What the action takes; without a first, the first of the others is drawn."""
        chosen = [self.cleaned_data["first"], *self.cleaned_data["more"]]
        return [key for key in chosen if key]


class CompareForm(forms.Form):
    """`seen_seq` is the row the person looked at; taking back is offered only where there is something to take back."""

    label = forms.ChoiceField(label=_("What do you find?"), widget=forms.RadioSelect)
    sentence = WordsField(
        label=_("Why, in one sentence"),
        max_length=LONGEST_SENTENCE,
        error_messages={"required": _("Say in one sentence why.")},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everybody can read it. Say what the figure shows and what it does not. Name no person, and rank no places."
        ),
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, has_figures: bool, has_row: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        Label = DataLabel.Label
        choices: list[tuple[Any, Any]] = []
        if has_figures:
            choices = [
                (Label.AGREE, _("The data agree: the figure backs it")),
                (Label.DIFFER, _("The data differ: the figure does not show it")),
            ]
        choices.append((Label.NO_DATA, _("No local data: no figure tells of it")))
        if has_row:
            choices.append((Label.TAKEN_BACK, _("Take back what was found")))
        cast(forms.ChoiceField, self.fields["label"]).choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("label") == DataLabel.Label.TAKEN_BACK and "sentence" in self.errors:
            del self.errors["sentence"]
            cleaned["sentence"] = ""
        return cleaned
