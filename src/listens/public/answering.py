"""Answering back to one borough or one kind of organisation: what was heard there, as far as it is safe, and what came
of it, on a page that can be printed and taken back.

Only counts that a release shows are used. Quotes come from the whole area: the same quote on the page of a borough
and on that of a kind would say which organisation it came from (docs/adr/0012).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listens.alliance.models import Organisation
from listens.assembly.models import Ask
from listens.core.languages import as_written
from listens.core.models import Area
from listens.core.published import Published
from listens.places.models import Place
from listens.pledges.models import Pledge
from listens.public import search
from listens.public.figures import Figures
from listens.public.round_story import is_public
from listens.public.voices import Voices, voices
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme

BOROUGH, KIND = "borough", "kind"
MOST_THEMES, MOST_QUOTES = 4, 2  # so that it stays on two or three sheets
AT: dict[str, str | Promise] = {
    Organisation.Kind.FAITH: gettext_lazy("What people at faith groups told us"),
    Organisation.Kind.SCHOOL: gettext_lazy("What people at schools told us"),
    Organisation.Kind.COLLEGE: gettext_lazy("What people at colleges told us"),
    Organisation.Kind.UNIVERSITY: gettext_lazy("What people at universities told us"),
    Organisation.Kind.CHARITY: gettext_lazy("What people at charities told us"),
    Organisation.Kind.UNION: gettext_lazy("What people at trade unions told us"),
    Organisation.Kind.ASSOCIATION: gettext_lazy("What people at associations told us"),
    Organisation.Kind.BUSINESS: gettext_lazy("What people at businesses told us"),
}


@dataclass(frozen=True)
class Group:
    """`label` is a borough's code or a kind; `column` is what a release calls it. `is_own_word`: a name of a place."""

    along: str
    label: str
    column: str
    title: str
    conversations: Published | None
    is_own_word: bool = False

    @property
    def is_shown(self) -> bool:
        return self.conversations is not None and bool(self.conversations.value)


@dataclass(frozen=True)
class Answered:
    """One ask, and the bodies that gave each kind of answer, in the order of their names."""

    title: str
    answers: dict[str, list[str]]


@dataclass(frozen=True)
class OfTheme:
    """One theme that came up there, with what was asked of it and promised in the whole area."""

    voices: Voices
    came_up: Published
    asked: list[Answered]
    pledges: list[Pledge]


def groups(area: Area, figures: Figures) -> list[Group]:
    """Every borough and every kind of community organisation, with how many conversations were held. One query."""
    boroughs = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH)
    found = [
        Group(BOROUGH, one.code, one.name, one.name, _held(figures, BOROUGH, one.name), is_own_word=True)
        for one in boroughs
    ]
    labels = {kind: as_written(words) for kind, words in Organisation.Kind.choices}
    found += [
        Group(KIND, str(kind), labels[kind], _(labels[kind]), _held(figures, KIND, labels[kind]))
        for kind in AT
    ]
    return found


def fetch_group(area: Area, figures: Figures, along: str, label: str) -> Group:
    """Raises Http404 for what is no borough of the area and no kind of organisation."""
    for group in groups(area, figures):
        if (group.along, group.label) == (along, label):
            return group
    raise Http404


def title_of(group: Group) -> str:
    if group.along == KIND:
        return str(AT[group.label])
    return _("What people in %(place)s told us") % {"place": group.title}


@dataclass(frozen=True)
class Told:
    """`themes` are the most heard, in full; of the `others` only how often they came up."""

    themes: list[OfTheme]
    others: list[tuple[Theme, Published]]


def told(area: Area, figures: Figures, group: Group) -> Told | None:
    """Themes whose count there is shown, the most heard first; None when no such table was released.

    A number of queries that does not grow.
    """
    name = f"themes_by_{group.along}"
    kept, printed = figures.kept_tables.get(name), figures.table(name)
    if kept is None or printed is None:
        return None
    if group.column not in kept["columns"]:
        return Told([], [])
    column = kept["columns"].index(group.column)
    shown: dict[UUID, Published] = {}
    themes = []
    for theme in Theme.objects.filter(area=area, parent=None):
        line = figures.line_of(name, theme)
        if line is not None and printed.rows[line].values[column].value:
            themes.append(theme)
            shown[theme.pk] = printed.rows[line].values[column]
    themes.sort(key=lambda one: (-(shown[one.pk].value or 0), one.position))
    themes, others = themes[:MOST_THEMES], themes[MOST_THEMES:]
    heard = voices(area, themes, figures, most=MOST_QUOTES)
    above = {part.pk: one.theme.pk for one in heard for part in one.parts}
    above |= {theme.pk: theme.pk for theme in themes}
    above |= {old: above[now] for old, now in lineage(area).behind(above).items()}
    asked, pledges = _asked(area, above.keys()), _pledges(area, above.keys())

    def is_of(theme: UUID, ask: Ask | None) -> bool:
        return bool(
            ask and ask.proposal and any(above.get(one.pk) == theme for one in ask.proposal.themes.all())
        )

    in_full = [
        OfTheme(
            one,
            shown[one.theme.pk],
            [_answered(each) for each in asked if is_of(one.theme.pk, each)],
            [pledge for pledge in pledges if is_of(one.theme.pk, pledge.ask)],
        )
        for one in heard
    ]
    return Told(in_full, [(theme, shown[theme.pk]) for theme in others])


def _held(figures: Figures, along: str, column: str) -> Published | None:
    kept, printed = figures.kept_tables.get(f"heard_by_{along}"), figures.table(f"heard_by_{along}")
    if kept is None or printed is None or [column] not in kept["rows"]:
        return None
    return printed.rows[kept["rows"].index([column])].values[0]


def _asked(area: Area, themes: Collection[UUID]) -> list[Ask]:
    asks = Ask.objects.filter(area=area, proposal__themes__in=themes).distinct().for_list()
    return [ask for ask in asks.prefetch_related("proposal__themes") if is_public(ask)]


def _answered(ask: Ask) -> Answered:
    answers: dict[str, set[str]] = {}
    for to in ask.addressees.all():
        if to.answer:
            answers.setdefault(to.answer.kind, set()).add(to.office.organisation.name)
    return Answered(ask.title, {kind: sorted(names) for kind, names in answers.items()})


def _pledges(area: Area, themes: Collection[UUID]) -> list[Pledge]:
    found = Pledge.objects.of_area(area).filter(ask__proposal__themes__in=themes).distinct()
    return list(search.listed(found.with_standing(area.today()), area))
