"""What the pages of asks and assemblies print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from listens.assembly.models import Addressee, Ask, Assembly
from listens.assembly.winnability import TEST
from listens.core.marks import MARKS
from listens.core.models import Area

Trail = list[tuple[str, str]]


def trail(area: Area, *, ask: Ask | None = None, assembly: Assembly | None = None, to: str = "") -> Trail:
    """Desk, then the list that `to` names, then the ask or assembly."""
    steps = [(_("Your desk"), reverse("desk", args=[area.slug]))]
    if ask or to == "asks":
        steps.append((_("Asks"), reverse("asks", args=[area.slug])))
    if assembly or to == "assemblies":
        steps.append((_("Assemblies"), reverse("assemblies", args=[area.slug])))
    if ask:
        steps.append((ask.reference, reverse("ask", args=[area.slug, ask.pk])))
    if assembly:
        steps.append((assembly.name, reverse("assembly", args=[area.slug, assembly.pk])))
    return steps


def asks_table(area: Area, asks: list[Ask]) -> dict[str, Any]:
    return {
        "caption": _("Asks"),
        "headings": [_("Reference"), _("Ask"), _("Where it stands"), _("Put to, and the answer")],
        "numeric": [],
        "rows": [
            [
                ask.reference,
                format_html('<a href="{}">{}</a>', reverse("ask", args=[area.slug, ask.pk]), ask.title),
                ask.state_words,
                asked(ask),
            ]
            for ask in asks
        ],
    }


def asked(ask: Ask) -> Any:
    """Each office with its answer, one to a line."""
    lines = [(slot.office, _answer(slot)) for slot in ask.addressees.all()]
    return format_html_join("", "<div>{}{}</div>", lines) if lines else _("Nobody yet")


def _answer(slot: Addressee) -> str:
    return f": {MARKS[slot.answer.kind][2]}" if slot.answer else ""


def tests(ask: Ask) -> list[tuple[bool, str]]:
    """The four questions of the winnability test: passed or not, and what to print."""
    passed = {
        "is_specific": _("It says exactly what is asked."),
        "has_decision_maker": _("Somebody named can say yes to it."),
        "is_yes_or_no": _("It can be answered with yes or no."),
        "is_within_the_time": _("It can be done within the time."),
    }
    return [
        (getattr(ask, name), passed[name] if getattr(ask, name) else str(words))
        for name, words in TEST.items()
    ]


def steps_of(ask: Ask) -> list[dict[str, Any]]:
    """The ask's steps for the timeline, newest first."""
    events = []
    for step in sorted(ask.steps.all(), key=lambda one: one.seq, reverse=True):
        votes = ""
        if step.num_for is not None:
            votes = _("%(for)d for, %(against)d against.") % {
                "for": step.num_for,
                "against": step.num_against,
            }
        text = " ".join(part for part in (votes, step.reason) if part)
        events.append({"when": step.on, "title": step.get_state_display(), "text": text})
    return events


@dataclass(frozen=True)
class Slot:
    """One line of the running order."""

    slot: Addressee
    number: int
    holder: str
    is_first: bool


def slots(assembly: Assembly, order: list[Addressee]) -> list[Slot]:
    lines = []
    for number, slot in enumerate(order, start=1):
        holder = slot.office.holder(assembly.held_on)
        lines.append(Slot(slot, number, holder.name if holder else "", number == 1))
    return lines


def assemblies_table(area: Area, assemblies: list[Assembly]) -> dict[str, Any]:
    rows = []
    for assembly in assemblies:
        answered = [slot for slot in assembly.addressees.all() if slot.answer]
        rows.append(
            [
                format_html(
                    '<a href="{}">{}</a>', reverse("assembly", args=[area.slug, assembly.pk]), assembly.name
                ),
                assembly.held_in_words or assembly.held_on,
                assembly.place,
                _("%(answered)d of %(asked)d")
                % {"answered": len(answered), "asked": len(assembly.addressees.all())},
            ]
        )
    return {
        "caption": _("Assemblies"),
        "headings": [_("Assembly"), _("Day"), _("Place"), _("Answers")],
        "numeric": [],
        "rows": rows,
    }
