"""The codebook as it is while the rows of a file come in: what is here, and what was put on the shelf since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from listens.core import text
from listens.core.acting import Deed, Refused
from listens.core.models import Area
from listens.sensemaking.actions.codebook_rules import check_code, check_words
from listens.sensemaking.actions.examples import LONGEST as LONGEST_EXAMPLE
from listens.sensemaking.actions.examples import MOST as MOST_EXAMPLES
from listens.sensemaking.lineage import lineage
from listens.sensemaking.models import Theme, ThemeExample
from listens.sensemaking.signs import LONGEST as LONGEST_SIGN
from listens.sensemaking.signs import sign_for

Row = tuple[int, dict[str, str]]


@dataclass
class Shelf:
    """The codebook as it is while rows come in. `examples` are the typed ones of each theme, `merged` says which theme
    each that was merged counts for.
    """

    area: Area
    themes: list[Theme]
    examples: dict[UUID, dict[bool, list[str]]]
    foreign: set[UUID]  # ids of the file that are themes of other areas
    merged: dict[UUID, Theme]
    known: dict[str, Theme] = field(default_factory=dict)
    signs: set[str] = field(default_factory=set)
    fresh: list[Theme] = field(default_factory=list)
    fresh_examples: list[ThemeExample] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = {theme.code: theme for theme in self.themes}
        self.signs = {theme.sign.casefold() for theme in self.themes}
        self.by_id = {theme.pk: theme for theme in self.themes}

    def theme_of(self, row: dict[str, str]) -> Theme | None:
        """The theme that is here already, by its id, else by its code."""
        guid = row.get("guid")
        return (self.by_id.get(UUID(guid)) if guid else None) or self.known.get(row["code"])


def shelf_of(area: Area, rows: Sequence[Row]) -> Shelf:
    """Five queries at most."""
    guids = {UUID(row["guid"]) for _number, row in rows if row.get("guid")}
    themes = list(Theme.objects.filter(area=area).select_related("parent"))
    examples: dict[UUID, dict[bool, list[str]]] = {}
    typed = ThemeExample.objects.filter(theme__area=area, note=None, taken_off_on=None)
    for theme, is_counter, words in typed.values_list("theme", "is_counter", "text"):
        examples.setdefault(theme, {True: [], False: []})[is_counter].append(words)
    foreign = set(Theme.objects.filter(pk__in=guids).exclude(area=area).values_list("pk", flat=True))
    return Shelf(area, themes, examples, foreign, lineage(area).ends())


def put_on(deed: Deed, shelf: Shelf, row: dict[str, str]) -> None:
    """Puts a theme on the shelf. Raises Refused for what it cannot be."""
    area, guid = shelf.area, row.get("guid")
    parent = shelf.known.get(row.get("parent", ""))
    check_code(row["code"])
    if parent is not None and parent.parent_id:
        raise Refused(_("A codebook has two levels. Choose a theme of the first level as the parent."))
    if parent is not None and (into := shelf.merged.get(parent.pk)):
        raise Refused(
            _("“%(theme)s” was merged into “%(into)s”. Choose that one as the parent.")
            % {"theme": parent.name, "into": into.name}
        )
    theme = Theme(
        area=area,
        code=row["code"],
        parent=parent,
        added_on=area.today(),
        parked_on=area.today() if row.get("parked") else None,
        **{
            name: check_words(name, row.get(name, ""))
            for name in ("name", "definition", "include", "exclude")
        },
    )
    if guid and UUID(guid) not in shelf.foreign:
        theme.pk = UUID(guid)
    examples = [*_examples(row, "examples", False), *_examples(row, "counter_examples", True)]
    if len(examples) > MOST_EXAMPLES:
        raise Refused(_("A theme has at most %(n)d examples.") % {"n": MOST_EXAMPLES})
    theme.sign = _sign(row.get("sign", "").strip(), theme.name, shelf.signs)
    for position, (words, is_counter) in enumerate(examples):
        shelf.fresh_examples.append(
            ThemeExample(
                theme=theme,
                text=words,
                is_counter=is_counter,
                position=position,
                by=deed.actor,
                on=area.today(),
            )
        )
    shelf.signs.add(theme.sign.casefold())
    shelf.known[theme.code] = theme
    shelf.fresh.append(theme)


def _sign(wanted: str, name: str, taken: set[str]) -> str:
    """The file's own, where nobody has it yet."""
    if wanted and len(wanted) <= LONGEST_SIGN and wanted.isalnum() and wanted.casefold() not in taken:
        return wanted
    return sign_for(name, taken)


def _examples(row: dict[str, str], name: str, is_counter: bool) -> list[tuple[str, bool]]:
    """One a line. Raises Refused for one that is too long or unreadable."""
    kept = dict.fromkeys(" ".join(line.split()) for line in row.get(name, "").splitlines())
    for words in kept:
        if problem := text.problem_with(words, longest=LONGEST_EXAMPLE):
            raise Refused(problem)
    return [(words, is_counter) for words in kept if words]
