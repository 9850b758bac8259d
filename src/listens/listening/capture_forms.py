"""The forms of the listener's page: one for the conversation, one for each note."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.core.days import DayField
from listens.core.text import validate as no_odd_characters
from listens.listening import modes
from listens.listening.capture_fetch import wards_of
from listens.listening.intake import MOST_HEARD
from listens.listening.models import Conversation, ListenerLink, Note
from listens.listening.note_fields import (
    SlipField,
    WordsForm,
    may_evaluate_words,
    may_use_outside_ai_words,
)
from listens.listening.spoken import languages_for

NOT_BY_PHONE = (Conversation.Channel.WALL, Conversation.Channel.CHILDREN, Conversation.Channel.IMPORTED)
CHANNELS = [choice for choice in Conversation.Channel.choices if choice[0] not in NOT_BY_PHONE]


class ConversationForm(forms.Form):
    channel = forms.ChoiceField(
        label=gettext_lazy("What kind of conversation was it?"),
        choices=CHANNELS,
        widget=forms.RadioSelect(attrs={"class": "nhsuk-radios--small nhsuk-radios--inline"}),
        initial=Conversation.Channel.ONE_TO_ONE,
    )
    people_heard = forms.IntegerField(
        min_value=1,
        max_value=MOST_HEARD,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"}),
    )
    held_on = DayField(label=gettext_lazy("When was it?"), required=True)
    setting = forms.CharField(
        label=gettext_lazy("Where were you?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("The kind of place, like “school gate” or “kitchen table”. No address."),
        validators=[no_odd_characters],
    )
    ward = forms.ChoiceField(
        label=gettext_lazy("Which ward do they live in?"),
        required=False,
        help_text=gettext_lazy("Leave it empty when you are not sure."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Which language did you speak?"))
    was_interpreted = forms.BooleanField(
        label=gettext_lazy("Somebody interpreted: these are the interpreter's words"),
        required=False,
    )

    table_slip = SlipField(
        is_checked=False,
        label=gettext_lazy("Code on the slip of the whole table"),
        help_text=gettext_lazy(
            "Only when the table shares one slip: with it they can take all its notes back. "
            "A note with a code of its own keeps its own."
        ),
    )

    def __init__(self, link: ListenerLink, mode: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = link.area.today()
        words = modes.words()[mode]
        cast(SlipField, self.fields["table_slip"]).is_checked = mode == modes.TABLE  # else nobody sees it
        self.fields["people_heard"].label, self.fields["people_heard"].help_text = (
            words["heard"],
            words["hint"],
        )
        choices_of(self, "ward").choices = [("", _("Not sure")), *wards_of(link.area, link.organisation)]
        choices_of(self, "language").choices = languages_for(link.area)

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(_("The day is still to come. Correct the date."))
        return day


class NoteForm(WordsForm):
    """One note. Every consent is off until the person who was heard has said yes."""

    voice = forms.ChoiceField(
        choices=[
            (Note.Voice.READ_BACK, gettext_lazy("I read it back and they agreed")),
            (Note.Voice.LISTENER, gettext_lazy("These are my own words for it")),
        ],
        widget=forms.RadioSelect(attrs={"class": "nhsuk-radios--small"}),
        label=gettext_lazy("Whose words are these?"),
        initial=Note.Voice.LISTENER,
    )
    may_quote = forms.BooleanField(required=False)
    may_evaluate = forms.BooleanField(required=False)
    may_use_outside_ai = forms.BooleanField(required=False)
    slip = SlipField(
        label=gettext_lazy("Code on their slip"),
        help_text=gettext_lazy("With it they can take this note back later."),
    )

    def __init__(self, label: str, mode: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(label, *args, **kwargs)
        self.fields["may_quote"].label = modes.words()[mode]["quote"]
        self.fields["may_evaluate"].label = may_evaluate_words()
        self.fields["may_use_outside_ai"].label = may_use_outside_ai_words()
