"""The two pages that follow a conversation: how to reach somebody who asks, and the card of who was there."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.core import text
from listens.core.wording import pgettext
from listens.listening.capture_fetch import wards_of
from listens.listening.models import ListenerLink, Offer, Round
from listens.listening.spoken import SPOKEN
from listens.listening.who_was_there import CARD, NOT_SAID, QUESTIONS


class OwnIdForm(forms.Form):
    """A form with a random id of its own, so that sending it twice changes nothing."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, link: ListenerLink, data: Any = None) -> None:
        super().__init__(data)

    def payload(self) -> dict[str, Any]:
        return {"schema_version": 1, "client_id": str(self.cleaned_data["client_id"])}


class DetailsForm(forms.Form):
    """How to reach somebody, what for, and what they offer."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        validators=[text.validate],
        error_messages={"required": gettext_lazy("Write a name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Give an e-mail address or a telephone number, or both."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone number"),
        required=False,
        max_length=40,
        validators=[text.validate],
        widget=forms.TextInput(attrs={"inputmode": "tel", "class": "nhsuk-input--width-20"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language to write or speak in"))
    told = forms.BooleanField(required=False)
    evaluation = forms.BooleanField(required=False)
    offers = forms.MultipleChoiceField(
        label=gettext_lazy("I would like to help"),
        choices=Offer.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    concern = forms.ChoiceField(label=gettext_lazy("With what?"), required=False)

    def __init__(self, round: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [code for code in round.area.languages if code in SPOKEN] or ["en"]
        choices_of(self, "language").choices = [(code, SPOKEN[code]) for code in codes]
        concerns = [(str(concern.pk), concern.text) for concern in round.concerns.all()]
        choices_of(self, "concern").choices = [("", _("Anything")), *concerns]
        self.fields["told"].label = pgettext("needs review", "Tell me what comes of it")
        self.fields["evaluation"].label = pgettext(
            "needs review", "Ask me again later whether things got better"
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("email") and not given.get("phone") and not self.errors:
            self.add_error("email", _("Give an e-mail address or a telephone number."))
        if not (given.get("told") or given.get("evaluation") or given.get("offers")):
            self.add_error("told", _("Tick what we may use the address for."))
        return given

    def details(self) -> dict[str, Any]:
        """As `receive_contact` has them. Call when the form is valid."""
        given = self.cleaned_data
        return {
            **{name: given[name] for name in ("name", "email", "phone", "language")},
            "uses": [use for use in ("told", "evaluation") if given[use]],
            "offers": [{"kind": kind, "concern": given["concern"] or None} for kind in given["offers"]],
        }


class ContactForm(OwnIdForm, DetailsForm):
    def __init__(self, link: ListenerLink, data: Any = None) -> None:
        DetailsForm.__init__(self, link.round, data)  # which asks for the round alone

    def payload(self) -> dict[str, Any]:
        return {**super().payload(), **self.details()}


class CardForm(OwnIdForm):
    ward = forms.ChoiceField(label=gettext_lazy("Which ward do you live in?"), required=False)

    def __init__(self, link: ListenerLink, data: Any = None) -> None:
        super().__init__(link, data)
        choices_of(self, "ward").choices = [
            ("", _("I would rather not say")),
            *wards_of(link.area, link.organisation),
        ]
        for group, question in QUESTIONS.items():
            self.fields[group] = forms.ChoiceField(
                label=str(question),
                choices=[*CARD[group], (NOT_SAID, _("I would rather not say"))],
                widget=forms.RadioSelect(attrs={"class": "nhsuk-radios--small"}),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.get(group) for group in QUESTIONS):
            self.add_error(None, _("Answer at least one question, or close this page."))
        return given

    def payload(self) -> dict[str, Any]:
        given = self.cleaned_data
        answers = {group: given[group] for group in QUESTIONS if given.get(group)}
        return {**super().payload(), "ward": given["ward"], "answers": answers}
