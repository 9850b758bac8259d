"""Forms for what came back on paper. They check shape; the rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.core import text
from listens.priorities.models import LongList, PaperStep, Share
from listens.priorities.paper.reading import LONGEST_NUMBER, words_of

TYPED = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
NONE = "none"


class Words(forms.CharField):
    default_validators = [text.validate]


class PaperForm(forms.Form):
    """What a paper says: references typed or boxes ticked, or why it is spoiled."""

    typed = Words(
        label=_("Ticks"),
        required=False,
        help_text=_("The references with spaces between them."),
        widget=forms.TextInput(attrs=TYPED),
    )
    spoiled = forms.ChoiceField(
        label=_("Spoiled?"),
        required=False,
        choices=[
            ("", _("No, it can be read and counted")),
            *((value, words) for value, words in PaperStep.Spoiled.choices),
        ],
    )
    reason = Words(
        label=_("What is wrong with it"),
        max_length=200,
        required=False,
        help_text=_("Only when it is something else than the list says."),
    )
    ticked = forms.MultipleChoiceField(
        label=_("Or tick"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "app-choices-many nhsuk-checkboxes--small"}),
    )

    def __init__(self, *args: Any, long_list: LongList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.long_list = long_list
        for name in {"typed", "ticked"} & self.fields.keys():  # one of the two is needed: neither is optional
            self.fields[name].is_asked_for = True  # type: ignore[attr-defined]
        self.fields["ticked"].choices = [  # type: ignore[attr-defined]
            (proposal.reference, f"{proposal.reference}: {proposal.title}")
            for proposal in sorted(
                long_list.proposals.all(), key=lambda proposal: text.in_order(proposal.reference)
            )
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("typed", "").strip() and given.get("ticked"):
            raise forms.ValidationError(_("Type the references or tick the boxes: not both."))
        return given

    def said(self) -> dict[str, Any]:
        """`choices`, `spoiled` and `reason` for the actions: what was typed, and else what was ticked."""
        typed = words_of(self.cleaned_data.get("typed", ""))
        return {
            "choices": typed or list(self.cleaned_data["ticked"]),
            "spoiled": self.cleaned_data["spoiled"],
            "reason": self.cleaned_data["reason"],
        }


class SlipForm(PaperForm):
    """One slip of a pile. An organisation is asked only where some have paper that was not printed as slips."""

    source_id = Words(
        label=_("Number on the slip"),
        max_length=LONGEST_NUMBER,
        help_text=_("Or its code."),
        widget=forms.TextInput(attrs={**TYPED, "class": "nhsuk-input--width-10", "autofocus": True}),
        error_messages={"required": _("Type the number on the slip.")},
    )
    share = forms.ChoiceField(label=_("Organisation"), required=False)
    field_order = ("source_id", "typed", "spoiled", "reason", "share", "ticked")

    def __init__(self, *args: Any, long_list: LongList, **kwargs: Any) -> None:
        super().__init__(*args, long_list=long_list, **kwargs)
        printed = set(long_list.slips.values_list("share_id", flat=True))
        shares = long_list.shares.filter(way=Share.Way.SLIPS).order_by("public_name")
        self._shares = {str(share.pk): share for share in shares if share.pk not in printed}
        choices = [(pk, share.public_name) for pk, share in self._shares.items()]
        if printed:
            choices.insert(0, ("", str(_("The one it was printed for"))))
        elif long_list.scheme == LongList.Scheme.BALLOT:
            choices.insert(0, ("", str(_("No organisation"))))
        else:
            choices.insert(0, ("", str(_("Choose"))))
        self.fields["share"].choices = choices  # type: ignore[attr-defined]
        self.fields["share"].is_asked_for = True  # type: ignore[attr-defined]
        if len(choices) == 1 and printed:
            del self.fields["share"]

    def clean_share(self) -> Share | None:
        return self._shares.get(self.cleaned_data["share"])


class SheetForm(PaperForm):
    """An organisation's sheet, as its lead ticks it on a phone."""

    typed = None  # type: ignore[assignment]
    field_order = ("ticked", "spoiled", "reason")

    def __init__(self, *args: Any, long_list: LongList, **kwargs: Any) -> None:
        super().__init__(*args, long_list=long_list, **kwargs)
        self.fields["ticked"].label = _("What the sheet ticks")


class LookAgainForm(PaperForm):
    """A third look, with the paper in hand. The organisation is asked where two people typed two."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    share = forms.ChoiceField(label=_("Organisation"), widget=forms.RadioSelect)
    field_order = ("seen", "share", "typed", "ticked", "spoiled", "reason")

    def __init__(
        self, *args: Any, long_list: LongList, shares: list[Share | None], is_in: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, long_list=long_list, **kwargs)
        self._shares = {str(share.pk) if share else NONE: share for share in shares}
        if len(shares) < 2:
            del self.fields["share"]
        else:
            self.fields["share"].choices = [  # type: ignore[attr-defined]
                (pk, share.public_name if share else _("No organisation"))
                for pk, share in self._shares.items()
            ]
        if is_in:
            self.fields["reason"].label = _("Why it is changed")
            self.fields["reason"].help_text = _("Like: both of us read 7 for 1.")

    def clean_share(self) -> Share | None:
        return self._shares[self.cleaned_data["share"]]


class DoubleVoteForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.IntegerField(widget=forms.HiddenInput)
    stands = forms.ChoiceField(
        label=_("Which one counts?"),
        choices=[
            (PaperStep.Kind.PHONE, PaperStep.Kind.PHONE.label),
            (PaperStep.Kind.PAPER, PaperStep.Kind.PAPER.label),
        ],
        widget=forms.RadioSelect,
    )
    reason = Words(
        label=_("Why"),
        max_length=200,
        help_text=_("Like: the paper went into the box at half past seven, after the phone."),
    )
