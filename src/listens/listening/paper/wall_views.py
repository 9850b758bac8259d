"""A wall of stickies: what a meeting wrote on the wall, typed in from one page as one conversation."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from listens.alliance.forms import choices_of
from listens.alliance.models import Organisation
from listens.core import text
from listens.core.answering import tried
from listens.core.views import AreaView
from listens.listening import at_hand
from listens.listening.capture_fetch import wards_of
from listens.listening.envelope import MOST_ON_A_WALL, MOST_TIMES
from listens.listening.models import Prompt, Round
from listens.listening.models.note import LONGEST_NOTE
from listens.listening.paper import actions, fetch
from listens.listening.paper.entry_forms import FACTS, PaperForm
from listens.listening.round_presenters import trail

_TALLY = re.compile(r"(.*\S)\s+[x×*]\s*(\d{1,9})", re.IGNORECASE)


def stickies_of(typed: str) -> list[tuple[str, int]]:
    """One sticky a line, with how often it was said: “The lift is broken x4”. Without a tally: once."""
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        tally = _TALLY.fullmatch(line)
        found.append((tally[1], int(tally[2])) if tally else (line, 1))
    return found


class WallForm(PaperForm):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    organisation = forms.ChoiceField(label=gettext_lazy("Whose meeting was it?"))

    def __init__(self, round: Round, organisations: list[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(round.area, *args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        choices_of(self, "organisation").choices = [(str(one.pk), one.name) for one in organisations]
        choices_of(self, "ward").choices = [
            ("", _("Not known, or more than one")),
            *wards_of(round.area, organisations[0]),
        ]
        self.prompts: list[Prompt] = list(round.prompts.all())
        for prompt in self.prompts:
            self.fields[f"stickies-{prompt.position}"] = forms.CharField(
                label=prompt.text,
                required=False,
                max_length=20 * LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
                validators=[text.validate],
            )
        self.order_fields(["organisation", "held_on", "people_heard"])

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]

    def clean(self) -> None:
        self.notes: list[dict[str, Any]] = [
            {"prompt": str(prompt.pk), "text": words, "voice": "listener", "times_said": times}
            for prompt in self.prompts
            for words, times in stickies_of(self.cleaned_data.get(f"stickies-{prompt.position}", ""))
        ]
        if any(note["times_said"] not in range(1, MOST_TIMES + 1) for note in self.notes):
            raise forms.ValidationError(_("A tally is a number from 1 to %(n)d.") % {"n": MOST_TIMES})
        people = self.cleaned_data.get("people_heard")
        over = [note for note in self.notes if people and note["times_said"] > people]
        if over:
            raise forms.ValidationError(
                _("“%(words)s” has %(marks)d marks, but %(people)d took part. Correct whichever is wrong.")
                % {"words": over[0]["text"][:60], "marks": over[0]["times_said"], "people": people}
            )
        if len(self.notes) > MOST_ON_A_WALL:
            raise forms.ValidationError(
                _("That is more than %(n)d stickies. Type them in as two walls.") % {"n": MOST_ON_A_WALL}
            )
        if not self.notes:
            raise forms.ValidationError(_("Type at least one sticky."))

    def item(self) -> dict[str, Any]:
        facts = self.cleaned_data
        return {
            **{name: facts[name] for name in FACTS if name != "channel"},
            "client_id": str(facts["client_id"]),
            "held_on": facts["held_on"].isoformat(),
            "notes": self.notes,
        }


class WallView(AreaView):
    """For a meeting that wrote on the wall. Nothing from a wall is quoted: nobody there was asked one by one."""

    verb = "type_in_wall"
    is_scoped = True

    def get(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        return self._form(WallForm(self.round, self.organisations, initial={"client_id": uuid.uuid4()}))

    def post(self, request: HttpRequest, round: str, **kwargs: Any) -> HttpResponse:
        self._prepare(round)
        form = WallForm(self.round, self.organisations, request.POST)
        if tried(form, lambda: self._keep(form)) is None:
            return self._form(form)
        num = len(form.notes)
        words = ngettext("%(n)d sticky is in.", "%(n)d stickies are in.", num) % {"n": num}
        messages.success(request, words)
        return redirect("type_in_wall", area=self.area.slug, round=round)

    def _keep(self, form: WallForm) -> bool:
        actions.type_in_wall(self.actor, self.round, form.cleaned_data["organisation"], form.item())
        return True

    def _prepare(self, slug: str) -> None:
        self.round, self.organisations = fetch.fetch_round_for(self.actor, self.area, slug, self.verb)

    def _form(self, form: WallForm) -> HttpResponse:
        return self.page(
            "listening/round_form.html",
            form=form,
            heading=_("Type in a wall of stickies"),
            lead=_(
                "One sticky on each line. If several people put their mark to it, write how many behind it: "
                "The lift is broken x4. No names."
            ),
            submit=_("Keep the wall"),
            ring_now=at_hand.for_typing(self.area, self.organisations),
            back=reverse("round_sheets", kwargs={"area": self.area.slug, "round": self.round.slug}),
            trail=trail(self.area, self.round),
        )
