"""Forms for what the area itself records and how it is set."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.alliance.forms import WordsField
from listens.core.area_settings import LEAST, MAY_CHANGE, MOST
from listens.core.days import DayField
from listens.core.models import Area, Readiness


class ReadinessForm(forms.Form):
    """One record. The alarm is asked for only with the safeguarding cover."""

    where_kept = WordsField(
        label=_("Where it is kept"),
        max_length=300,
        help_text=_("A folder or a page that the others who need it can open."),
    )
    recorded_on = DayField(label=_("Signed off on"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Readiness.Kind.SAFEGUARDING:
            self.fields["test_alarm_answered_at"] = forms.DateTimeField(
                label=_("When the test alarm was answered"),
                help_text=_(
                    "Ring the number as a listener would. Write the day and time like 2026-03-27 19:30."
                ),
                input_formats=["%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M"],
                error_messages={"invalid": _("Write the day and the time like 2026-03-27 19:30.")},
            )


def number(field: str, label: Any, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=LEAST[field],
        max_value=MOST[field],
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-3"}),
    )


class AreaForm(forms.Form):
    name = WordsField(label=_("Name of the area"), max_length=100)
    strapline = WordsField(label=_("Line below the name"), max_length=200, required=False)
    brand_colour = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=_("Colour"),
        help_text=_(
            "Six letters or numbers after a #, like #4c1d63. Words stay readable whatever you choose."
        ),
        error_messages={"invalid": _("Write the colour like #4c1d63.")},
    )
    languages = WordsField(
        label=_("Languages"),
        max_length=200,
        help_text=_(
            "Codes of the languages people here speak, the main one first, like: en ar so. The table at the end "
            "of this page says how much of each there is."
        ),
    )
    community_host = WordsField(
        label=_("Community host"),
        max_length=200,
        required=False,
        help_text=_("The community organisation that holds what people said. It is named on every page."),
    )
    key_custodians = WordsField(
        label=_("Who keeps the keys"),
        max_length=200,
        required=False,
        help_text=_("Two people or posts who keep the keys to contact details, apart from each other."),
    )
    contact_email = forms.EmailField(label=_("E-mail address for questions"), required=False)
    contact_phone = WordsField(
        label=_("Telephone number for questions"),
        max_length=30,
        required=False,
        help_text=_(
            "Whoever answers can take words back for somebody: with the code of the slip, without a name."
        ),
    )
    hide_below = number(
        "hide_below", _("Hide counts of people below"), _("Smaller counts could point at somebody.")
    )
    round_to = number("round_to", _("Round counts of people to"), _("5 makes 23 into 25."))
    theme_counts_from = number(
        "theme_counts_from",
        _("Show an organisation its theme from"),
        _("How many conversations there must be first."),
    )
    quote_wait_days = number(
        "quote_wait_days", _("Days before a quote is shown"), _("Time to think again, for those who said it.")
    )
    correction_days = number(
        "correction_days",
        _("Days to correct a conversation"),
        _("After them we forget which link sent it, and on which day of the week it was."),
    )
    editing_minutes = number(
        "editing_minutes",
        _("Minutes to change a conversation on the phone"),
        _("While it is not sent yet. After them the phone cannot read it any more."),
    )
    listens_to_children = forms.BooleanField(
        label=_("Listen to children, in group sessions"),
        required=False,
        help_text=_(
            "Two cleared adults, a host, and the parents' consent. Nobody listens to children by link alone."
        ),
    )

    def clean_languages(self) -> list[str]:
        codes = self.cleaned_data["languages"].replace(",", " ").lower().split()
        return list(dict.fromkeys(codes))


def initial_of(area: Area) -> dict[str, Any]:
    return {field: getattr(area, field) for field in MAY_CHANGE} | {"languages": " ".join(area.languages)}
