"""What the forms for notes share: the words, the code of a slip, and the consents as they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from listens.core.text import validate as no_odd_characters
from listens.core.wording import pgettext
from listens.listening import codes
from listens.listening.models.note import LONGEST_NOTE

ROWS = 5
MOST_OF_A_PROMPT = 12


class WordsForm(forms.Form):
    """One note. Its words stay as they were typed; whoever leaves them out wrote no note."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": ROWS, "autocomplete": "off"}),
        validators=[no_odd_characters],
        error_messages={"max_length": gettext_lazy("This is too long for one note. Split it in two.")},
    )

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label

    def written(self) -> str:
        """The words as they are stored. Call when the form is valid; empty for no note."""
        words: str = self.cleaned_data["text"].replace("\r\n", "\n")
        return words if words.strip() else ""


class SlipField(forms.CharField):
    """The code on a slip. Typing errors are said, unless nobody sees the box (`is_checked`)."""

    default_error_messages = {
        "typed": gettext_lazy(
            "There is a typing error in this code. Check it; leave it empty if it cannot be read."
        )
    }

    def __init__(self, *, is_checked: bool = True, **more: Any) -> None:
        attrs = {"class": "nhsuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        defaults: dict[str, Any] = {"max_length": 40, "required": False, "validators": [no_odd_characters]}
        super().__init__(**{**defaults, "widget": forms.TextInput(attrs=attrs), **more})
        self.is_checked = is_checked

    def clean(self, value: Any) -> str:
        code: str = super().clean(value)
        if self.is_checked and code and not codes.is_slip(code):
            raise forms.ValidationError(self.error_messages["typed"], code="typed")
        return code


def boxes_sent(data: Mapping[str, Any] | None, place: int) -> int:
    """How many notes a page had below the prompt at that place."""
    given = (data or {}).get(f"count-{place}")
    return int(given) if isinstance(given, str) and re.fullmatch(r"[1-9]\d?", given) else 1


def read_back_words() -> str:
    return pgettext("needs review", "Read back to them, and they agreed")


def may_evaluate_words() -> str:
    return pgettext("needs review", "You may use these words to find out whether this work helps")


def may_use_outside_ai_words() -> str:
    return pgettext("needs review", "A computer program of another company may read these words")
