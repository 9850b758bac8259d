"""Forms of a session with children. They ask for no name of a child or a parent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance import fetch as alliance
from listens.alliance.forms import choices_of
from listens.alliance.models import Organisation, Person
from listens.core.days import DayField
from listens.core.models import Area
from listens.core.wording import pgettext
from listens.listening.children.rules import FEWEST, MOST, num_agreed
from listens.listening.models import ChildrenConsent, ChildrenSession, Note, Prompt
from listens.listening.note_fields import SlipField, WordsForm, read_back_words
from listens.listening.spoken import languages_for

SMALL = {"class": "nhsuk-input--width-3", "inputmode": "numeric"}


class StartSessionForm(forms.Form):
    """Both adults are asked for by name, out of the people of the host who are cleared today."""

    held_on = DayField(label=gettext_lazy("When is it?"))
    first_adult = forms.ChoiceField(label=gettext_lazy("First adult"))
    second_adult = forms.ChoiceField(label=gettext_lazy("Second adult"))

    def __init__(self, area: Area, organisations: list[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, Person] = {
            str(one.pk): one
            for organisation in organisations
            for one in alliance.cleared_people(organisation, area.today())
        }
        names = {one.pk: one.name for one in organisations}
        choices = [(pk, f"{one.name}, {names[one.organisation_id]}") for pk, one in self.people.items()]
        for name in ("first_adult", "second_adult"):
            choices_of(self, name).choices = [("", _("Choose somebody who is cleared")), *choices]

    def clean_first_adult(self) -> Person:
        return self.people[self.cleaned_data["first_adult"]]

    def clean_second_adult(self) -> Person:
        return self.people[self.cleaned_data["second_adult"]]


class ConsentForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Who agreed?"), choices=ChildrenConsent.Kind.choices, widget=forms.RadioSelect
    )
    means = forms.ChoiceField(
        label=gettext_lazy("How?"), choices=ChildrenConsent.Means.choices, widget=forms.RadioSelect
    )
    num = forms.IntegerField(
        label=gettext_lazy("Parents: for how many children by now, in all?"),
        min_value=1,
        max_value=MOST,
        required=False,
        widget=forms.NumberInput(attrs=SMALL),
    )
    on = DayField(label=gettext_lazy("On which day?"))

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if (
            typed.get("kind") == ChildrenConsent.Kind.PARENTS
            and not typed.get("num")
            and "num" not in self.errors
        ):
            self.add_error("num", _("Say for how many children parents have agreed."))
        return {**typed, "num": typed.get("num") or 1}


class ChildrenNoteForm(WordsForm):
    read_back = forms.BooleanField(required=False)
    may_quote = forms.BooleanField(required=False)

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(label, *args, **kwargs)
        self.fields["read_back"].label = read_back_words()
        self.fields["may_quote"].label = pgettext(
            "needs review",
            "The children and their parents agreed that these words may be shown, without a name",
        )


class SessionFactsForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    people_heard = forms.IntegerField(
        label=gettext_lazy("How many children were there?"),
        min_value=FEWEST,
        widget=forms.NumberInput(attrs=SMALL),
    )
    language = forms.ChoiceField(label=gettext_lazy("Which language did you speak?"))
    was_interpreted = forms.BooleanField(
        label=gettext_lazy("Somebody interpreted: these are the interpreter's words"), required=False
    )
    slip = SlipField(
        label=gettext_lazy("Code on the card"),
        help_text=gettext_lazy("With it a child, a parent or the host can have these words taken back."),
    )

    def __init__(self, session: ChildrenSession, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"client_id": uuid.uuid4()})
        super().__init__(*args, **kwargs)
        self.fields["people_heard"].help_text = _("Parents agreed for %(n)d.") % {"n": num_agreed(session)}
        choices_of(self, "language").choices = languages_for(session.area)


NOTES_A_PROMPT = 3


class SessionEntry:
    """The whole page: a few boxes below each question, one for each thing that was said."""

    def __init__(self, session: ChildrenSession, data: Mapping[str, Any] | None = None) -> None:
        self.facts = SessionFactsForm(session, data)
        self.sections: list[tuple[Prompt, list[ChildrenNoteForm]]] = [
            (
                prompt,
                [
                    ChildrenNoteForm(
                        _("What they said") if n == 0 else _("Another note"),
                        data,
                        prefix=f"note-{prompt.position}-{n}",
                    )
                    for n in range(NOTES_A_PROMPT)
                ],
            )
            for prompt in session.round.prompts.all()
        ]
        self.forms: list[forms.Form] = [self.facts, *[one for _prompt, some in self.sections for one in some]]

    def is_valid(self) -> bool:
        is_good = not [form for form in self.forms if not form.is_valid()]
        if is_good and not self._notes():
            self.facts.add_error(None, _("Write at least one note: what did they say?"))
            return False
        return is_good

    def item(self) -> dict[str, Any]:
        """Call after `is_valid`."""
        facts = dict(self.facts.cleaned_data)
        slip = facts.pop("slip")
        notes = [{**note, "slip": slip} for note in self._notes()]
        return {**facts, "client_id": str(facts["client_id"]), "notes": notes}

    def _notes(self) -> list[dict[str, Any]]:
        return [
            {
                "prompt": str(prompt.pk),
                "text": form.written(),
                "voice": Note.Voice.READ_BACK.value if form.cleaned_data["read_back"] else "listener",
                "may_quote": form.cleaned_data["may_quote"],
            }
            for prompt, some in self.sections
            for form in some
            if form.written()
        ]
