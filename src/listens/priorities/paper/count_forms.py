"""Forms for what was counted by hand: totals of ticks, slips in the box and slips left over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listens.core import text
from listens.priorities.models import LongList, Share
from listens.priorities.paper.forms import Words


class TotalsForm(forms.Form):
    """`ticks()` is {reference: how many}."""

    label = Words(
        label=_("Name of the table or organisation"),
        max_length=80,
        help_text=_("Like Table 4. It stands beside the result. The same name again corrects it."),
    )
    share = forms.ChoiceField(label=_("Organisation"), required=False)
    num_people = forms.IntegerField(label=_("How many people ticked"), min_value=0, max_value=5000)

    def __init__(self, *args: Any, long_list: LongList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shares = {str(share.pk): share for share in long_list.shares.order_by("public_name")}
        is_of_ballots = long_list.scheme == LongList.Scheme.BALLOT
        self.fields["share"].choices = [  # type: ignore[attr-defined]
            ("", _("No organisation") if is_of_ballots else _("Choose")),
            *((pk, share.public_name) for pk, share in self._shares.items()),
        ]
        self.fields["num_people"].widget.attrs["class"] = "nhsuk-input--width-4"
        self._names: dict[str, str] = {}
        proposals = sorted(long_list.proposals.all(), key=lambda each: text.in_order(each.reference))
        for number, proposal in enumerate(proposals):
            name = f"ticks_{number}"
            self._names[name] = proposal.reference
            self.fields[name] = forms.IntegerField(
                label=f"{proposal.reference}: {proposal.title}",
                required=False,
                min_value=0,
                max_value=5000,
                widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-4"}),
            )
        for name in ("share", *self._names):
            self.fields[name].is_asked_for = True  # type: ignore[attr-defined]

    def clean_share(self) -> Share | None:
        return self._shares.get(self.cleaned_data["share"])

    def ticks(self) -> dict[str, int]:
        return {ref: self.cleaned_data[name] or 0 for name, ref in self._names.items()}

    def initial_of(self, ticks: dict[str, int]) -> dict[str, int]:
        return {name: ticks[ref] for name, ref in self._names.items() if ref in ticks}


class SlipCountsForm(forms.Form):
    """Two numbers for each organisation: `box_<n>` and `unused_<n>`, empty where nobody counted."""

    def __init__(self, *args: Any, shares: list[Share], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shares = shares
        for number, share in enumerate(shares):
            for name, label in (("box", _("in the box")), ("unused", _("handed back unused"))):
                self.fields[f"{name}_{number}"] = forms.IntegerField(
                    label=f"{share.public_name}, {label}",
                    required=False,
                    min_value=0,
                    max_value=100_000,
                    widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-4"}),
                )

    def pairs(self) -> list[tuple[Share, Any, Any]]:
        """(organisation, its two fields) for the table of the page."""
        return [
            (share, self[f"box_{number}"], self[f"unused_{number}"])
            for number, share in enumerate(self.shares)
        ]

    def counts(self) -> list[tuple[Share, int | None, int | None]]:
        given = self.cleaned_data
        return [
            (share, given[f"box_{number}"], given[f"unused_{number}"])
            for number, share in enumerate(self.shares)
        ]
