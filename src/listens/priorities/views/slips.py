"""Voting slips: which are out, packs to print once, a lost pack, and another slip at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening.paper.sheet_views import languages_to_print
from listens.priorities import actions, fetch, presenters, printing
from listens.priorities.forms import Words
from listens.priorities.long_lists import State, state_of
from listens.priorities.models import LongList, Share


class PrintForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language of the slips"))
    large = forms.BooleanField(label=gettext_lazy("In large print, one on a page"), required=False)

    def __init__(self, *args: Any, long_list: LongList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_to_print(long_list.area, *printing.WORDING)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    why = Words(label=gettext_lazy("Why"), max_length=200, help_text=gettext_lazy("A few words, no names."))


class ReplaceForm(PrintForm, WhyForm):
    number = forms.IntegerField(
        label=gettext_lazy("Number of the slip to take back"),
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-5", "inputmode": "numeric"}),
    )
    field_order = ("number", "why", "language", "large")


@method_decorator(never_cache, name="dispatch")
class OfSlipsView(AreaView):
    verb = "make_slips"

    def printed(self, long_list: LongList, made: list[actions.NewSlip], form: PrintForm) -> HttpResponse:
        """The only time that the codes are seen: the answer to the POST that made them."""
        translation.activate(form.cleaned_data["language"])
        return self.page(
            "priorities/print_slips.html",
            long_list=long_list,
            round=long_list.round,
            packs=printing.packs(self.request, long_list, made),
            is_large=form.cleaned_data["large"],
            address=printing.short_address(self.request, self.area),
            trail=presenters.trail(self.area, long_list.round),
        )


class VoteSlipsView(OfSlipsView):
    """Of each organisation how many slips are out, used or taken back; makes those of one or of all."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        return self._show(long_list, PrintForm(initial={"language": "en-gb"}, long_list=long_list))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        share = self._chosen(long_list)
        form = PrintForm(request.POST, long_list=long_list)
        made = tried(form, lambda: actions.make_slips(self.actor, long_list, share))
        return self._show(long_list, form) if made is None else self.printed(long_list, made, form)

    def _chosen(self, long_list: LongList) -> Share | None:
        pk = self.request.POST.get("share", "")
        return fetch.fetch_share(long_list, pk) if pk else None

    def _show(self, long_list: LongList, form: PrintForm) -> HttpResponse:
        return self.page(
            "priorities/slips.html",
            form=form,
            long_list=long_list,
            round=long_list.round,
            packs=presenters.packs(fetch.packs(long_list)),
            may_be_made=state_of(long_list)[0] in (State.LOCKED, State.OPEN),
            trail=presenters.trail(self.area, long_list.round),
        )


class TakeBackSlipsView(OfSlipsView):
    """A pack was lost: all slips of the organisation are taken back, and others can be made."""

    def get(self, request: HttpRequest, round: str, share: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        return self._form(long_list, fetch.fetch_share(long_list, str(share)), WhyForm())

    def post(self, request: HttpRequest, round: str, share: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        found = fetch.fetch_share(long_list, str(share))
        form = WhyForm(request.POST)
        if tried(form, lambda: actions.take_back_slips(self.actor, found, **form.cleaned_data)) is None:
            return self._form(long_list, found, form)
        messages.success(request, _("They were taken back. Make others now."))
        return redirect("vote_slips", area=self.area.slug, round=long_list.round.slug)

    def _form(self, long_list: LongList, share: Share, form: WhyForm) -> HttpResponse:
        return self.page(
            "priorities/form.html",
            form=form,
            heading=_("Take back the slips of %(name)s") % {"name": share.public_name},
            lead=_("None of them can vote any more, and what they voted does not count."),
            submit=_("Take them back"),
            warning=True,
            back=reverse("vote_slips", args=[self.area.slug, long_list.round.slug]),
            trail=presenters.trail(self.area, long_list.round),
        )


class ReplaceSlipView(OfSlipsView):
    """At the desk: a slip was lost, spoiled or closed. One number is taken back and another slip printed."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        return self._form(long_list, ReplaceForm(initial={"language": "en-gb"}, long_list=long_list))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        long_list = fetch.fetch_long_list(self.actor, self.area, round)
        form = ReplaceForm(request.POST, long_list=long_list)
        made = tried(form, lambda: self._replace(long_list, form))
        return self._form(long_list, form) if made is None else self.printed(long_list, [made], form)

    def _replace(self, long_list: LongList, form: ReplaceForm) -> actions.NewSlip:
        given = form.cleaned_data
        return actions.replace_slip(self.actor, long_list, given["number"], why=given["why"])

    def _form(self, long_list: LongList, form: ReplaceForm) -> HttpResponse:
        return self.page(
            "priorities/form.html",
            form=form,
            heading=_("Take one slip back and print another"),
            lead=_(
                "The number stands on the slip and on the cover sheet of its organisation. What the old slip voted"
                " does not count."
            ),
            submit=_("Take it back and print another"),
            warning=True,
            back=reverse("vote_slips", args=[self.area.slug, long_list.round.slug]),
            trail=presenters.trail(self.area, long_list.round),
        )
