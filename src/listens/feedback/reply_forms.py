"""Forms for saying back, and for writing down what somebody said back."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.models import Area
from listens.feedback.models import Reply
from listens.feedback.replies import LONGEST_REPLY
from listens.listening.spoken import languages_for
from listens.listening.withdrawal_views import SlipForm


class WordsForm(forms.Form):
    """`id` makes sending it twice keep it once. Opening the form uses nothing up."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(
        label=gettext_lazy("Did we hear you right? What is missing?"),
        help_text=gettext_lazy("No names, addresses or telephone numbers, yours or anybody's."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_REPLY,
        validators=[text.validate],
    )
    language = forms.ChoiceField(label=gettext_lazy("Which language is it in?"))

    def __init__(self, area: Area, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = languages_for(area)
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
        self.fields["language"].initial = _language_of_page(choices)


class ReplyForm(SlipForm, WordsForm):
    field_order = ("code", "words", "language", "id")


class RecordReplyForm(WordsForm):
    organisation = forms.ChoiceField(label=gettext_lazy("Which organisation heard them?"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("How did the reply come?"),
        choices=[way for way in Reply.Way.choices if way[0] != Reply.Way.PAGE],
        widget=forms.RadioSelect,
    )
    field_order = ("organisation", "way", "words", "language", "id")

    def __init__(
        self, area: Area, organisations: list[Organisation], may_be_none: bool, *args: Any, **more: Any
    ) -> None:
        super().__init__(area, *args, **more)
        self._organisations = {str(one.pk): one for one in organisations}
        named = [(pk, one.name) for pk, one in self._organisations.items()]
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            *([("", _("We do not know"))] if may_be_none else []),
            *named,
        ]
        self.fields["organisation"].required = not may_be_none
        self.fields["words"].label = _("What did they say, in their words?")

    def clean_organisation(self) -> Organisation | None:
        return self._organisations.get(self.cleaned_data["organisation"])


def _language_of_page(choices: list[tuple[str, str]]) -> str:
    language = (get_language() or "en").split("-")[0]
    return language if language in dict(choices) else "en"
