"""Forms of proposals: written from themes, merged, talked about, and their reasons told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core.models import Area
from listens.priorities.forms import Words
from listens.priorities.models import Contribution, Proposal
from listens.sensemaking.models import Theme

MANY = {"class": "app-choices-many nhsuk-checkboxes--small"}


class ProposalForm(forms.Form):
    reference = Words(
        label=_("Short reference"),
        max_length=40,
        help_text=_("It stands on the ballot, like 1 or damp."),
    )
    title = Words(label=_("Title"), max_length=150)
    summary = Words(
        label=_("What people said"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    decided_by = Words(
        label=_("Who outside the alliance decides this"),
        max_length=200,
        required=False,
        help_text=_("A council, a trust, an employer. Without somebody, it cannot go to the vote."),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes it comes from"), required=False, widget=forms.CheckboxSelectMultiple(attrs=MANY)
    )
    organisations = forms.MultipleChoiceField(
        label=_("Organisations that brought it"),
        required=False,
        help_text=_("Those concerned. They read first why it goes to the vote or not."),
        widget=forms.CheckboxSelectMultiple(attrs=MANY),
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._themes = {
            str(one.pk): one for one in Theme.objects.filter(area=area, parked_on=None).standing()
        }
        self._organisations = {str(one.pk): one for one in area.organisations.community()}
        choices_of(
            self,
            "themes",
            (
                (pk, theme.signed_name if theme.parent_id is None else f"– {theme.signed_name}")
                for pk, theme in self._themes.items()
            ),
        )
        choices_of(self, "organisations", ((pk, one.name) for pk, one in self._organisations.items()))

    def clean_themes(self) -> list[Theme]:
        return [self._themes[pk] for pk in self.cleaned_data["themes"]]

    def clean_organisations(self) -> list[Organisation]:
        return [self._organisations[pk] for pk in self.cleaned_data["organisations"]]


class MergeForm(forms.Form):
    into = forms.ChoiceField(label=_("Which proposal does it become part of?"), widget=forms.RadioSelect)
    reason = Words(
        label=_("Why they are the same"),
        max_length=300,
        help_text=_("One sentence. It stands on the pages of both."),
    )

    def __init__(self, *args: Any, others: Iterable[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._others = {str(one.pk): one for one in others}
        choices_of(self, "into", ((pk, f"{one.reference}: {one.title}") for pk, one in self._others.items()))

    def clean_into(self) -> Proposal:
        return self._others[self.cleaned_data["into"]]


class ReasonForm(forms.Form):
    reason = Words(label=_("Why"), max_length=300, help_text=_("One sentence."))


class ToldForm(forms.Form):
    organisation = forms.ChoiceField(label=_("Organisation"))
    whom = Words(
        label=_("Whom you told"),
        max_length=120,
        help_text=_("What they do for it, like “their lead”. No name."),
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._all = {str(one.pk): one for one in organisations}
        choices_of(self, "organisation", ((pk, one.name) for pk, one in self._all.items()))

    def clean_organisation(self) -> Organisation:
        return self._all[self.cleaned_data["organisation"]]


class SayForm(forms.Form):
    organisation = forms.ChoiceField(label=_("You speak for"))
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Contribution.Kind.choices, widget=forms.RadioSelect
    )
    words = Words(
        label=_("In your words"),
        max_length=500,
        help_text=_(
            "At most 500 characters. It stands under your organisation’s name. Name nobody, and nobody’s illness."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._all = {str(one.pk): one for one in organisations}
        choices_of(self, "organisation", ((pk, one.name) for pk, one in self._all.items()))
        if len(self._all) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = next(iter(self._all))

    def clean_organisation(self) -> Organisation:
        return self._all[self.cleaned_data["organisation"]]


def choices_of(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]
