"""A card of who was there, and a slip with contact details, as forms for somebody who types in a pile of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.alliance.models import Organisation
from listens.core.text import validate as no_odd_characters
from listens.listening import codes
from listens.listening.capture_fetch import wards_of
from listens.listening.models import Round
from listens.listening.note_fields import SlipField
from listens.listening.paper.people_actions import HIGHEST_NUMBER, PaperCard
from listens.listening.people_forms import DetailsForm
from listens.listening.who_was_there import CARD, NOT_SAID, QUESTIONS

CODE = {"autocomplete": "off", "spellcheck": "false", "class": "nhsuk-input--width-10"}


class PaperCardForm(forms.Form):
    """Each answer is a list to pick from whose lines begin with the digit printed beside the answer."""

    organisation = forms.ChoiceField(label=gettext_lazy("Whose pile is it?"))
    pile = forms.CharField(
        label=gettext_lazy("Code of the pile"),
        max_length=40,
        help_text=gettext_lazy("Six letters and digits at the foot of each card."),
        widget=forms.TextInput(attrs=CODE),
        validators=[no_odd_characters],
        error_messages={"required": gettext_lazy("Type the code of the pile.")},
    )
    number = forms.IntegerField(
        label=gettext_lazy("Number of the card"),
        min_value=1,
        max_value=HIGHEST_NUMBER,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "nhsuk-input--width-3", "inputmode": "numeric"}
        ),
        error_messages={"required": gettext_lazy("Type the number of the card.")},
    )

    def __init__(
        self,
        round: Round,
        organisations: list[Organisation],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.organisations = {str(one.pk): one for one in organisations}
        choices_of(self, "organisation").choices = [(str(one.pk), one.name) for one in organisations]
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = str(organisations[0].pk)
        for group, question in QUESTIONS.items():
            answers = [(value, f"{n} – {words}") for n, value, words in numbered(group)]
            self.fields[group] = forms.ChoiceField(
                label=str(question), choices=[("", _("Left out")), *answers], required=False
            )
        self.fields["ward"] = forms.ChoiceField(
            label=_("Which ward do you live in?"),
            choices=[("", _("Left out")), *wards_of(round.area, organisations[0])],
            required=False,
        )
        if data is None:
            start = "number" if self.initial.get("pile") else "pile"
            self.fields[start].widget.attrs["autofocus"] = True

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]

    def clean_pile(self) -> str:
        code: str = self.cleaned_data["pile"]
        if not codes.is_pile(code):
            raise forms.ValidationError(_("There is a typing error in this code. Check it."))
        return codes.plain(code)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.get(group) for group in QUESTIONS):
            self.add_error(None, _("Type at least one answer. A card without any is not counted."))
        return given

    def card(self) -> PaperCard:
        """Call when the form is valid."""
        given = self.cleaned_data
        answers = {group: given[group] for group in QUESTIONS if given[group]}
        return PaperCard(given["pile"], given["number"], given["ward"], answers)

    def following(self) -> dict[str, Any]:
        """What the next card of the pile begins with."""
        given = self.cleaned_data
        number = min(given["number"] + 1, HIGHEST_NUMBER)
        return {"organisation": str(given["organisation"].pk), "pile": given["pile"], "number": number}


def numbered(group: str) -> list[tuple[int, str, str]]:
    """The answers with the digits printed before them: 1, 2, 3 …, and 0 for not wanting to say."""
    said = [(n, value, str(words)) for n, (value, words) in enumerate(CARD[group], start=1)]
    return [*said, (0, NOT_SAID, _("I would rather not say"))]


class PaperSlipForm(DetailsForm):
    """What a phone asks, with the code printed on the slip in place of an id of the phone's own."""

    code = SlipField(
        label=gettext_lazy("Code of the slip"),
        required=True,
        help_text=gettext_lazy(
            "At its foot. Never the code for taking words back, and no number of a sheet."
        ),
        error_messages={
            "required": gettext_lazy("Type the code of the slip."),
            "typed": gettext_lazy("There is a typing error in this code. Check it."),
        },
    )
    field_order = ("code",)

    def __init__(self, round: Round, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(round, data)
        if data is None:
            self.fields["code"].widget.attrs["autofocus"] = True
