"""Forms of review. They check shape; the rules are in the actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.alliance.forms import choices_of
from listens.core import text
from listens.listening.actions.striking import LONGEST_STRIKE
from listens.listening.marks import Part
from listens.listening.models import ConversationReview, NoteStrike, ReviewReason
from listens.listening.round_forms import LinesField


class ReviewForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What should happen with it?"),
        choices=[
            (ConversationReview.State.ACCEPTED, _("Accept it: it counts")),
            (ConversationReview.State.NEEDS_ATTENTION, _("It needs attention first")),
            (ConversationReview.State.SET_ASIDE, _("Set it aside: it never counts")),
        ],
        widget=forms.RadioSelect,
    )
    listed = forms.ChoiceField(
        label=_("Why?"),
        required=False,
        help_text=_("Needed unless you accept it. Whoever sent it or typed it in sees it."),
        widget=forms.RadioSelect(attrs={"class": "nhsuk-radios--small"}),
    )
    reason = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=300,
        help_text=_("Say what they should do or tell you. No names, and nothing of what was said."),
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[text.validate],
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, reasons: Iterable[ReviewReason], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = {str(one.pk): one for one in reasons}
        choices = [(pk, one.text) for pk, one in self.reasons.items()]
        choices_of(self, "listed").choices = [*choices, ("", _("Something else"))]

    def clean_listed(self) -> ReviewReason | None:
        return self.reasons.get(self.cleaned_data["listed"])


class StrikeForm(forms.Form):
    spans = forms.MultipleChoiceField(
        label=_("What was marked"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Other words"),
        required=False,
        max_length=LONGEST_STRIKE,
        help_text=_("Just as they stand in the note. Every place where they stand is taken out."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        validators=[text.validate],
    )
    reason = forms.ChoiceField(label=_("Why?"), choices=NoteStrike.Reason.choices, widget=forms.RadioSelect)
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, marked: Iterable[Part], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(part.place, f"{part.words} ({part.kind}, {part.by})") for part in marked]
        choices_of(self, "spans").choices = choices
        if not choices:
            del self.fields["spans"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        places = [place.split("-") for place in cleaned.get("spans", [])]
        return {**cleaned, "spans": [(int(start), int(end)) for start, end in places]}


class ReasonsForm(forms.Form):
    reasons = LinesField(
        label=_("Reasons"),
        max_length=4000,
        help_text=_("One on each line, in the order reviewers see them. Old decisions keep their words."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
