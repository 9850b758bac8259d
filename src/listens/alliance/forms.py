"""Forms of the alliance's pages. They check shape; the rules are in the actions."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.alliance.actions.people import NEEDS_NO_ACCOUNT
from listens.alliance.models import Organisation
from listens.core import text
from listens.core.days import DayField
from listens.core.models import Area
from listens.core.roles import ROLES
from listens.places.fields import PlaceField
from listens.places.models import Place

LARGEST_FILE = 10 * 1024 * 1024


class WordsField(forms.CharField):
    """A line of text that refuses characters no database should hold."""

    default_validators = [text.validate]


def choices_of(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


class ClearanceForm(forms.Form):
    seen_on = DayField(label=_("The certificate was seen on"))
    runs_until = DayField(
        label=_("It is trusted until"), help_text=_("Three years at most. Then look at a new one.")
    )


class OrganisationForm(forms.Form):
    name = WordsField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    side = forms.ChoiceField(
        label=_("Side"),
        choices=Organisation.Side.choices,
        widget=forms.RadioSelect,
        initial=Organisation.Side.COMMUNITY,
        help_text=_(
            "NHS bodies and councils are public bodies: they speak, but they do not read notes or vote."
        ),
    )
    size_band = forms.ChoiceField(label=_("Size"), required=False)
    place = PlaceField(label=_("Borough or ward"), required=False)
    external_code = WordsField(
        label=_("Charity, company or ODS number"),
        max_length=40,
        required=False,
        help_text=_("It links the same organisation across areas."),
    )
    joined_on = DayField(label=_("Joined on"), required=False)

    def __init__(
        self, *args: Any, area: Area, organisation: Organisation | None = None, **kwargs: Any
    ) -> None:
        if organisation:
            kwargs["initial"] = initial_of(organisation)
        super().__init__(*args, **kwargs)
        choices_of(self, "size_band").choices = [("", _("Not known")), *Organisation.Size.choices]
        cast(PlaceField, self.fields["place"]).of(area)
        if organisation:
            self.fields["left_on"] = DayField(
                label=_("Left on"), required=False, initial=organisation.left_on
            )

    def details(self) -> dict[str, Any]:
        """What the action takes."""
        details = dict(self.cleaned_data)
        place = details.pop("place")
        if place and place.kind == Place.Kind.WARD:
            return details | {"ward": place, "borough": place.parent}
        return details | {"ward": None, "borough": place}


def initial_of(organisation: Organisation) -> dict[str, Any]:
    fields = ("name", "kind", "side", "size_band", "external_code", "joined_on")
    place = organisation.ward or organisation.borough
    return {field: getattr(organisation, field) for field in fields} | {"place": place}


class PersonForm(forms.Form):
    name = WordsField(label=_("Name"), max_length=120)
    part = WordsField(
        label=_("Part in the organisation"),
        max_length=100,
        required=False,
        help_text=_("Like “core team” or “imam”."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Only when this person needs to sign in."),
    )
    role = forms.ChoiceField(label=_("What they may do"), required=False)
    office = forms.ChoiceField(label=_("Office, for a decision-maker"), required=False)
    only_here = forms.BooleanField(
        label=_("A safeguarding lead of this organisation only"),
        required=False,
        help_text=_("Without a tick, a safeguarding lead is one of the whole area."),
    )

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, words) for role, words in ROLES.items() if role not in NEEDS_NO_ACCOUNT]
        choices_of(self, "role").choices = [("", _("Nothing: no need to sign in")), *roles]
        if offices:
            choices_of(self, "office").choices = [("", _("None")), *offices]
        else:
            del self.fields["office"]


class OfficeForm(forms.Form):
    title = WordsField(label=_("Title"), max_length=150, help_text=_("Like “Chief executive” or “Leader”."))


class HolderForm(forms.Form):
    name = WordsField(label=_("Name of the new holder"), max_length=120)
    starts = DayField(
        label=_("First day in office"), help_text=_("Whoever held it before ends the day before.")
    )
    source = WordsField(
        label=_("Where this is published"),
        max_length=300,
        required=False,
        help_text=_("A page or a document that names the holder."),
    )


class FindForm(forms.Form):
    """The filter of the list; every field may be empty."""

    words = WordsField(label=_("Name"), max_length=100, required=False)
    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[("", _("Both sides")), *Organisation.Side.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Every kind")), *Organisation.Kind.choices]
    )


class SendFileForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet or CSV file"),
        help_text=_(
            "An Excel workbook (.xlsx; its first sheet counts) or a CSV file. Nothing is added before you have seen "
            "the check."
        ),
        max_length=200,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is over 10 MB. Bring it in on the command line, or in parts.")
            )
        return file
