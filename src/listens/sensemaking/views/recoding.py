"""After a split: note by note, which of the parts it is about."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core import access
from listens.core.acting import Refused
from listens.listening.models import Note, Round
from listens.listening.stages import gate
from listens.sensemaking import actions, fetch, presenters
from listens.sensemaking.lineage import lineage, parts_of_split
from listens.sensemaking.models import Theme
from listens.sensemaking.views.answering import OwnWordsView
from listens.sensemaking.views.coding import as_uuid


class RecodeThemeView(OwnWordsView):
    """The notes of the rounds in which this person codes and whose dates are open; the others wait."""

    verb = "code_notes"
    is_scoped = True

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme, waiting = self._found(code)
        after = as_uuid(request.GET.get("after", ""))
        following = waiting.filter(pk__gt=after) if after else waiting
        note = following.order_by("pk").first() or waiting.order_by("pk").first()
        if note is not None:
            actions.record_reading(self.actor, self.area, "read_notes", [note], page=f"recode {theme.code}")
        total = fetch.notes_to_recode(theme).count()
        return self.page(
            "sensemaking/recode.html",
            theme=theme,
            note=presenters.note_card(note) if note else None,
            parts=parts_of_split(theme, self.lines),
            num_waiting=waiting.count(),
            num_later=total - waiting.count(),
            is_split=theme.pk in self.lines.split,
            trail=presenters.codebook_trail(self.area, theme),
        )

    def post(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        theme, waiting = self._found(code)
        pk = as_uuid(request.POST.get("note", ""))
        do = request.POST.get("do", "save")
        if do != "skip":
            try:
                self._recode(theme, waiting.filter(pk=pk).first() if pk else None, do)
            except Refused as refused:
                messages.error(request, str(refused))
        answer = redirect("recode_theme", area=self.area.slug, code=code)
        answer["Location"] += f"?{urlencode({'after': str(pk or '')})}"
        return answer

    def _recode(self, theme: Theme, note: Note | None, do: str) -> None:
        if note is None:
            raise Refused(
                _("Somebody has coded this note anew, or it was taken back. Go on to the next one.")
            )
        chosen = set(self.request.POST.getlist("parts")) if do == "save" else set()
        if do == "save" and not chosen:
            raise Refused(_("Choose one part at least, or say that it is none of them."))
        parts = [part for part in parts_of_split(theme, self.lines) if part.code in chosen]
        if len(parts) != len(chosen):
            raise Refused(_("Choose one of the parts, or none of them."))
        actions.recode_note(self.actor, note, theme, parts)

    def _found(self, code: str) -> tuple[Theme, QuerySet[Note]]:
        rounds = [round for round in fetch.rounds_with_dates(self.area) if self._may_code(round)]
        if not rounds and not self._codes_somewhere():
            if not access.roles_of(self.actor, self.area):
                raise Http404
            access.require(self.actor, self.verb, self.area)
        theme = fetch.fetch_theme(self.area, code)
        self.lines = lineage(self.area)
        return theme, fetch.notes_to_recode(theme).filter(conversation__round__in=rounds)

    def _may_code(self, round: Round) -> bool:
        return bool(self.may(self.verb, within=[round.pk], gate=gate(round, "sensemaking")))

    def _codes_somewhere(self) -> bool:
        """Somebody who codes, though no dates are open today."""
        return any(self.may(self.verb, within=[round.pk]) for round in fetch.rounds(self.area))
