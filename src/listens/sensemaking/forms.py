"""Forms of the codebook and of coding. They check shape; the rules are in the actions."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.answering import seen_seq
from listens.sensemaking.actions.branching import INSTEAD, PART
from listens.sensemaking.models import Coding, Correction, CorrectionAnswer, Theme
from listens.sensemaking.wall import NotNumbers, read_numbers


class WordsField(forms.CharField):
    """Text that refuses characters no database should hold."""

    default_validators = [text.validate]


class SeenForm(forms.Form):
    """Knows up to where in the history of the codebook its reader has seen it."""

    seen_seq = WordsField(required=False, widget=forms.HiddenInput)

    def seen(self) -> int | None:
        words = self.cleaned_data["seen_seq"]
        return seen_seq(words) if words else None

    def now_seen(self, seq: int) -> None:
        """What was typed stays; saving again counts from here."""
        self.data = {**self.data.dict(), "seen_seq": str(seq)}  # type: ignore[attr-defined]


def named(theme: Theme) -> str:
    """With its mark and the theme above it, for a list to choose from."""
    name = f"{theme.parent.name}: {theme.name}" if theme.parent else theme.name
    return f"{theme.sign} · {name}" if theme.sign else name


def lines_field(label: Any, help_text: Any = "", **more: Any) -> WordsField:
    return WordsField(
        label=label,
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
        **more,
    )


class ChangeThemeForm(SeenForm):
    name = WordsField(label=_("Name"), max_length=120, help_text=_("In the words people use."))
    sign = WordsField(
        label=_("Mark"),
        max_length=3,
        required=False,
        help_text=_("One to three letters or digits beside the name. Leave it empty and one is made."),
    )
    definition = lines_field(_("What it is about"))
    include = lines_field(_("What belongs here"), _("What coders were not sure of, and you decided."))
    exclude = lines_field(_("What does not belong here"), _("And where it goes instead."))
    parent = forms.ChoiceField(label=_("Part of"), required=False)
    keeps_meaning = forms.BooleanField(
        label=_("The same notes belong here as before: only the words are clearer"),
        required=False,
        help_text=_(
            "If other notes belong here now, leave it empty. Then the theme is not compared with what was read before."
        ),
    )

    def __init__(self, *args: Any, parents: list[Theme], was_coded: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not was_coded:
            del self.fields["keeps_meaning"]
        self.parents = {theme.code: theme for theme in parents}
        choices = [(code, theme.signed_name) for code, theme in self.parents.items()]
        cast(forms.ChoiceField, self.fields["parent"]).choices = [
            ("", _("Nothing: a theme of the first level")),
            *choices,
        ]

    def details(self) -> dict[str, Any]:
        """What the action takes."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "seen_seq"}
        return typed | {"parent": self.parents.get(self.cleaned_data["parent"])}


class AddThemeForm(ChangeThemeForm):
    code = WordsField(
        label=_("Code"),
        max_length=60,
        help_text=_("A short word that never changes, like “damp” or “school-places”."),
    )
    field_order = ["name", "code", "sign", "definition", "include", "exclude", "parent"]


class StartBlindCheckForm(forms.Form):
    size = forms.IntegerField(
        label=_("How many notes"),
        min_value=2,
        max_value=500,
        initial=100,
        help_text=_("Each is coded by two people. With fewer than 100, the result is a rough one."),
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-4"}),
    )


class WallForm(forms.Form):
    """One group of the wall: its theme, and the numbers on its stickies."""

    NONE = "-"

    theme = forms.ChoiceField(label=_("Theme of the group"))
    numbers = WordsField(
        label=_("Numbers on its stickies"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "inputmode": "text"}),
        help_text=_("Like 3, 7, 12-15."),
    )
    act = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            (Coding.Act.ASSIGN, _("Put the theme on them")),
            (Coding.Act.REMOVE, _("Take it off them again")),
        ],
        initial=Coding.Act.ASSIGN,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {theme.code: theme for theme in themes}
        choices = [(code, named(theme)) for code, theme in self.themes.items()]
        cast(forms.ChoiceField, self.fields["theme"]).choices = [
            ("", _("Choose a theme")),
            *choices,
            (self.NONE, _("Looked, none")),
        ]

    def clean_numbers(self) -> list[int]:
        try:
            return read_numbers(self.cleaned_data["numbers"])
        except NotNumbers as problem:
            raise forms.ValidationError(str(problem))


class CorrectionForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Did we hear it right?"), choices=Correction.Verdict.choices, widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, help_text=_("Leave it empty if something is missing.")
    )
    words = WordsField(
        label=_("What people said"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the meeting said together, not one person. No names."),
    )
    organisation = forms.ChoiceField(label=_("At whose report-back"), required=False)

    def __init__(
        self, *args: Any, themes: list[Theme], organisations: list[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {theme.code: theme for theme in themes}
        self.organisations = {str(one.pk): one for one in organisations}
        cast(forms.ChoiceField, self.fields["theme"]).choices = [
            ("", _("None of them")),
            *[(code, named(theme)) for code, theme in self.themes.items()],
        ]
        cast(forms.ChoiceField, self.fields["organisation"]).choices = [
            ("", _("One for everybody")),
            *[(pk, one.name) for pk, one in self.organisations.items()],
        ]

    def details(self) -> dict[str, Any]:
        """What the action takes."""
        typed = self.cleaned_data
        return typed | {
            "theme": self.themes.get(typed["theme"]),
            "organisation": self.organisations.get(typed["organisation"]),
        }


class AnswerCorrectionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=CorrectionAnswer.Outcome.choices, widget=forms.RadioSelect
    )
    reason = WordsField(
        label=_("What was changed, or why it stays"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("People can be told this."),
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CompareForm(forms.Form):
    """Which two themes, by GET."""

    one = forms.ChoiceField(label=_("A theme"))
    other = forms.ChoiceField(label=_("And another"))

    def __init__(self, *args: Any, themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {theme.code: theme for theme in themes}
        for name in ("one", "other"):
            cast(forms.ChoiceField, self.fields[name]).choices = [
                ("", _("Choose a theme")),
                *[(code, named(theme)) for code, theme in self.themes.items()],
            ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("one") and typed.get("one") == typed.get("other"):
            raise forms.ValidationError(_("Choose two different themes."))
        return typed


class SendCodebookForm(forms.Form):
    file = forms.FileField(
        label=_("Codebook as JSON, CSV or REFI-QDA"),
        help_text=_(
            "NVivo, ATLAS.ti and QualCoder save REFI-QDA (.qdc, or a .qdpx project). A CSV file needs the columns code "
            "and name; definition, parent, include, exclude, sign and examples may be there too."
        ),
        max_length=200,
    )
    how = forms.ChoiceField(
        label=_("What to do with it"),
        choices=[
            ("look", _("Only look: say what would come in, and change nothing")),
            ("all", _("Bring it in, if every row is in order")),
            ("good", _("Bring in the rows that are in order")),
        ],
        initial="look",
        widget=forms.RadioSelect,
    )


class AcceptProposalForm(AddThemeForm):
    """A new theme made of a proposal, in a person's own words; `near` is the theme that it may be split from."""

    how = forms.ChoiceField(
        choices=[
            ("", _("It is a theme beside it")),
            (PART, _("It was a part of it until now. That one goes on without it")),
            (INSTEAD, _("It takes its place: what was coded to that one counts here")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, near: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if near is None:
            del self.fields["how"]
        else:
            self.fields["how"].label = _("How does it stand to “%(name)s”?") % {"name": near.name}
        self.fields["definition"].required = True
        self.fields["definition"].help_text = _("In your own words, after reading the notes.")


class AcceptIntoForm(forms.Form):
    theme = forms.ChoiceField(label=_("Theme"))

    def __init__(self, *args: Any, themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {theme.code: theme for theme in themes}
        choices = [
            (code, f"{theme.parent.name}: {theme.name}" if theme.parent else theme.name)
            for code, theme in self.themes.items()
        ]
        cast(forms.ChoiceField, self.fields["theme"]).choices = [("", _("Choose a theme")), *choices]
