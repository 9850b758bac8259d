"""How the newest run of a round stands, in words for a page, and what stood before it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listens.core import jobs
from listens.core.models import JobRun
from listens.core.watching import Watched, watch
from listens.listening.models import Round
from listens.sensemaking.machine.languages import listed
from listens.sensemaking.models import ThemeRun


@dataclass(frozen=True)
class Standing:
    """`job` is the newest run that was asked for, `finished` the newest that came to its end: its results stand.

    `doing` is what it is at, in a sentence.
    """

    job: Watched | None
    doing: str
    finished: ThemeRun | None

    @property
    def is_held(self) -> bool:
        """It goes on, or failed and can be tried again: no other can start."""
        return self.job is not None and (self.job.is_going or self.has_failed)

    @property
    def has_failed(self) -> bool:
        return self.job is not None and self.job.state == "failed"

    @property
    def was_stopped(self) -> bool:
        return self.job is not None and self.job.state == "cancelled"


def newest_run(round: Round, kind: str) -> JobRun | None:
    runs = JobRun.objects.filter(area=round.area, kind=kind, settings__round=str(round.pk))
    return runs.order_by("-asked_at").first()


def standing(round: Round, kind: str, results: str) -> Standing:
    run = newest_run(round, kind)
    finished = ThemeRun.objects.newest(round, results)
    if run is None:
        return Standing(None, "", finished)
    return Standing(watch(run), _doing(run), finished)


def _doing(run: JobRun) -> str:
    names = {
        "known": _("It finds which words are no names."),
        "read": _("It reads the notes."),
        "covered": _("It compares the notes that people have given a theme."),
        "novel": _("It looks which notes are unlike those."),
        "sample": _("It finds which notes say the same."),
        "graph": _("It looks which notes are alike."),
        "level": _("It sorts the notes into groups, again and again."),
        "lasting": _("It looks which groups stay together when some notes are left out."),
        "count": _("It counts the notes of each group."),
        "describe": _("It looks for the words that tell the groups apart."),
        "train": _("It learns from what people decided."),
        "assign": _("It looks which themes the other notes may be about."),
    }
    step = run.steps.filter(stage=jobs.progress(run).stage).values_list("key", flat=True).first() or ""
    return names.get(step.partition("-")[0], _("It puts the results in their place."))


def left_out_in_words(finished: ThemeRun) -> str:
    """How many notes the model could not read, and in which languages."""
    if not finished.num_left_out:
        return ""
    languages = {code: num for code, num in finished.manifest.get("left_out", {}).items() if code != "none"}
    told = ngettext(
        "%(n)d note was left out, because the computer cannot read it. Please code it by hand.",
        "%(n)d notes were left out, because the computer cannot read them. Please code them by hand.",
        finished.num_left_out,
    ) % {"n": finished.num_left_out}
    if not languages:
        return told
    return f"{told} " + _("By language: %(list)s.") % {"list": listed(languages)}


def poorly_in_words(finished: ThemeRun) -> str:
    """How many notes the model read although it knows their language little."""
    languages = finished.manifest.get("poorly", {})
    num = sum(languages.values())
    if not num:
        return ""
    told = ngettext(
        "%(n)d note is in a language that the computer reads poorly.",
        "%(n)d notes are in languages that the computer reads poorly.",
        num,
    ) % {"n": num}
    read = _(
        "Read these yourselves as far as you can: what it suggests for them is often wrong, and is never accepted"
        " together with others."
    )
    return f"{told} {_('By language: %(list)s.') % {'list': listed(languages)}} {read}"
