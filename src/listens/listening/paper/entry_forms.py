"""One sheet as a form to type in: what stays from the sheet before, a day in few keys, and a note per question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.core.models import Area
from listens.core.text import validate as no_odd_characters
from listens.core.wording import pgettext
from listens.listening.capture_fetch import wards_of
from listens.listening.capture_forms import CHANNELS
from listens.listening.intake import MOST_HEARD
from listens.listening.models import Note, Prompt, Round
from listens.listening.note_fields import (
    MOST_OF_A_PROMPT,
    SlipField,
    WordsForm,
    boxes_sent,
    may_evaluate_words,
    may_use_outside_ai_words,
    read_back_words,
)
from listens.listening.spoken import languages_for

FACTS = ("channel", "setting", "ward", "language", "people_heard", "was_interpreted")
KEPT = ("held_on", "channel", "setting", "ward", "language")
NARROW = {"autocomplete": "off", "class": "nhsuk-input--width-10"}


def short_day(given: str, today: dt.date) -> dt.date:
    """`17`, `17 11`, `17/11`, `17.11.2026` or `2026-11-17`: what is left out is the newest day not yet to come.

    Raises ValueError.
    """
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", given):
        return dt.date(*map(int, given.split("-")))
    parts = [int(part) for part in re.findall(r"\d+", given)]
    if not re.fullmatch(r"[\d\s./-]+", given) or not 1 <= len(parts) <= 3:
        raise ValueError(given)
    if len(parts) == 3:
        return dt.date(parts[2] + 2000 * (parts[2] < 100), parts[1], parts[0])
    if len(parts) == 2:
        day = dt.date(today.year, parts[1], parts[0])
        return day if day <= today else dt.date(today.year - 1, parts[1], parts[0])
    day = today
    while day.day != parts[0]:
        day -= dt.timedelta(days=1)
        if (today - day).days > 62:
            raise ValueError(given)
    return day


class ShortDayField(forms.Field):
    """One box, for somebody who types sixty of them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={**NARROW, "inputmode": "numeric"}), **more)
        self.today: dt.date | None = None

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, dt.date) else value

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        try:
            day = short_day(str(value).strip(), self.today or dt.date.today())  # noqa: DTZ011 (set by the form)
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                _("“%(given)s” is not a day. Type it like 17 11 2026.") % {"given": value}
            )
        if self.today and day > self.today:
            raise forms.ValidationError(_("The day is still to come. Correct the date."))
        return day


