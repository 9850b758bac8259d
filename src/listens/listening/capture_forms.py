"""The listener's page as forms: one for the conversation, one for each note; and what they say as an item to send."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.core.days import DayField
from listens.core.text import validate as no_odd_characters
from listens.core.wording import pgettext
from listens.listening import modes
from listens.listening.capture_fetch import wards_of
from listens.listening.intake import MOST_HEARD
from listens.listening.models import Conversation, ListenerLink, Note, Prompt
from listens.listening.models.note import LONGEST_NOTE
from listens.listening.spoken import languages_for

MOST_OF_A_PROMPT = 12
FACTS = ("channel", "setting", "ward", "language", "people_heard", "was_interpreted")
KEPT = ("channel", "held_on", "setting", "ward", "language")  # for the next person
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

    table_slip = forms.CharField(
        label=gettext_lazy("Code on the slip of the whole table"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "Only when the table shares one slip: with it they can take all its notes back. "
            "A note with a code of its own keeps its own."
        ),
        widget=forms.TextInput(
            attrs={"class": "nhsuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
        validators=[no_odd_characters],
    )

    def __init__(self, link: ListenerLink, mode: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = link.area.today()
        words = modes.words()[mode]
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


class NoteForm(forms.Form):
    """One note. Every consent is off until the person who was heard has said yes."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        validators=[no_odd_characters],
        error_messages={"max_length": gettext_lazy("This is too long for one note. Split it in two.")},
    )
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
    slip = forms.CharField(
        label=gettext_lazy("Code on their slip"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("With it they can take this note back later."),
        widget=forms.TextInput(
            attrs={"class": "nhsuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
        validators=[no_odd_characters],
    )

    def __init__(self, label: str, mode: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["may_quote"].label = modes.words()[mode]["quote"]
        self.fields["may_evaluate"].label = pgettext(
            "needs review", "You may use these words to find out whether this work helps"
        )
        self.fields["may_use_outside_ai"].label = pgettext(
            "needs review", "A computer program of another company may read these words"
        )


class Section:
    """One prompt with its notes."""

    def __init__(
        self, prompt: Prompt, data: Mapping[str, Any] | None, mode: str, *, add: bool, least: int
    ) -> None:
        self.prompt, self.place = prompt, prompt.position
        typed = _count((data or {}).get(f"count-{self.place}"))
        self.count = min(max(typed + (1 if add else 0), least), MOST_OF_A_PROMPT)
        self.notes = [
            NoteForm(
                _("What they said") if number == 0 else _("Another note"),
                mode,
                data if number < typed else None,
                prefix=f"note-{self.place}-{number}",
            )
            for number in range(self.count)
        ]


class Capture:
    """The whole page, from what was typed (or nothing, or what the next person on a walk shares with the last)."""

    def __init__(
        self,
        link: ListenerLink,
        data: Mapping[str, Any] | None = None,
        kept: Mapping[str, Any] | None = None,
        heard: int = 0,
    ) -> None:
        self.link, self.kept = link, kept
        typed = data or kept or {}
        added = (data or {}).get("add", "")
        self.mode = modes.mode_of(str(typed.get("channel", "")))
        self.is_now_a_table = self.mode == modes.TABLE and typed.get("mode", modes.TABLE) != modes.TABLE
        if data is not None and self.is_now_a_table:
            data = _asked_anew(data)
        self.data = data
        self.client_id = _id_of((data or {}).get("client_id"))
        self.goes_on = bool((data or {}).get("next"))
        self.heard = heard or _number((data or {}).get("heard"))
        self.is_sent = data is not None and not added and not self.is_now_a_table
        own = {"language": languages_for(link.area)[0][0], "held_on": link.area.today()}
        self.facts = ConversationForm(link, self.mode, data, initial=own | dict(kept or {}))
        least = modes.BOXES_AT_A_TABLE if self.mode == modes.TABLE and not self.is_sent else 1
        self.sections = [
            Section(prompt, data, self.mode, add=added == str(prompt.position), least=least)
            for prompt in link.round.prompts.all()
        ]
        if kept is not None:  # straight to the first question
            self.sections[0].notes[0].fields["text"].widget.attrs["autofocus"] = True
        if not self.is_sent:  # adding a box is not sending: nothing is called wrong yet
            for form in self.forms():
                form._errors = ErrorDict()  # type: ignore[attr-defined]

    def following(self) -> Capture:
        """An empty page for the next person at the same place. Call after `is_valid`."""
        facts = self.facts.cleaned_data
        return Capture(
            self.link,
            kept={name: facts[name] for name in KEPT},
            heard=self.heard + facts["people_heard"],
        )

    def is_valid(self) -> bool:
        notes = [note for section in self.sections for note in section.notes]
        is_good = all([self.facts.is_valid(), *[note.is_valid() for note in notes]])
        if is_good and not any(note.cleaned_data["text"].strip() for note in notes):
            self.facts.add_error(None, _("Write at least one note: what did they say?"))
            return False
        return is_good

    def forms(self) -> list[forms.Form]:
        return [self.facts, *[note for section in self.sections for note in section.notes]]

    def item(self) -> dict[str, Any]:
        """As a phone would send it. Call after `is_valid`."""
        facts = self.facts.cleaned_data
        shared_slip = facts["table_slip"] if self.mode == modes.TABLE else ""
        return {
            "client_id": self.client_id,
            **{name: facts[name] for name in FACTS},
            "held_on": facts["held_on"].isoformat(),
            "notes": [
                {
                    "prompt": str(section.prompt.pk),
                    **note.cleaned_data,
                    "text": note.cleaned_data["text"].replace("\r\n", "\n"),
                    "slip": note.cleaned_data["slip"] or shared_slip,
                }
                for section in self.sections
                for note in section.notes
                if note.cleaned_data["text"].strip()
            ],
        }


def _count(given: Any) -> int:
    return int(given) if isinstance(given, str) and re.fullmatch(r"[1-9]\d?", given) else 1


def _number(given: Any) -> int:
    return int(given) if isinstance(given, str) and re.fullmatch(r"\d{1,5}", given) else 0


def _asked_anew(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed before it became a table: who sat there and what may be shown is asked again."""
    asked = {name: value for name, value in data.items() if not name.endswith("-may_quote")}
    return asked | ({"people_heard": ""} if asked.get("people_heard") == "1" else {})


def _id_of(given: Any) -> str:
    try:
        return str(uuid.UUID(str(given)))
    except ValueError:
        return str(uuid.uuid4())
