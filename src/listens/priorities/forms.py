"""Forms of the way from themes to a result. They check shape; the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.core import text
from listens.listening.models import Round
from listens.priorities.actions.shares import MOST_DELEGATES
from listens.priorities.models import GateDecision, LongList, Share


class Words(forms.CharField):
    default_validators = [text.validate]


class GateForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Does it go to the vote?"), choices=GateDecision.Outcome.choices, widget=forms.RadioSelect
    )
    reason = Words(label=_("Why"), max_length=300, help_text=_("People will ask. One sentence."))
    is_public = forms.BooleanField(
        label=_("The reason may be public"),
        required=False,
        help_text=_(
            "Only once the organisation concerned has seen it, and not for something few people said."
        ),
    )


class VoteSettingsForm(forms.Form):
    num_seats = forms.IntegerField(label=_("How many priorities to choose"), min_value=1, max_value=50)
    min_ticks = forms.IntegerField(label=_("Least ticks on a ballot"), min_value=1, initial=3)
    max_ticks = forms.IntegerField(label=_("Most ticks on a ballot"), min_value=1, initial=5)
    rule = forms.ChoiceField(label=_("Rule"), choices=LongList.Rule.choices, widget=forms.RadioSelect)
    scheme = forms.ChoiceField(
        label=_("Who has how much of a say"), choices=LongList.Scheme.choices, widget=forms.RadioSelect
    )
    seed = forms.IntegerField(
        label=_("Number for drawing lots"),
        min_value=0,
        max_value=2_000_000_000,
        initial=0,
        help_text=_("Agree it in the room before the vote, from dice say. It only matters for exact ties."),
    )
    typed_twice = forms.BooleanField(
        label=_("A paper ballot counts once two people have typed the same"),
        required=False,
        initial=True,
    )


class ShareForm(forms.Form):
    """`round` gives the organisations to choose from; the rules are in `actions.add_share`."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    way = forms.ChoiceField(
        label=_("How it votes"),
        choices=Share.Way.choices,
        initial=Share.Way.SLIPS,
        widget=forms.RadioSelect,
    )
    num_delegates = forms.IntegerField(
        label=_("Number of delegates"),
        min_value=0,
        max_value=MOST_DELEGATES,
        initial=0,
        required=False,
        help_text=_(
            "A slip with a code is printed for each. Its share stays the same, however many it sends."
        ),
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"}),
    )
    if_few = forms.ChoiceField(
        label=_("If it has fewer than five ballots"),
        choices=Share.IfFew.choices,
        required=False,
        help_text=_("Ask the organisation. The name of a small one would tell who ticked what."),
        widget=forms.RadioSelect,
    )
    size = forms.IntegerField(
        label=_("Number of people in it"),
        min_value=1,
        initial=1,
        help_text=_("It only matters where the say goes by size."),
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-5", "inputmode": "numeric"}),
    )
    why = Words(
        label=_("Why it votes, if it has not listened in this round"),
        max_length=200,
        required=False,
        help_text=_("One sentence. Everybody can read it."),
    )

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._all = {str(each.pk): each for each in round.area.organisations.community()}
        self.fields["organisation"].choices = [(pk, each.name) for pk, each in self._all.items()]  # type: ignore[attr-defined]

    def clean_organisation(self) -> Any:
        return self._all[self.cleaned_data["organisation"]]

    def clean_num_delegates(self) -> int:
        return self.cleaned_data["num_delegates"] or 0


class BallotFileForm(forms.Form):
    file = forms.FileField(
        label=_("File of ballots"),
        help_text=_(
            "CSV with ballot, organisation, choices (references with | between them), or a .pb file."
        ),
    )
    mapping = forms.CharField(
        label=_("Other names in the file"),
        required=False,
        help_text=_("One on a line, like 12=damp for a project, or district=organisation for a column."),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[text.validate],
    )
    what = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            ("check", _("Only check the file")),
            ("good", _("Keep the good ballots")),
            ("all", _("Keep all, or none if any is bad")),
        ],
        initial="check",
        widget=forms.RadioSelect,
    )

    def clean_mapping(self) -> dict[str, str]:
        pairs = {}
        for line in filter(None, map(str.strip, self.cleaned_data["mapping"].splitlines())):
            name, found, ours = line.partition("=")
            if not found or not name.strip() or not ours.strip():
                raise forms.ValidationError(
                    _("“%(line)s” is not a pair. Write the name in the file, =, and our name."),
                    params={"line": line[:60]},
                )
            pairs[name.strip()] = ours.strip()
        return pairs
