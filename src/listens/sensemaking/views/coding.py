"""The coding page: one note, the codebook beside it, a key for everything. A plain form when there is no script.

With a script (frontend/js/coding.js) the same address answers in JSON, saves in the background, and `next/` hands
out the next few notes before they are needed.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.views import problem
from listens.listening.models import Note, Round
from listens.listening.stages import gate
from listens.safeguarding.actions import flag_note
from listens.safeguarding.leads import leads_for
from listens.safeguarding.presenters import ring_now
from listens.sensemaking import actions, fetch, presenters, shortcuts
from listens.sensemaking.marked_text import stretches, text_card
from listens.sensemaking.marks import Chosen, Mark, problem_with, read_marks, read_parts
from listens.sensemaking.models import Theme
from listens.sensemaking.sittings import LookingSitting, OpenSitting, Sitting
from listens.sensemaking.views.answering import OwnWordsView

AT_ONCE = 5
MOST_AT_ONCE = 10


def as_uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


@method_decorator(login_not_required, name="dispatch")  # AreaView asks itself
class CodingView(OwnWordsView):
    """Finds the round for everybody below, and refuses in JSON when JSON was asked for."""

    verb = "code_notes"
    is_scoped = True

    def sitting_of(self, round: Round) -> Sitting:
        if code := self.request.GET.get("theme"):
            return LookingSitting(round, fetch.fetch_theme(self.area, code))
        return OpenSitting(round, aided="aided" in self.request.GET)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Denied as denied:
            if not self.wants_json():
                raise
            return problem(403, str(denied))

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponseBase:
        if self.wants_json():
            return problem(401, _("You are signed out. Sign in again in another tab; nothing here is lost."))
        return super().ask_to_sign_in(request)

    def hand_out(self, round: Round, notes: list[Note]) -> None:
        """Record that these notes are read, before they are shown."""
        actions.record_reading(self.actor, self.area, "read_notes", notes, page=f"coding {round.slug}")

    def cards(self, sitting: Sitting, notes: list[Note]) -> list[dict[str, Any]]:
        """Each note with what the computer suggests for it; nothing is ticked by that."""
        found, unaided = sitting.suggestions(notes), sitting.unaided(notes)
        return [
            presenters.note_card(note)
            | text_card(note)
            | {"suggestions": found.get(note.pk, []), "is_unaided": note.pk in unaided}
            for note in notes
        ]


class NextNotesView(CodingView):
    """The next few notes as JSON. How far the round is, the page counts by itself: counting all takes longer."""

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        found = fetch.fetch_round_to_code(self.actor, self.area, round)
        if not (decision := gate(found, "sensemaking")):
            return problem(403, decision.reason)
        after = as_uuid(request.GET.get("after", ""))
        sitting = self.sitting_of(found)
        notes = sitting.next_notes(self.actor, after=after, num=AT_ONCE)
        self.hand_out(found, notes)
        return JsonResponse({"notes": self.cards(sitting, notes)})


class CodeNotesView(CodingView):
    def begin(self, slug: str) -> None:
        self.round = fetch.fetch_round_to_code(self.actor, self.area, slug)
        self.sitting = self.sitting_of(self.round)

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.begin(round)
        return self._page(self._asked_for(request) or self._next(request))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self.begin(round)
        do = request.POST.get("do", "save")
        if do == "skip":
            return self._go_on(after=request.POST.get("note", ""))
        try:
            return self._undo(request) if do == "undo" else self._decide(request, do)
        except Refused as refused:
            return self._refused(request, str(refused))

    def _decide(self, request: HttpRequest, do: str) -> HttpResponse:
        note = self._note(request.POST.get("note", ""))
        chosen = Chosen() if do == "none" else self._chosen(request, note)
        if do != "none" and not (chosen.codes or chosen.marks):
            raise Refused(_("Choose one theme at least, or say that there is none."))
        themes = self._themes([*chosen.codes, *(mark.code for mark in chosen.marks)])
        marked = [(themes[mark.code], mark.span) for mark in chosen.marks]
        if do == "mark":
            actions.check_chosen(note, list(themes.values()), marked)
            return self._go_on(note=str(note.pk), **_as_fields(chosen))
        num = self.sitting.decide(self.actor, note, [themes[code] for code in chosen.codes], marked)
        if self.wants_json():
            return JsonResponse({"saved": num})
        return self._go_on(after=str(note.pk))

    def _chosen(self, request: HttpRequest, note: Note) -> Chosen:
        """Themes of the whole note, and marks. Where words are ticked (no script), the themes are theirs."""
        codes, marks = request.POST.getlist("themes"), read_marks(request.POST.getlist("marks"))
        ticked = read_parts(note, request.POST.getlist("parts"))
        if not ticked:
            return Chosen(codes, marks)
        if not codes:
            raise Refused(_("Choose a theme for the words that you ticked."))
        fresh = [Mark(code, *span) for code in codes for span in ticked]
        return Chosen([], list(dict.fromkeys([*marks, *fresh])))

    def _undo(self, request: HttpRequest) -> HttpResponse:
        pk = as_uuid(request.POST.get("undo", "")) or self.sitting.last_decided(self.actor)
        if pk is None:
            raise Refused(_("There is nothing to undo."))
        note = self._note(str(pk))
        chosen = _as_fields(self.sitting.take_back(self.actor, note))
        if self.wants_json():
            self.hand_out(self.round, [note])
            return JsonResponse({"note": self.cards(self.sitting, [note])[0], **chosen})
        return self._go_on(note=str(note.pk), **chosen)

    def _note(self, typed: str) -> Note:
        pk = as_uuid(typed)
        try:
            if pk is not None:
                return fetch.fetch_note(self.area, pk, self.round)
        except Http404:
            pass
        raise Refused(_("This note was taken back or is not accepted. Go on to the next one."))

    def _themes(self, codes: list[str]) -> dict[str, Theme]:
        known = {theme.code: theme for theme in fetch.themes_in_use(self.area)}
        if missing := [code for code in codes if code not in known]:
            raise Refused(
                _("“%(code)s” is no longer in use. Load the page again and choose another theme.")
                % {"code": missing[0][:60]}
            )
        return {code: known[code] for code in codes}

    def _asked_for(self, request: HttpRequest) -> Note | None:
        pk = as_uuid(request.GET.get("note", ""))
        try:
            return fetch.fetch_note(self.area, pk, self.round) if pk else None
        except Http404:
            return None

    def _next(self, request: HttpRequest) -> Note | None:
        after = as_uuid(request.GET.get("after", ""))
        if not gate(self.round, "sensemaking"):
            return None
        return next(iter(self.sitting.next_notes(self.actor, after=after)), None)

    def _refused(self, request: HttpRequest, why: str) -> HttpResponse:
        if self.wants_json():
            return problem(409, why)
        messages.error(request, why)
        typed = {name: request.POST.getlist(name) for name in ("themes", "marks", "parts")}
        return self._go_on(note=request.POST.get("note", ""), **typed)

    def _go_on(self, **where: Any) -> HttpResponse:
        answer = redirect(self.sitting.page, area=self.area.slug, round=self.round.slug)
        answer["Location"] += f"?{urlencode(self.sitting.query | where, doseq=True)}"
        return answer

    def _page(self, note: Note | None) -> HttpResponse:
        decision = gate(self.round, "sensemaking")
        note = note if decision else None
        if note:
            self.hand_out(self.round, [note])
        themes = fetch.themes_in_use(self.area)
        marks = self._marks_asked_for(note, themes) if note else []
        return self.page(
            "sensemaking/coding.html",
            round=self.round,
            sitting=self.sitting,
            decision=decision,
            note=self.cards(self.sitting, [note])[0] if note else None,
            stretches=stretches(note, [(theme, mark.span) for theme, mark in marks]) if note else [],
            marks=[(theme, mark, note.cut(*mark.span)) for theme, mark in marks] if note else [],
            groups=shortcuts.groups(themes),
            chosen=self.request.GET.getlist("themes"),
            ticked=self.request.GET.getlist("parts"),
            keys=shortcuts,
            progress=self.sitting.progress(self.actor),
            trail=presenters.trail(self.area),
        )

    def _marks_asked_for(self, note: Note, themes: list[Theme]) -> list[tuple[Theme, Mark]]:
        """Those of the address that the note can have; it may be an old one."""
        known = {theme.code: theme for theme in themes}
        try:
            typed = read_marks(self.request.GET.getlist("marks"))
        except Refused:
            return []
        return [
            (known[mark.code], mark)
            for mark in typed
            if mark.code in known and not problem_with(note, mark.span)
        ]


def _as_fields(chosen: Chosen) -> dict[str, list[str]]:
    return {"themes": chosen.codes, "marks": [str(mark) for mark in chosen.marks]}


class FlagNoteView(CodingView):
    """Somebody may be at risk: what to do now comes first, then the button that tells the safeguarding lead."""

    verb = "flag_note"

    def get(self, request: HttpRequest, round: str, note: UUID, **kwargs: Any) -> HttpResponse:
        return self._page(*self._find(round, note))

    def post(self, request: HttpRequest, round: str, note: UUID, **kwargs: Any) -> HttpResponse:
        round_, found = self._find(round, note)
        flag_note(self.actor, found)
        return self._page(round_, found, is_sent=True)

    def _find(self, slug: str, pk: UUID) -> tuple[Round, Note]:
        round = fetch.fetch_round_to_code(self.actor, self.area, slug, self.verb)
        return round, fetch.fetch_note(self.area, pk, round)

    def _page(self, round: Round, note: Note, *, is_sent: bool = False) -> HttpResponse:
        back = presenters.address(self.area, "code_notes", round=round.slug)
        return self.page(
            "safeguarding/flag.html",
            leads=leads_for(note),
            is_sent=is_sent,
            ring_now=ring_now(self.area, note.conversation.organisation),
            can_go_back=self.may("code_notes", within=[round.pk]),
            back=f"{back}?{urlencode({'note': note.pk})}",
            trail=presenters.trail(self.area, (round.name, back)),
        )
