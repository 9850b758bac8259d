"""One page with every component on it, served beside the site's own addresses in these tests."""

import datetime as dt
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import URLPattern, URLResolver, path

from listens.config.urls import handler400, handler403, handler404, handler500
from listens.config.urls import urlpatterns as of_the_site
from listens.core import published
from listens.core.access import Decision
from listens.core.charts import bar_chart
from listens.core.days import DayField
from listens.core.marks import MARKS
from listens.core.views import fetch_area

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
PAGE = Path(__file__).with_name("gallery.html")
ON = dt.date(2026, 6, 3)


class EveryField(forms.Form):
    name = forms.CharField(label="Name of the organisation", help_text="As people know it.")
    words = forms.CharField(label="In their own words", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("faith", "Faith"), ("school", "School")], widget=forms.RadioSelect
    )
    uses = forms.MultipleChoiceField(
        label="May be used for",
        choices=[("quote", "A quote"), ("evaluation", "Evaluation")],
        widget=forms.CheckboxSelectMultiple,
    )
    ward = forms.ChoiceField(label="Ward", choices=[("", "Choose"), ("a", "Abbey"), ("b", "Belmont")])
    held_on = DayField(label="When was it?", help_text="For example, 27 3 2026")
    agreed = forms.BooleanField(label="I read it back and they agreed")
    picture = forms.FileField(label="Evidence", required=False)


def context(form: forms.Form) -> dict[str, Any]:
    def people(value: int | None) -> published.Published:
        return published.people_count(
            value,
            definition="Conversations accepted in the round",
            as_at=ON,
            source="Release 2",
        )

    rows = [
        ("Waiting for help with no word", people(1240)),
        ("Damp and repairs", people(905)),
        ("Pay", people(None)),
    ]
    return {
        "form": form,
        "trail": [("Home", "/"), ("Promises", "/promises/")],
        "people": people(1240),
        "hidden": people(None),
        "guess": published.estimate(41.5, 38.2, 44.9, definition="Share", as_at=ON, source="Release 2"),
        "chart": bar_chart(
            "What people spoke of", rows, label_heading="Theme", number_heading="Conversations"
        ),
        "marks": list(MARKS),
        "events": [
            {
                "when": ON,
                "title": "Spoken at the assembly",
                "text": "Yes, if the council joins.",
                "by": "Chair",
            }
        ],
        "table": {
            "caption": "Promises",
            "headings": ["Promise", "Due", "Kept by"],
            "numeric": ["Kept by"],
            "rows": [
                ["No charge for letters", ON, people(120)],
                ["A worker in three mosques", ON, people(None)],
            ],
        },
        "facts": [("Owner", "Chief executive"), ("Due", ON)],
        "decision": Decision(False, "Voting opens on 3 June."),
        "page_obj": Paginator(range(30), 10).page(2),
    }


@login_not_required
def gallery(request: HttpRequest, area: str) -> HttpResponse:
    request.area = fetch_area(area)  # type: ignore[attr-defined]
    form = EveryField(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form.is_valid()
    template = engines["django"].from_string(PAGE.read_text(encoding="utf-8"))
    return HttpResponse(template.render(context(form), request))


urlpatterns: list[URLPattern | URLResolver] = [
    path("<slug:area>/gallery/", gallery, name="gallery"),
    *of_the_site,
]
