"""The form below each conversation that a reviewer asks about: on a listener's page, and about paper."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from listens.core import text
from listens.listening.actions.answers import LONGEST_ANSWER
from listens.listening.sent_fetch import Sent


class AnswerForm(forms.Form):
    """One for each conversation that waits."""

    client_id = forms.CharField(max_length=120, widget=forms.HiddenInput, validators=[text.validate])
    answer_id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_ANSWER,
        help_text=gettext_lazy(
            "For the reviewer only. It is deleted once the days for corrections are over."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        validators=[text.validate],
    )


def answer_of(data: Any) -> AnswerForm:
    return AnswerForm(data, auto_id=_ids(data.get("client_id", "")))


def form_for(one: Sent, answered: AnswerForm | None) -> AnswerForm | None:
    """An empty form, or what was answered just now with what is wrong with it; none where nobody asks."""
    client_id = one.conversation.client_id
    if not one.can_answer:
        return None
    if answered is not None and answered["client_id"].value() == client_id:
        return answered
    initial = {"client_id": client_id, "answer_id": uuid.uuid4()}
    return AnswerForm(initial=initial, auto_id=_ids(client_id))


def _ids(client_id: str) -> str:
    """Several forms stand on the page: each field needs an id of its own."""
    return f"{client_id}-%s"
