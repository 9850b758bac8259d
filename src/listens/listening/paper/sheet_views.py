"""Numbered sheets: which came back, new ones to print, and one that is void or lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.alliance.models import Organisation
from listens.core import languages, text
from listens.core.acting import Refused
from listens.core.answering import tried
from listens.core.models import Area
from listens.core.templatetags.wording import is_read
from listens.core.views import AreaView
from listens.listening import at_hand, qr, sent_fetch
from listens.listening.models import Round, Sheet, SheetStep
from listens.listening.paper import actions, fetch, presenters
from listens.listening.paper.actions import MOST_AT_ONCE
from listens.listening.paper.entry_forms import tick_words
from listens.listening.paper.slips import slip_of
from listens.listening.round_presenters import trail


class RoundSheetsView(AreaView):
    """Of each organisation: the numbers that are typed in, not yet, void or lost."""

    verb = "make_sheets"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found, organisations = fetch.fetch_round_for(self.actor, self.area, round, self.verb)
        sheets = fetch.sheets_of(found, organisations)
        asked = fetch.asked_about(self.actor, self.area)
        return self.page(
            "listening/paper/round_sheets.html",
            round=found,
            num_asked=sum(not one.is_answered for one in asked),
            has_asked=bool(asked),
            piles=presenters.piles(sheets),
            trail=trail(self.area, found),
        )


class MakeSheetsForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("For which organisation?"))
    how_many = forms.IntegerField(
        label=gettext_lazy("How many sheets?"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=gettext_lazy("One for each conversation, and a few to spare."),
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-3", "inputmode": "numeric"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the sheet"))
    large = forms.BooleanField(label=gettext_lazy("In large print"), required=False)

    def __init__(self, round: Round, organisations: list[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        choices_of(self, "organisation").choices = [(str(one.pk), one.name) for one in organisations]
        choices_of(self, "language").choices = languages_to_print(round.area, *templates_of(round))

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]


def languages_to_print(area: Area, *templates: str) -> list[tuple[str, str]]:
    """The area's languages that pages have; of each whose wording in these templates nobody has read, that it
    stays in English."""
    half = _("%(language)s (partly in English)")
    return [
        (one.code, one.own_name if is_read(one.code, *templates) else half % {"language": one.own_name})
        for one in languages.offered(area)
    ]


def templates_of(round: Round) -> list[str]:
    """What a sheet is made of that holds wording people rely on."""
    before = f"listening/wording/{round.wording_version}/paper_before.html"
    return [before, "listening/paper/print_sheets.html", "listening/whom_to_ring.html"]


class MakeSheetsView(AreaView):
    verb = "make_sheets"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        return self._form(MakeSheetsForm(self.round, self.organisations))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        form = MakeSheetsForm(self.round, self.organisations, request.POST)
        sheets = tried(
            form,
            lambda: actions.make_sheets(
                self.actor, self.round, form.cleaned_data["organisation"], form.cleaned_data["how_many"]
            ),
        )
        if sheets is None:
            return self._form(form)
        chosen = {
            "first": sheets[0].number,
            "last": sheets[-1].number,
            "language": form.cleaned_data["language"],
        }
        chosen |= {"large": "on"} if form.cleaned_data["large"] else {}
        page = reverse("print_sheets", kwargs={"area": self.area.slug, "round": round})
        return redirect(f"{page}?{urlencode(chosen)}")

    def _prepare(self, slug: str) -> None:
        self.round, self.organisations = fetch.fetch_round_for(self.actor, self.area, slug, self.verb)

    def _form(self, form: MakeSheetsForm) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Print numbered sheets"),
            lead=_(
                "For listeners who write on paper. Each sheet has a number, so that none is typed in twice."
            ),
            submit=_("Make the sheets"),
            back=reverse("round_sheets", kwargs={"area": self.area.slug, "round": self.round.slug}),
            trail=trail(self.area, self.round),
        )


LINES = 9  # to write on, of a whole sheet


class PrintForm(forms.Form):
    """Which sheets, and how: `first` and `last` are numbers."""

    first = forms.IntegerField(required=False)
    last = forms.IntegerField(required=False)
    organisation = forms.UUIDField(required=False)
    language = forms.CharField(required=False, validators=[text.validate])
    large = forms.BooleanField(required=False)


class PrintSheetsView(AreaView):
    """Sheets on A4: those just made, or those of an organisation that have not come back."""

    verb = "make_sheets"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found, organisations = fetch.fetch_round_for(self.actor, self.area, round, self.verb)
        form = PrintForm(request.GET)
        if not form.is_valid():
            raise Http404
        wanted = form.cleaned_data
        sheets = [
            sheet
            for sheet in fetch.sheets_of(found, organisations)
            if sheet.state in fetch.WAITING  # type: ignore[attr-defined]
            and (wanted["first"] or 0) <= sheet.number <= (wanted["last"] or 2**31)
            and wanted["organisation"] in (None, sheet.organisation_id)
        ][:MOST_AT_ONCE]
        if wanted["language"] in dict(languages_to_print(self.area)):
            translation.activate(wanted["language"])
        prompts = list(found.prompts.all())
        numbers = {
            one.pk: at_hand.numbers(self.area, one) for one in {sheet.organisation for sheet in sheets}
        }
        return self.page(
            "listening/paper/print_sheets.html",
            round=found,
            sheets=[self._one(sheet, numbers) for sheet in sheets],
            prompts=prompts,
            lines=range(max(LINES // max(len(prompts), 1), 3)),
            ticks=tick_words().values(),
            is_large=wanted["large"],
            before=templates_of(found)[0],
            withdraw_address=request.build_absolute_uri(
                reverse("withdraw", kwargs={"area": self.area.slug})
            ).partition("://")[2],
            trail=trail(self.area, found),
        )

    def _one(self, sheet: Sheet, numbers: dict[UUID, list[Any]]) -> dict[str, Any]:
        address = self.request.build_absolute_uri(presenters.address_of(sheet))
        picture = qr.svg(address, _("Sheet %(n)d as a picture for a phone's camera") % {"n": sheet.number})
        ring_now = numbers[sheet.organisation_id]
        return {"sheet": sheet, "picture": picture, "slip": slip_of(sheet), "ring_now": ring_now}


class SheetView(AreaView):
    """Where the picture on a sheet leads: to typing it in, or to what became of it."""

    verb = "type_in_sheet"
    is_scoped = True

    def get(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponse:
        sheet = fetch.fetch_sheet(self.actor, self.area, number)
        if sheet.state in fetch.WAITING:  # type: ignore[attr-defined]
            page = reverse("type_in_sheets", kwargs={"area": self.area.slug, "round": sheet.round.slug})
            return redirect(f"{page}?number={number}")
        return show_sheet(self, sheet)


class MarkSheetView(AreaView):
    verb = "mark_sheet"
    is_scoped = True

    def get(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponse:
        return show_sheet(self, fetch.fetch_sheet(self.actor, self.area, number, self.verb))

    def post(self, request: HttpRequest, number: int, **kwargs: Any) -> HttpResponse:
        sheet = fetch.fetch_sheet(self.actor, self.area, number, self.verb)
        try:
            actions.mark_sheet(self.actor, sheet, request.POST.get("state", ""))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("It was written down."))
        return redirect("mark_sheet", area=self.area.slug, number=number)


def show_sheet(view: AreaView, sheet: Sheet) -> HttpResponse:
    """One sheet's state, the facts of what was typed in (never its words), and what may be done."""
    typed = fetch.typed_from(sheet)
    standing = sent_fetch.standing_of(typed) if typed else None
    state = sheet.state  # type: ignore[attr-defined]
    return view.page(
        "listening/paper/sheet.html",
        sheet=sheet,
        state=SheetStep.State(state).label if state else _("Printed"),
        facts=presenters.facts(typed) if typed else [],
        conversation=typed,
        standing=standing,
        can_answer=view.may("answer_for_paper", within=[sheet.organisation_id]),
        can_read=view.may("read_notes"),
        is_waiting=state in fetch.WAITING,
        is_typed=state == SheetStep.State.TYPED,
        trail=trail(view.area, sheet.round),
    )
