"""Filling the places for films, audio and Easy Read; and showing what is in them to anybody."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.core import media, text
from listens.core.answering import tried
from listens.core.models import Area, SlotFile
from listens.core.serving import send_file
from listens.core.views import AreaView

AN_HOUR = 3600  # so long a browser may keep what was taken away


class AddFileForm(forms.Form):
    where = forms.ChoiceField(label=gettext_lazy("Where is it shown?"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=SlotFile.Kind.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy(
            "Of what is spoken or written in it; for a film, of the words you write below."
        ),
    )
    words = forms.CharField(
        label=gettext_lazy("What is said in it, or what can be seen"),
        max_length=media.LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=gettext_lazy("For whoever can neither see nor hear it. It is shown beside it."),
        validators=[text.validate],
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A film as mp4 or webm, audio as mp3, m4a or ogg, Easy Read as pdf."),
        max_length=200,
    )

    def __init__(self, area: Area, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [
            (f"{slot.name}:{about}", f"{slot.words}: {words}" if about else str(slot.words))
            for slot in media.SLOTS.values()
            for about, words in [("", ""), *slot.abouts(area)]
        ]
        cast(forms.ChoiceField, self.fields["where"]).choices = places
        languages = [(code, media.language_name(code)) for code in area.languages]
        cast(forms.ChoiceField, self.fields["language"]).choices = languages

    def details(self) -> dict[str, Any]:
        """What the action takes."""
        typed = dict(self.cleaned_data)
        slot, _colon, about = typed.pop("where").partition(":")
        return {**typed, "slot": slot, "about": about}


class MediaFilesView(AreaView):
    verb = "change_media"

    def get(self, request: HttpRequest) -> HttpResponse:
        slots = [(slot, media.with_abouts(self.area, slot)) for slot in media.SLOTS.values()]
        return self.page("core/media_files.html", slots=slots, trail=desk_trail(self.area))


class AddMediaView(AreaView):
    verb = "change_media"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._form(AddFileForm(self.area, initial={"where": request.GET.get("where", "")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddFileForm(self.area, request.POST, request.FILES)
        if tried(form, lambda: media.add_file(self.actor, self.area, **form.details())) is None:
            return self._form(form)
        messages.success(request, _("It is there now."))
        return redirect("media_files", area=self.area.slug)

    def _form(self, form: AddFileForm) -> HttpResponse:
        back = reverse("media_files", kwargs={"area": self.area.slug})
        trail = [*desk_trail(self.area), (_("Films, audio and Easy Read"), back)]
        return self.page("core/add_media.html", form=form, back=back, trail=trail)


class RemoveMediaView(AreaView):
    verb = "change_media"

    def post(self, request: HttpRequest, file: UUID) -> HttpResponse:
        media.remove_file(self.actor, fetch_file(self.area, file))
        messages.success(request, _("It was taken away."))
        return redirect("media_files", area=self.area.slug)


class ShowMediaView(AreaView):
    """One file, as the players and links of a page ask for it."""

    verb = "see_media"

    def get(self, request: HttpRequest, file: UUID) -> HttpResponseBase:
        found = fetch_file(self.area, file)
        try:
            opened = found.file.open("rb")
        except FileNotFoundError:
            raise Http404
        answer = send_file(request, opened, found.size, media.content_type_of(found))
        is_played = found.kind != SlotFile.Kind.EASY_READ
        name = f"{found.slot}-{found.kind}-{found.language}{PurePath(str(found.file.name)).suffix}"
        kind = "inline" if is_played else "attachment"
        answer.headers["Content-Disposition"] = f'{kind}; filename="{name}"'
        answer.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
        return answer


class MediaOfView(AreaView):
    """All that is in one place, on a page of its own: for paper to name and for a listener to hold out."""

    verb = "see_media"

    def get(self, request: HttpRequest, slot: str) -> HttpResponse:
        if slot not in media.SLOTS or not (files := media.with_abouts(self.area, media.SLOTS[slot])):
            raise Http404
        return self.page("core/media_of.html", slot=media.SLOTS[slot], files=files)


def fetch_file(area: Area, pk: UUID) -> SlotFile:
    found = SlotFile.objects.filter(area=area, pk=pk).select_related("area").first()
    if found is None:
        raise Http404
    return found


def desk_trail(area: Area) -> list[tuple[str, str]]:
    return [(_("Your desk"), reverse("desk", kwargs={"area": area.slug}))]
