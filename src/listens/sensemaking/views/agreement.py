"""The blind check: coding it, how well two people agree on each theme, and settling where they differ."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core import access
from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.listening.models import Round
from listens.listening.stages import gate
from listens.sensemaking import actions, agreement, blind, fetch, presenters, shortcuts
from listens.sensemaking.forms import StartBlindCheckForm
from listens.sensemaking.models import BlindCheck
from listens.sensemaking.sittings import BlindSitting, Sitting
from listens.sensemaking.views.answering import OwnWordsView, tried
from listens.sensemaking.views.coding import CodeNotesView, NextNotesView


class BlindSittingView:
    """What differs from open coding: where notes come from, and where decisions go."""

    def sitting_of(self, round: Round) -> Sitting:
        return BlindSitting(fetch.fetch_open_blind_check(round))


class CodeBlindView(BlindSittingView, CodeNotesView):
    pass


class NextBlindNotesView(BlindSittingView, NextNotesView):
    pass


class ShowAgreementView(AreaView):
    """How far the check is, and what came out: no note, no name."""

    verb = "read_agreement"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        return self.page("sensemaking/agreement.html", **self.shown(found), form=StartBlindCheckForm())

    def shown(self, round: Round) -> dict[str, Any]:
        check = blind.newest_check(round)
        may_code = access.can(
            self.actor, "code_notes", self.area, within=[round.pk], gate=gate(round, "sensemaking")
        )
        return {
            "round": round,
            "check": check,
            "far": agreement.how_far(check) if check else None,
            "table": presenters.agreement_table(agreement.by_theme(round)),
            "may_code": may_code,
            "may_lead": access.can(self.actor, "lead_blind_check", self.area, within=[round.pk]),
            "trail": presenters.trail(self.area),
        }


class LeadView(ShowAgreementView):
    """A button of the page of agreement: it acts and goes back there."""

    verb = "lead_blind_check"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        access.require(self.actor, self.verb, self.area, within=[found.pk])
        try:
            return self.act(found)
        except Refused as refused:
            messages.error(request, str(refused))
            return self.back(found)

    def back(self, round: Round) -> HttpResponse:
        return redirect("agreement", area=self.area.slug, round=round.slug)

    def act(self, round: Round) -> HttpResponse:
        raise NotImplementedError


class StartBlindCheckView(LeadView):
    def act(self, round: Round) -> HttpResponse:
        form = StartBlindCheckForm(self.request.POST)
        started = tried(form, lambda: actions.start_blind_check(self.actor, round, form.cleaned_data["size"]))
        if started is None:
            return self.page("sensemaking/agreement.html", **self.shown(round), form=form)
        messages.success(
            self.request, _("The notes are drawn. Two people can code them now, each on their own.")
        )
        return self.back(round)


class EndBlindCheckView(LeadView):
    def act(self, round: Round) -> HttpResponse:
        actions.end_blind_check(self.actor, self.newest(round))
        messages.success(self.request, _("The blind check has ended. What was chosen is kept."))
        return self.back(round)

    def newest(self, round: Round) -> BlindCheck:
        return fetch.fetch_blind_check(round)


class TakeOverView(EndBlindCheckView):
    def act(self, round: Round) -> HttpResponse:
        num = actions.take_over_agreed(self.actor, self.newest(round))
        words = ngettext("%(n)d note was taken over.", "%(n)d notes were taken over.", num)
        messages.success(self.request, words % {"n": num})
        return self.back(round)


class DownloadBlindView(AreaView):
    """CODINGS of the contracts: what each person chose, for somebody who reckons it with a program of their own."""

    verb = "read_agreement"

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round(self.area, round)
        name = f"{self.area.slug}-{found.slug}-blind.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(agreement.as_csv(found), content_type="text/csv; charset=utf-8", headers=headers)


class SettleView(OwnWordsView):
    """One note on which two people differ: what each chose, and what shall count."""

    verb = "code_notes"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round_to_code(self.actor, self.area, round)
        return self._page(found)

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round_to_code(self.actor, self.area, round)
        check = fetch.fetch_blind_check(found)
        of = fetch.fetch_blind_note(check, request.POST.get("note", ""))
        codes = request.POST.getlist("themes")
        themes = [theme for theme in fetch.themes_in_use(self.area) if theme.code in codes]
        if len(themes) != len(set(codes)):
            messages.error(request, _("One of these themes is no longer in use. Choose again."))
            return self._page(found)
        try:
            actions.settle_note(self.actor, of, themes)
        except Refused as refused:
            messages.error(request, str(refused))
            return self._page(found)
        messages.success(request, _("This is what counts for that note now."))
        return redirect("settle_blind", area=self.area.slug, round=found.slug)

    def _page(self, round: Round) -> HttpResponse:
        check = fetch.fetch_blind_check(round)
        decision = gate(round, "sensemaking")
        differing = [one for one in blind.meetings(check) if not one.is_agreed] if decision else []
        now = differing[0] if differing else None
        note = fetch.fetch_note(self.area, now.of.note_id, round) if now else None
        if note:
            actions.record_reading(self.actor, self.area, "code_notes", [note], page=f"settling {round.slug}")
        themes = fetch.themes_in_use(self.area)
        back = presenters.address(self.area, "agreement", round=round.slug)
        return self.page(
            "sensemaking/settle.html",
            round=round,
            decision=decision,
            note=presenters.note_card(note) if note else None,
            num_left=len(differing),
            choices=presenters.chosen_in_words(now, themes) if now else [],
            chosen=[theme.code for theme in themes if now and theme.pk in now.shared],
            groups=shortcuts.groups(themes, keys=()),
            trail=presenters.trail(self.area, (_("Agreement"), back)),
        )
