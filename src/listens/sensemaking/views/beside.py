"""What the data shows beside a theme, for those who decide it: its figures, and whether they agree."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.answering import seen_seq
from listens.core.views import AreaView
from listens.places.measures import MEASURES
from listens.places.models import Place
from listens.places.spreads import spreads
from listens.sensemaking import actions, beside_presenters, fetch, presenters, suggesting
from listens.sensemaking.beside import (
    Beside,
    beside,
    beside_in_boroughs,
    beside_themes,
    choices,
    fetch_borough,
    labels,
)
from listens.sensemaking.beside_forms import ChooseIndicatorsForm, CompareForm
from listens.sensemaking.models import Theme
from listens.sensemaking.views.answering import tried


class ListThemesDataView(AreaView):
    """Every theme with its figures and its finding: what is still to compare."""

    verb = "read_themes"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        found = beside_themes(self.area)
        return self.page(
            "sensemaking/themes_data.html",
            table=beside_presenters.themes_table(one for one in found if one.is_begun),
            without=[one.theme for one in found if not one.is_begun],
            num_to_compare=sum(each.is_to_compare for each in found),
            trail=presenters.codebook_trail(self.area),
        )


class ShowThemeDataView(AreaView):
    verb = "read_themes"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        found, rows = beside(theme), choices(theme)
        may_compare = self.may("compare_with_data")
        in_boroughs = beside_in_boroughs(theme) if found.spreads else []
        return self.page(
            "sensemaking/theme_data.html",
            theme=theme,
            found=found,
            seen_seq=rows[-1].seq if rows else 0,
            sentences=[beside_presenters.in_a_sentence(each) for each in found.spreads],
            plot=beside_presenters.plot(found.spreads[0]) if found.spreads else None,
            boroughs=beside_presenters.boroughs_to_compare(theme, in_boroughs, may_compare=bool(may_compare)),
            history=beside_presenters.history(rows, labels(theme)),
            prompts=fetch.prompts_to_fill(self.area) if found.spreads and self.may("plan_round") else [],
            may_choose=self.may("choose_indicators"),
            may_compare=may_compare,
            trail=presenters.codebook_trail(self.area, theme),
        )


class OfThemeView(AreaView):
    """A form about the figures of one theme."""

    def form_page(self, theme: Theme, form: Any, **more: Any) -> HttpResponse:
        return self.page(
            "sensemaking/beside_form.html",
            theme=theme,
            form=form,
            back=presenters.address(self.area, "theme_data", code=theme.code),
            trail=presenters.codebook_trail(self.area, theme),
            **more,
        )

    def to_theme(self, theme: Theme) -> HttpResponse:
        return redirect("theme_data", area=self.area.slug, code=theme.code)


class ChooseIndicatorsView(OfThemeView):
    verb = "choose_indicators"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        rows = choices(theme)
        keys = rows[-1].keys if rows else suggesting.indicators_for(theme)
        initial = {
            "first": keys[0] if keys else "",
            "more": keys[1:],
            "seen_seq": rows[-1].seq if rows else 0,
        }
        return self._page(theme, self._form(theme, initial=initial))

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        form = self._form(theme, request.POST)
        saved = tried(form, lambda: self._choose(theme, form))
        if saved is None:
            return self._page(theme, form)
        messages.success(
            request, _("The figures were chosen. Say now whether they agree with what people said.")
        )
        return self.to_theme(theme)

    def _form(self, theme: Theme, *args: Any, **more: Any) -> ChooseIndicatorsForm:
        here = spreads(self.area, [measure.key for measure in MEASURES])
        return ChooseIndicatorsForm(*args, suggested=suggesting.indicators_for(theme), here=here, **more)

    def _choose(self, theme: Theme, form: ChooseIndicatorsForm) -> bool:
        actions.choose_indicators(self.actor, theme, form.keys(), seen_seq=form.cleaned_data["seen_seq"])
        return True

    def _page(self, theme: Theme, form: ChooseIndicatorsForm) -> HttpResponse:
        lead = _(
            "Choose what tells most nearly of what people said. One is drawn; the others are listed below it."
        )
        return self.form_page(
            theme, form, heading=_("Figures beside “%(theme)s”") % {"theme": theme.name}, lead=lead
        )


class UndoIndicatorsView(OfThemeView):
    verb = "choose_indicators"

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme = fetch.fetch_theme(self.area, code)
        try:
            actions.undo_indicators(self.actor, theme, seen_seq=seen_seq(request.POST.get("seen_seq", "")))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The figures are as they were before."))
        return self.to_theme(theme)


class CompareWithDataView(OfThemeView):
    """What the machine suggests stands above the form; nothing in it is filled in before a person decides."""

    verb = "compare_with_data"

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme, place = self._asked(code)
        found = beside(theme, place)
        row = found.newest
        initial: dict[str, Any] = {"seen_seq": row.seq if row else 0}
        if found.decided:
            initial |= {"label": found.decided.label, "sentence": found.decided.sentence}
        return self._page(found, self._form(found, initial=initial))

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme, place = self._asked(code)
        found = beside(theme, place)
        form = self._form(found, request.POST)
        saved = tried(form, lambda: actions.compare_with_data(self.actor, theme, place, **form.cleaned_data))
        if saved is None:
            return self._page(found, form)
        messages.success(request, _("Your finding was kept. Everybody can read it on the page of the theme."))
        return self.to_theme(theme)

    def _asked(self, code: str) -> tuple[Theme, Place | None]:
        return fetch.fetch_theme(self.area, code), fetch_borough(self.area, self.request.GET.get("place", ""))

    def _form(self, found: Beside, *args: Any, **more: Any) -> CompareForm:
        return CompareForm(*args, has_figures=found.has_figures, has_row=found.newest is not None, **more)

    def _page(self, found: Beside, form: CompareForm) -> HttpResponse:
        where = found.place.name if found.place else _("the whole area")
        first = found.spreads[0] if found.spreads else None
        return self.form_page(
            found.theme,
            form,
            heading=_("%(theme)s: do the data agree?") % {"theme": found.theme.name},
            lead=_("For %(place)s. Read what people said first, then the figures.") % {"place": where},
            found=found,
            sentences=[beside_presenters.in_a_sentence(each) for each in found.spreads],
            plot=beside_presenters.plot(first) if first else None,
            caveats=beside_presenters.caveats(found.spreads),
            suggested=suggesting.label_for(first) if first else "",
        )
