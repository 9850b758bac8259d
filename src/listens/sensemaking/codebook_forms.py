"""Forms of merging, splitting, examples and what the machine may do. They check shape; the rules are in the actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.sensemaking.actions.examples import LONGEST
from listens.sensemaking.forms import SeenForm, WordsField, named
from listens.sensemaking.models import Theme


class ReasonForm(SeenForm):
    reason = WordsField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("One sentence, for those who come later."),
    )


class ChooseIntoForm(forms.Form):
    """The first step of a merge: into which theme."""

    into = forms.ChoiceField(label=_("Into which theme"))

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.code, named(each)) for each in themes]
        cast(forms.ChoiceField, self.fields["into"]).choices = [("", _("Choose a theme")), *choices]


class SplitForm(ReasonForm):
    parts = WordsField(
        label=_("The parts, one on each line"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Two at least. After a colon you can say what belongs to it, like “Damp: wet walls and mould”."
        ),
    )
    field_order = ["parts", "reason"]

    def named(self) -> list[dict[str, str]]:
        """The parts as the action takes them."""
        lines = [line.partition(":") for line in self.cleaned_data["parts"].splitlines() if line.strip()]
        return [{"name": name.strip(), "definition": words.strip()} for name, _colon, words in lines]


class StatusForm(SeenForm):
    status = forms.ChoiceField(
        label=_("What the machine may do"),
        widget=forms.RadioSelect,
        choices=[
            (Theme.Status.PEOPLE_ONLY, _("Nothing: people only code to it")),
            (Theme.Status.MAY_SUGGEST, _("Suggest it, and a person decides each time")),
            (Theme.Status.MAY_COUNT, _("Count it, where people have measured how well it does")),
        ],
    )
    reason = WordsField(
        label=_("Why"),
        max_length=300,
        help_text=_("One sentence. It stands beside the theme for everybody who works with it."),
    )


class ExampleForm(forms.Form):
    text = WordsField(
        label=_("An example in your own words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Do not copy what somebody said: choose the note itself on the page of the theme's notes."
        ),
    )
    kind = forms.ChoiceField(
        label=_("What it shows"),
        widget=forms.RadioSelect,
        choices=[("example", _("What belongs here")), ("counter", _("What does not belong here"))],
        initial="example",
    )
