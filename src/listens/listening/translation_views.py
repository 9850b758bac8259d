"""Writing a translation beside a note."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.forms import choices_of
from listens.core.answering import tried
from listens.core.text import validate as no_odd_characters
from listens.core.views import AreaView
from listens.listening import actions, capture_fetch
from listens.listening.models import Note, NoteTranslation
from listens.listening.models.note import LONGEST_NOTE
from listens.listening.round_presenters import review_trail
from listens.listening.spoken import direction, languages_for, name_of
from listens.listening.translations import beside


class TranslationForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language of the translation"))
    text = forms.CharField(
        label=gettext_lazy("Translation"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=gettext_lazy("As close to what was said as you can. Add nothing and leave nothing out."),
        validators=[no_odd_characters],
    )
    made_by = forms.ChoiceField(
        label=gettext_lazy("Who translated it?"),
        choices=NoteTranslation.MadeBy.choices,
        widget=forms.RadioSelect,
    )
    seen_seq = forms.IntegerField(widget=forms.HiddenInput)
    seen_strike = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, note: Note, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in languages_for(note.area) if one[0] not in (note.language, "und")]
        choices_of(self, "language").choices = others


class TranslateNoteView(AreaView):
    """The note with what is beside it already. Opening this page is recorded as reading."""

    verb = "translate_note"

    def get(self, request: HttpRequest, note: UUID) -> HttpResponse:
        found = capture_fetch.fetch_note_to_translate(self.actor, self.area, note)
        seen = {
            name: max((one.seq for one in rows), default=0)
            for name, rows in (("seen_seq", found.translations.all()), ("seen_strike", found.strikes.all()))
        }
        return self._form(found, TranslationForm(found, initial=seen))

    def post(self, request: HttpRequest, note: UUID) -> HttpResponse:
        found = capture_fetch.fetch_note_to_translate(self.actor, self.area, note)
        form = TranslationForm(found, request.POST)
        if tried(form, lambda: actions.translate_note(self.actor, found, **form.cleaned_data)) is None:
            return self._form(found, form)
        messages.success(request, _("The translation stands beside the note. The note is as it was."))
        return redirect("translate_note", area=self.area.slug, note=note)

    def _form(self, note: Note, form: TranslationForm) -> HttpResponse:
        actions.read_notes(self.actor, note.conversation)
        return self.page(
            "listening/translate_note.html",
            note=note,
            spoken=name_of(note.language),
            direction=direction(note.language),
            translations=beside(note),
            form=form,
            trail=review_trail(
                self.area, sees_queue=bool(self.may("see_queue")), conversation=note.conversation
            ),
        )
