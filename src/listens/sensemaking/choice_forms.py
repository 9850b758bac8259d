"""The form in which organisers say what the computer may do in a round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.sensemaking.models import MachineChoice


class MachineChoiceForm(forms.Form):
    """Offers only what this server has, and what is chosen already, so that it can be taken back."""

    every_language = forms.BooleanField(
        required=False,
        label=_("Read notes in every language"),
        help_text=_("About ten times slower than reading English only. Nothing leaves the server."),
    )
    outside_names = forms.BooleanField(
        required=False,
        label=_("A program outside may be asked for the names of proposed themes"),
        help_text=_(
            "Each time a sense-maker sees first what would be sent. Only words of people who agreed to it are sent."
        ),
    )

    def __init__(
        self, *args: Any, choice: MachineChoice, may_read: bool, may_ask: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.initial = getattr(choice, name)
        if not may_read and not choice.every_language:
            del self.fields["every_language"]
        if not may_ask and not choice.outside_names:
            del self.fields["outside_names"]

    def choices(self) -> dict[str, bool]:
        """What the action takes."""
        return {name: bool(self.cleaned_data.get(name)) for name in ("every_language", "outside_names")}
