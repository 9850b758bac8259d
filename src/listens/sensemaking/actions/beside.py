"""Which figures stand beside a theme, and whether they agree with what people said. Undoing is one more row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Refused, Stale, acting
from listens.core.models import Actor
from listens.places.measures import MEASURES
from listens.places.models import Place
from listens.sensemaking.beside import beside
from listens.sensemaking.models import DataLabel, IndicatorChoice, Theme

MOST_INDICATORS = 6
LONGEST_SENTENCE = 300
Label = DataLabel.Label
_RANKING = re.compile(r"\b(worst|league tables?|ranks?|ranked|ranking)\b", re.IGNORECASE)


def choose_indicators(
    actor: Actor, theme: Theme, keys: Iterable[str], *, seen_seq: int | None = None
) -> IndicatorChoice | None:
    """The first of `keys` is the one that is drawn. Raises Refused for an unknown one or too many, Stale as usual.

    None where nothing was chosen before either.
    """
    keys = list(dict.fromkeys(keys))
    with acting(actor, "choose_indicators", theme.area) as deed:
        Theme.objects.select_for_update().get(pk=theme.pk)
        newest = IndicatorChoice.objects.filter(theme=theme).last()
        _check_seen(seen_seq, newest)
        known = {measure.key for measure in MEASURES}
        if unknown := [key for key in keys if key not in known]:
            raise Refused(
                _("There is no figure called “%(key)s”. Choose from the list.")
                % {"key": text.shown(unknown[0], 60)}
            )
        if len(keys) > MOST_INDICATORS:
            raise Refused(
                _("Choose at most %(n)d figures: more is a wall of numbers.") % {"n": MOST_INDICATORS}
            )
        if keys == (newest.keys if newest else []):
            deed.unchanged()
            return newest
        made = _choice(actor, theme, keys, newest)
        deed.record(made, keys=keys)
    return made


def undo_indicators(actor: Actor, theme: Theme, *, seen_seq: int | None = None) -> IndicatorChoice:
    """The choice before the newest stands again; before the first there was none. Raises Refused without a choice."""
    with acting(actor, "choose_indicators", theme.area) as deed:
        Theme.objects.select_for_update().get(pk=theme.pk)
        rows = list(IndicatorChoice.objects.filter(theme=theme).order_by("-seq")[:2])
        _check_seen(seen_seq, rows[0] if rows else None)
        if not rows:
            raise Refused(_("No figure has been chosen for this theme yet, so there is nothing to undo."))
        made = _choice(actor, theme, rows[1].keys if len(rows) > 1 else [], rows[0])
        deed.record(made, keys=made.keys, is_undone=True)
    return made


def compare_with_data(
    actor: Actor,
    theme: Theme,
    place: Place | None,
    *,
    label: str,
    sentence: str = "",
    seen_seq: int | None = None,
) -> DataLabel:
    """One person's finding on the figures as they are now; "taken_back" takes the last one away.

    Raises Refused for agree or differ without figures, a missing sentence, or one that ranks places; Stale as usual.
    """
    sentence = " ".join(sentence.split())
    with acting(actor, "compare_with_data", theme.area) as deed:
        Theme.objects.select_for_update().get(pk=theme.pk)
        if place is not None and place.area_id != theme.area_id:
            raise Refused(_("That place belongs to another area."))
        found = beside(theme, place)
        _check_seen(seen_seq, found.newest)
        _check_label(label, sentence, has_figures=found.has_figures)
        if label == Label.TAKEN_BACK:
            sentence = ""
        newest = found.newest
        if newest is None and label == Label.TAKEN_BACK:
            raise Refused(_("Nobody has compared them yet, so there is nothing to take back."))
        if newest and not found.is_outdated and (newest.label, newest.sentence) == (label, sentence):
            deed.unchanged()
            return newest
        made = DataLabel.objects.create(
            theme=theme,
            place=place,
            seq=newest.seq + 1 if newest else 1,
            label=label,
            sentence=sentence,
            figures=found.figures,
            by=actor,
            on=theme.area.today(),
        )
        deed.record(made, label=label, place=place.code if place else "")
    return made


def _check_label(label: str, sentence: str, *, has_figures: bool) -> None:
    if label not in Label.values:
        raise Refused(_("Choose one of the answers."))
    if label == Label.TAKEN_BACK:
        return
    if label != Label.NO_DATA and not has_figures:
        raise Refused(
            _("There are no figures to compare with here. Choose some first, or say “No local data”.")
        )
    if not sentence:
        raise Refused(_("Say in one sentence why."))
    if problem := text.problem_with(sentence, longest=LONGEST_SENTENCE):
        raise Refused(problem)
    if ranking := _RANKING.search(sentence):
        raise Refused(
            _("Say what the figure is, and do not rank places: leave out “%(word)s”.") % {"word": ranking[0]}
        )


def _check_seen(seen_seq: int | None, newest: IndicatorChoice | DataLabel | None) -> None:
    if seen_seq is not None and seen_seq != (newest.seq if newest else 0):
        raise Stale(_("Somebody else has changed this since you looked. Look at it again, then save."))


def _choice(actor: Actor, theme: Theme, keys: list[str], newest: IndicatorChoice | None) -> IndicatorChoice:
    return IndicatorChoice.objects.create(
        theme=theme, seq=newest.seq + 1 if newest else 1, keys=keys, by=actor, on=theme.area.today()
    )
