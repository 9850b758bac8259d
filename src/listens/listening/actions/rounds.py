"""Starting, planning and opening a round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.acting import Refused, acting
from listens.core.areas import readiness_gaps
from listens.core.models import Actor, Area
from listens.listening.actions import prompt_data
from listens.listening.actions.reasons import give_first_reasons
from listens.listening.models import Concern, Note, Prompt, Round, StageWindow

RESERVED_SLUGS = frozenset({"start", "plan"})  # words of our own addresses below rounds/
MOST_PROMPTS, LONGEST_PROMPT = 10, 300
MOST_CONCERNS, LONGEST_CONCERN = 30, 150
LONGEST_GRACE = 60
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)


def start_round(
    actor: Actor,
    area: Area,
    *,
    slug: str,
    name: str,
    number: int | None = None,
    prompts: Sequence[str],
    concerns: Sequence[str],
    target_heard: int | None = None,
    previous: Round | None = None,
) -> Round:
    """A new round, planned but not open. Without a number it takes the next one."""
    with acting(actor, "start_round", area) as deed:
        if problem := text.problem_with(name, longest=120):
            raise Refused(problem)
        if not text.key(name):
            raise Refused(_("Give the round a name, like “Autumn 2026”."))
        rounds = Round.objects.filter(area=area)
        if slug in RESERVED_SLUGS or not slug or slugify(slug) != slug or len(slug) > 50:
            raise Refused(_("Choose a short name of small letters, numbers and hyphens, like “autumn-2026”."))
        if number is None:
            number = (rounds.aggregate(last=Max("number"))["last"] or 0) + 1
        for field, value in (("slug", slug), ("number", number)):
            if rounds.filter(**{field: value}).exists():
                raise Refused(_("There is already a round %(it)s. Choose another.") % {"it": f"“{value}”"})
        if previous and previous.area_id != area.pk:
            raise Refused(_("The round before must be one of this area."))
        round = Round.objects.create(
            area=area,
            slug=slug,
            name=name.strip(),
            number=number,
            target_heard=target_heard,
            previous=previous,
        )
        _write(round, prompts, concerns)
        give_first_reasons(area)
        deed.record(round, number=number)
    return round


def change_wording(actor: Actor, round: Round, *, prompts: Sequence[str], concerns: Sequence[str]) -> None:
    """New prompts and concerns, as long as nobody has been asked them."""
    with acting(actor, "plan_round", round.area, within=[round.pk]) as deed:
        round = Round.objects.select_for_update().select_related("area").get(pk=round.pk)
        if round.opened_on:
            raise Refused(
                _(
                    "The round is open, and listeners use these words. They stay as they are until the next round."
                )
            )
        if Note.objects.filter(prompt__round=round).exists():
            raise Refused(_("People have answered these prompts already, so they stay as they are."))
        if _lines(prompts) == [p.text for p in round.prompts.all()] and _lines(concerns) == [
            c.text for c in round.concerns.all()
        ]:
            deed.unchanged()
            return
        said = {prompt.text: prompt for prompt in round.prompts.all()}
        round.prompts.all().delete()
        round.concerns.all().delete()
        _write(round, prompts, concerns)
        prompt_data.carry_over(round, said)
        deed.record(round, prompts=len(_lines(prompts)), concerns=len(_lines(concerns)))


def _write(round: Round, prompts: Sequence[str], concerns: Sequence[str]) -> None:
    asked, listed = _lines(prompts), _lines(concerns)
    if not asked:
        raise Refused(_("Give at least one prompt: the question that listeners ask."))
    for lines, most, longest in (
        (asked, MOST_PROMPTS, LONGEST_PROMPT),
        (listed, MOST_CONCERNS, LONGEST_CONCERN),
    ):
        if len(lines) > most:
            raise Refused(_("These are too many: %(most)d at most, one on each line.") % {"most": most})
        for line in lines:
            if problem := text.problem_with(line, longest=longest):
                raise Refused(problem)
        if len({text.key(line) for line in lines}) < len(lines):
            raise Refused(_("The same line is there twice."))
    Prompt.objects.bulk_create(Prompt(round=round, position=n, text=line) for n, line in enumerate(asked, 1))
    Concern.objects.bulk_create(
        Concern(round=round, position=n, text=line) for n, line in enumerate(listed, 1)
    )


def _lines(typed: Sequence[str]) -> list[str]:
    return [" ".join(line.split()) for line in typed if line.strip()]


def set_window(
    actor: Actor,
    round: Round,
    stage: str,
    *,
    opens_on: dt.date,
    closes_on: dt.date,
    grace_days: int = 0,
    organisation: Organisation | None = None,
) -> StageWindow:
    """When one stage is open, for everybody or for one organisation. Setting it again moves it."""
    with acting(actor, "plan_round", round.area, within=[round.pk]) as deed:
        if stage not in StageWindow.Stage.values:
            raise Refused(_("Choose one of: %(stages)s.") % {"stages": ", ".join(StageWindow.Stage.values)})
        if closes_on < opens_on:
            raise Refused(_("The last day is before the first. Change one of the two."))
        if opens_on < EARLIEST or closes_on > LATEST:
            raise Refused(_("Check the years of the dates."))
        if not 0 <= grace_days <= LONGEST_GRACE:
            raise Refused(_("Days of grace are %(most)d at most.") % {"most": LONGEST_GRACE})
        if organisation and organisation.area_id != round.area_id:
            raise Refused(_("This organisation is not one of the area."))
        window, is_new = StageWindow.objects.select_for_update().get_or_create(
            round=round,
            stage=stage,
            organisation=organisation,
            defaults={"opens_on": opens_on, "closes_on": closes_on, "grace_days": grace_days},
        )
        if not is_new and (window.opens_on, window.closes_on, window.grace_days) == (
            opens_on,
            closes_on,
            grace_days,
        ):
            deed.unchanged()
            return window
        window.opens_on, window.closes_on, window.grace_days = opens_on, closes_on, grace_days
        window.save()
        round.__dict__.get("_prefetched_objects_cache", {}).pop("windows", None)
        deed.record(
            window, stage=stage, opens=opens_on.isoformat(), closes=closes_on.isoformat(), grace=grace_days
        )
    return window


def drop_window(actor: Actor, window: StageWindow) -> None:
    """Take an organisation's own dates away, so that everybody's dates count for it again."""
    with acting(actor, "plan_round", window.round.area, within=[window.round_id]) as deed:
        if window.organisation_id is None:
            raise Refused(_("These are everybody's dates. Change them instead."))
        deed.record(window, stage=window.stage, dropped=True)
        window.delete()


def opening_gaps(round: Round) -> list[str]:
    """What is still missing before this round may open, in words."""
    gaps = readiness_gaps(round.area)
    if not round.prompts.exists():
        gaps.append(_("A prompt to ask"))
    listening = StageWindow.Stage.LISTENING
    if not round.windows.filter(stage=listening, organisation__isnull=True).exists():
        gaps.append(_("The dates of the listening"))
    return gaps


def open_round(actor: Actor, round: Round, on: dt.date | None = None) -> Round:
    """From now on its windows count. Raises Refused with all that is missing. Opening twice changes nothing."""
    with acting(actor, "open_round", round.area, within=[round.pk]) as deed:
        if round.opened_on:
            deed.unchanged()
            return round
        if gaps := opening_gaps(round):
            raise Refused(_("The round cannot open yet. Missing: %(gaps)s.") % {"gaps": "; ".join(gaps)})
        round.opened_on = on or round.area.today()
        round.save(update_fields=["opened_on"])
        deed.record(round, opened=round.opened_on.isoformat())
        deed.tell("round_opened", round=str(round.pk))
    return round
