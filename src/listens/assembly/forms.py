"""Forms of asks and assemblies. They check shape; the rules are in the actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.alliance.forms import WordsField, choices_of
from listens.alliance.models import Office
from listens.assembly.models import AnswerKind, Ask, AskStep
from listens.core.days import DayField
from listens.priorities.models import Proposal

LINES = forms.Textarea(attrs={"rows": 4})


class AskForm(forms.Form):
    reference = WordsField(label=_("Reference"), max_length=20, help_text=_("Short, like 3.1"))
    title = WordsField(label=_("Title"), max_length=150)
    wording = WordsField(
        label=_("The ask, in its exact words"),
        max_length=5000,
        widget=LINES,
        help_text=_("One question that can be answered with yes or no, like “Will you … by June 2027?”"),
    )
    proposal = forms.ChoiceField(label=_("Priority it comes from"), required=False)
    is_specific = forms.BooleanField(label=_("It says exactly what is asked"), required=False)
    has_decision_maker = forms.BooleanField(label=_("Somebody named can say yes to it"), required=False)
    is_yes_or_no = forms.BooleanField(label=_("It can be answered with yes or no"), required=False)
    is_within_the_time = forms.BooleanField(label=_("It can be done within the time"), required=False)

    def __init__(
        self, *args: Any, proposals: Sequence[Proposal], ask: Ask | None = None, **kwargs: Any
    ) -> None:
        if ask:
            names = [name for name in self.base_fields if name != "proposal"]
            kwargs["initial"] = {name: getattr(ask, name) for name in names}
            kwargs["initial"]["proposal"] = str(ask.proposal_id or "")
        super().__init__(*args, **kwargs)
        self.proposals = {str(proposal.pk): proposal for proposal in proposals}
        choices_of(self, "proposal").choices = [
            ("", _("None: it came up in another way")),
            *((key, proposal.title) for key, proposal in self.proposals.items()),
        ]

    def clean_proposal(self) -> Proposal | None:
        return self.proposals.get(self.cleaned_data["proposal"])


class AddressForm(forms.Form):
    office = forms.ChoiceField(label=_("Office"), help_text=_("The office that decides, not the person."))

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(office.pk): office for office in offices}
        choices_of(self, "office").choices = [
            ("", _("Choose")),
            *((key, str(office)) for key, office in self.offices.items()),
        ]

    def clean_office(self) -> Office:
        return self.offices[self.cleaned_data["office"]]


class DecideForm(forms.Form):
    state = forms.ChoiceField(label=_("What delegates decided"), widget=forms.RadioSelect)
    num_for = forms.IntegerField(label=_("Delegates for it"), required=False, min_value=0)
    num_against = forms.IntegerField(label=_("Delegates against it"), required=False, min_value=0)
    reason = WordsField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed to send it back or hold it. Without a count: how it was agreed."),
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "state").choices = [
            choice for choice in AskStep.State.choices if choice[0] != ask.state
        ]
        self.fields["seen_seq"].initial = ask.last_seq


class AssemblyForm(forms.Form):
    name = WordsField(label=_("Name"), max_length=150)
    place = WordsField(label=_("Place"), max_length=150, required=False)
    held_on = DayField(label=_("Day"))


class AttendanceForm(forms.Form):
    num_attended = forms.IntegerField(label=_("How many people came"), min_value=0)
    definition = WordsField(
        label=_("What was counted"), max_length=200, help_text=_("Like “people counted at the doors”")
    )
    is_at_least = forms.BooleanField(label=_("At least that many came"), required=False)
    source = WordsField(
        label=_("Where the number comes from"),
        max_length=300,
        help_text=_("Like “the door sheet of that night”"),
    )


class TranscriptForm(forms.Form):
    kind = forms.ChoiceField(label=_("The answer"), choices=AnswerKind.choices, widget=forms.RadioSelect)
    words = WordsField(
        label=_("Their exact words"),
        max_length=5000,
        required=False,
        widget=LINES,
        help_text=_("As they were said. Nothing is needed when nobody answered."),
    )
    condition = WordsField(label=_("For “Yes, if”: if what?"), max_length=5000, required=False)
    speaker = WordsField(label=_("Who spoke"), max_length=120, required=False)


class AnswerForm(TranscriptForm):
    """The chair's settled answer. `reason` is asked for only when it corrects an earlier one."""

    witness = WordsField(
        label=_("Who witnessed it"),
        max_length=120,
        required=False,
        help_text=_("Somebody who heard it, by name. Needed when somebody spoke."),
    )
    answered_on = DayField(label=_("Day of the answer"))
    reason = WordsField(label=_("Why the answer is corrected"), max_length=300)
    transcript = WordsField(widget=forms.HiddenInput, required=False)
    seen_seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].help_text = _("Needed when somebody spoke.")
        if not is_correction:
            del self.fields["reason"]


class ExplainForm(forms.Form):
    words = WordsField(
        label=_("Why your office did not come or did not answer"), max_length=5000, widget=LINES
    )
    submitter = WordsField(label=_("Your name"), max_length=120)