class PaperForm(forms.Form):
    """What a sheet and a wall have in common."""

    held_on = ShortDayField(
        label=gettext_lazy("Day"), help_text=gettext_lazy("Like 17, or 17 11, or 17 11 2026.")
    )
    people_heard = forms.IntegerField(
        label=gettext_lazy("People heard"),
        min_value=1,
        max_value=MOST_HEARD,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "nhsuk-input--width-3", "inputmode": "numeric"}
        ),
    )
    setting = forms.CharField(
        label=gettext_lazy("Where"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("The kind of place. No address."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        validators=[no_odd_characters],
    )
    ward = forms.ChoiceField(label=gettext_lazy("Ward they live in"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language spoken"))
    was_interpreted = forms.BooleanField(label=gettext_lazy("Somebody interpreted"), required=False)

    def __init__(self, area: Area, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].today = area.today()  # type: ignore[attr-defined]
        choices_of(self, "language").choices = languages_for(area)


class SheetForm(PaperForm):
    number = forms.IntegerField(
        label=gettext_lazy("Number of the sheet"),
        min_value=1,
        max_value=2**31 - 1,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "nhsuk-input--width-5", "inputmode": "numeric"}
        ),
    )
    channel = forms.ChoiceField(label=gettext_lazy("Kind of conversation"), choices=CHANNELS)
    field_order = ("number", "held_on", "people_heard", "ward", "setting", "channel", "language")

    def __init__(self, round: Round, organisation: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(round.area, *args, **kwargs)
        choices_of(self, "ward").choices = [("", _("Not known")), *wards_of(round.area, organisation)]


class SheetNoteForm(WordsForm):
    """What stands below one question. A tick on paper is one key here; what is not ticked is no."""

    read_back = forms.BooleanField(required=False)
    may_quote = forms.BooleanField(required=False)
    may_evaluate = forms.BooleanField(required=False)
    may_use_outside_ai = forms.BooleanField(required=False)
    slip = SlipField(
        label=gettext_lazy("Code of another slip"),
        help_text=gettext_lazy("Only when one is written beside this question; else the sheet's own counts."),
    )
    KEYS = {"read_back": "r", "may_quote": "s", "may_evaluate": "e", "may_use_outside_ai": "c"}

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(label, *args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 3  # a whole sheet should fit the screen
        for name, words in tick_words().items():
            self.fields[name].label = words
            self.fields[name].widget.attrs |= {"data-key": self.KEYS[name]}

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.KEYS]


def tick_words() -> dict[str, str]:
    """The four ticks below each question, as they are printed and as they are typed in."""
    return {
        "read_back": read_back_words(),
        "may_quote": pgettext("needs review", "You may show these words in public, without a name"),
        "may_evaluate": may_evaluate_words(),
        "may_use_outside_ai": may_use_outside_ai_words(),
    }


class Entry:
    """The whole sheet, from what was typed (or only what was kept from the sheet before)."""

    def __init__(
        self, round: Round, organisation: Any, data: Mapping[str, Any] | None, initial: Mapping[str, Any]
    ) -> None:
        self.facts = SheetForm(round, organisation, data, initial={"people_heard": 1, **initial})
        added = (data or {}).get("add", "")
        self.is_adding = bool(added)
        self.sections: list[tuple[Prompt, list[SheetNoteForm]]] = [
            (prompt, _boxes(prompt, data, add=added == str(prompt.position)))
            for prompt in round.prompts.all()
        ]
        self.notes = [(prompt, form) for prompt, some in self.sections for form in some]
        self.forms: list[forms.Form] = [self.facts, *[form for _prompt, form in self.notes]]
        if self.is_adding:  # nothing is called wrong yet
            for form in self.forms:
                form._errors = ErrorDict()  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        is_good = not [form for form in self.forms if not form.is_valid()]
        if is_good and not any(form.written() for _prompt, form in self.notes):
            self.facts.add_error(None, _("Write at least one note: what did they say?"))
            return False
        return is_good

    def item(self) -> dict[str, Any]:
        """As a phone would send it. Call after `is_valid`."""
        facts = self.facts.cleaned_data
        return {
            **{name: facts[name] for name in FACTS},
            "held_on": facts["held_on"].isoformat(),
            "notes": [note_of(prompt, form) for prompt, form in self.notes if form.written()],
        }

    def kept(self) -> dict[str, str]:
        """What the next sheet begins with."""
        facts = self.facts.cleaned_data
        return {name: facts[name] for name in KEPT if name != "held_on"} | {
            "held_on": facts["held_on"].isoformat()
        }


def _boxes(prompt: Prompt, data: Mapping[str, Any] | None, *, add: bool) -> list[SheetNoteForm]:
    """One for each note below a prompt: at a table several people answer it."""
    num = min(boxes_sent(data, prompt.position) + add, MOST_OF_A_PROMPT)
    place = f"note-{prompt.position}"
    boxes = [
        SheetNoteForm(
            _("Another note: %(prompt)s") % {"prompt": prompt.text} if n else prompt.text,
            data,
            prefix=f"{place}-{n}" if n else place,
        )
        for n in range(num)
    ]
    if add:
        boxes[-1].fields["text"].widget.attrs["autofocus"] = True
    return boxes


def note_of(prompt: Prompt, form: SheetNoteForm) -> dict[str, Any]:
    typed = form.cleaned_data
    voice = Note.Voice.READ_BACK if typed["read_back"] else Note.Voice.LISTENER
    return {
        "prompt": str(prompt.pk),
        "text": form.written(),
        "voice": voice.value,
        "slip": typed["slip"],
        **{name: typed[name] for name in ("may_quote", "may_evaluate", "may_use_outside_ai")},
    }


def kept_of(given: Any) -> dict[str, Any]:
    """What the sheet before left behind, back from the session."""
    kept = dict(given) if isinstance(given, dict) else {}
    try:
        kept["held_on"] = dt.date.fromisoformat(kept["held_on"])
    except (KeyError, ValueError):
        kept.pop("held_on", None)
    return kept
