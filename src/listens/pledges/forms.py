"""Forms of the pages about promises. They check shape; the rules are in the actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.alliance.forms import WordsField, choices_of
from listens.alliance.models import Office, Organisation, Person
from listens.assembly.models import Answer
from listens.core.days import DayField
from listens.listening.models import Moment
from listens.pledges.history import CAN_BE_ERASED
from listens.pledges.models import Pledge, PledgeRow, Verdict

LINES = forms.Textarea(attrs={"rows": 4})
NUM_PIECES = 3
NOBODY = _("Nobody")


class SeenForm(forms.Form):
    """Remembers the newest row that the person saw, so that nobody decides on what has changed since."""

    seen_seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_seq"].initial = pledge.last_seq


class Choice(forms.ChoiceField):
    """A select that cleans to the thing chosen, or None."""

    things: dict[str, Any]

    def offer(self, things: Iterable[Any], none: Any = NOBODY) -> None:
        self.things = {str(thing.pk): thing for thing in things}
        self.choices = [("", none), *((key, self.words(thing)) for key, thing in self.things.items())]

    def words(self, thing: Any) -> str:
        if isinstance(thing, Person):
            return f"{thing.organisation}: {thing}"
        if isinstance(thing, Answer):
            return f"{thing.addressee.ask.reference}, {thing.addressee.office}: {thing.get_kind_display()}"
        if isinstance(thing, PledgeRow):
            return f"{thing.seq}. {thing.progress.words[:100]}"
        return str(thing)

    def clean(self, value: Any) -> Any:
        return self.things.get(super().clean(value))


class PledgeForm(forms.Form):
    answer = Choice(
        label=_("The answer it comes out of"),
        required=False,
        help_text=_("A community organisation may also promise without an ask."),
    )
    title = WordsField(label=_("Title"), max_length=150)
    wording = WordsField(
        label=_("What was promised, in the exact words"),
        max_length=5000,
        required=False,
        widget=LINES,
        help_text=_("Left empty, the words of the answer are kept."),
    )
    spoken_on = DayField(label=_("Day it was spoken"))
    due_on = DayField(label=_("Due by"), required=False)
    measure_words = WordsField(label=_("How we will know"), max_length=300, required=False)
    owner_1 = Choice(
        label=_("Owner who leads"),
        required=False,
        help_text=_("Left empty, the office that answered leads."),
    )
    owner_2 = Choice(label=_("Second owner"), required=False)
    owner_3 = Choice(label=_("Third owner"), required=False)
    co_lead_1 = Choice(label=_("Community co-lead"), required=False)
    co_lead_2 = Choice(label=_("Second co-lead"), required=False)

    def __init__(
        self,
        *args: Any,
        answers: Sequence[Answer],
        owners: Sequence[Office | Organisation],
        people: Sequence[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("answer", answers, _("None"))
        for number in (1, 2, 3):
            self._offer(f"owner_{number}", owners)
        for number in (1, 2):
            self._offer(f"co_lead_{number}", people)

    def _offer(self, name: str, things: Iterable[Any], none: Any = NOBODY) -> None:
        field = self.fields[name]
        assert isinstance(field, Choice)
        field.offer(things, none)

    def given(self) -> dict[str, Any]:
        """The arguments of `make_pledge`."""
        given = dict(self.cleaned_data)
        owners = [given.pop(f"owner_{number}") for number in (1, 2, 3)]
        co_leads = [given.pop(f"co_lead_{number}") for number in (1, 2)]
        if owners[0] is None and given["answer"]:
            owners[0] = given["answer"].addressee.office
        return given | {
            "owners": [owner for owner in owners if owner],
            "co_leads": [person for person in co_leads if person],
        }


class ConfirmForm(SeenForm):
    words = WordsField(label=_("What your office confirms"), max_length=5000, widget=LINES)
    route = WordsField(label=_("Meeting or board that agreed it"), max_length=150, required=False)
    confirmed_on = DayField(label=_("Day it was agreed"))


class ProgressForm(SeenForm):
    words = WordsField(label=_("What has happened"), max_length=5000, widget=LINES)
    happened_on = DayField(label=_("When"))
    submitter = WordsField(label=_("Your name"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, NUM_PIECES + 1):
            self.fields[f"title_{number}"] = WordsField(
                label=_("Evidence %(n)d: what it is") % {"n": number}, max_length=200, required=False
            )
            self.fields[f"address_{number}"] = WordsField(
                label=_("Evidence %(n)d: web address") % {"n": number},
                max_length=500,
                required=False,
                help_text=_("It begins with https://. Leave it empty for something that is not on the web."),
            )

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        numbers = range(1, NUM_PIECES + 1)
        pieces = [(given.pop(f"title_{n}"), given.pop(f"address_{n}")) for n in numbers]
        return given | {"evidence": [piece for piece in pieces if any(piece)]}


class EraseForm(SeenForm):
    row = Choice(label=_("Which report"))
    reason = WordsField(
        label=_("Why it is erased"),
        max_length=200,
        help_text=_("Do not write the name again here."),
    )

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, pledge=pledge, **kwargs)
        field = choices_of(self, "row")
        assert isinstance(field, Choice)
        field.offer([row for row in pledge.rows.all() if row.kind in CAN_BE_ERASED and row.salt], _("Choose"))

    def given(self) -> dict[str, Any]:
        return {"row": self.cleaned_data["row"], "reason": self.cleaned_data["reason"]}


class ChangeForm(SeenForm):
    due_on = DayField(label=_("New date"), required=False)
    wording = WordsField(label=_("New wording"), max_length=5000, required=False, widget=LINES)
    reason = WordsField(label=_("Why it has to change"), max_length=300)


class AnswerChangeForm(SeenForm):
    decision = forms.ChoiceField(
        label=_("The community side says"),
        choices=[
            ("accept", _("Yes: from today it counts")),
            ("refuse", _("No: the promise stands as it was")),
        ],
        widget=forms.RadioSelect,
    )
    reason = WordsField(label=_("Why not"), max_length=300, required=False)


class VerdictForm(SeenForm):
    value = forms.ChoiceField(label=_("The verdict"), choices=Verdict.Value.choices, widget=forms.RadioSelect)
    words = WordsField(label=_("Why, in your own words"), max_length=5000, widget=LINES)
    scope = WordsField(
        label=_("For one place only"),
        max_length=100,
        required=False,
        help_text=_("Empty for the whole promise."),
    )
    meeting_on = DayField(label=_("For “Stuck”: day of the meeting with the owner"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, words in (
            (1, _("First person who signs")),
            (2, _("Second person, of another organisation")),
        ):
            signer = self.fields[f"signer_{number}"] = Choice(label=words)
            signer.offer(people, _("Choose"))
            self.fields[f"interests_{number}"] = WordsField(
                label=_("Their interest in this promise"),
                max_length=300,
                help_text=_("Like “works for the council”. Write “none” when there is none."),
            )

    def given(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        signers = [(given.pop(f"signer_{n}"), given.pop(f"interests_{n}")) for n in (1, 2)]
        return given | {"signers": signers}


class ReplyForm(SeenForm):
    words = WordsField(
        label=_("Your office's reply"),
        max_length=5000,
        widget=LINES,
        help_text=_("It is printed beside the verdict, as you write it."),
    )


class PublishForm(SeenForm):
    agreed_by_delegates_on = DayField(
        label=_("Day on which the delegates agreed"), required=False, help_text=_("Needed for “Broken”.")
    )


class PaperForm(SeenForm):
    signed_on = DayField(label=_("Day of the meeting at which they signed"))


class PauseForm(forms.Form):
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))
    reason = WordsField(label=_("Which election"), max_length=200)


class MeasureForm(SeenForm):
    name = WordsField(label=_("What is measured"), max_length=150)
    words = WordsField(label=_("What exactly is counted"), max_length=300)
    target = forms.IntegerField(label=_("Target"), required=False, min_value=0)


class ReadingForm(SeenForm):
    definition = Choice(label=_("Measure"))
    value = forms.DecimalField(label=_("Number"), min_value=0, max_digits=13, decimal_places=2)
    is_at_least = forms.BooleanField(label=_("Published as “over” that number"), required=False)
    as_at = DayField(label=_("As at"))
    source = WordsField(label=_("Where the number comes from"), max_length=300)

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, pledge=pledge, **kwargs)
        field = choices_of(self, "definition")
        assert isinstance(field, Choice)
        newest = [
            max(m.definitions.all(), key=lambda d: d.version, default=None) for m in pledge.measures.all()
        ]
        field.offer([definition for definition in newest if definition], _("Choose"))


class CloseForm(SeenForm):
    moment = Choice(label=_("Meeting at which both sides agreed"))
    words = WordsField(label=_("What both sides agreed"), max_length=5000, widget=LINES)
    for_owner = WordsField(label=_("Who spoke for the owner"), max_length=120)
    for_community = WordsField(label=_("Who spoke for the community side"), max_length=120)

    def __init__(self, *args: Any, moments: Sequence[Moment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = choices_of(self, "moment")
        assert isinstance(field, Choice)
        field.offer(moments, _("Choose"))
