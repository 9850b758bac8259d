"""Forms of quotes. They check shape; the rules are in the actions and in the gate."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.sensemaking.forms import WordsField, named
from listens.sensemaking.models import QuoteCheck, Theme


class ProposeQuoteForm(forms.Form):
    words = WordsField(
        label=_("The words to show"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mark them in the note above, or copy them. Change nothing."),
    )
    translated = WordsField(
        label=_("The same words in the translation"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("They are shown below the person's own words, as translated. Change nothing."),
    )
    theme = forms.ChoiceField(label=_("Theme"))
    said_by = WordsField(
        label=_("Who said it, in few words"),
        max_length=120,
        required=False,
        help_text=_("Like “A mother in Lambeth”. No ward, language, age or date."),
    )

    def __init__(self, *args: Any, themes: list[Theme], is_translated: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_translated:
            del self.fields["translated"]
        self.themes = {theme.code: theme for theme in themes}
        choices = [(code, named(theme)) for code, theme in self.themes.items()]
        cast(forms.ChoiceField, self.fields["theme"]).choices = [("", _("Choose a theme")), *choices]


class CheckQuoteForm(forms.Form):
    """The motivated-intruder question, asked of one person."""

    outcome = forms.ChoiceField(
        label=_("Could anybody tell who said this?"),
        choices=[
            (QuoteCheck.Outcome.SAFE, _("No, nobody could tell")),
            (QuoteCheck.Outcome.UNSAFE, _("Yes, or I am not sure")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "Think of a neighbour, a relative, a manager or a worker who knows the community and wants to find out."
        ),
    )
    reason = WordsField(
        label=_("If yes: what gives the person away?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_of_that_community = forms.BooleanField(label=_("I am from that community"), required=False)
