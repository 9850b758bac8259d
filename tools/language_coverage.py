"""How much of each language is there, by who sees the words, and which wording people rely on is still blocked.

`count` is also what the compiler of the catalogues keeps for the page on which an area chooses its languages.
A message counts as done when it has words in every plural form and nobody has marked them as a guess; wording
people rely on counts as read only when `locale/reviewed.toml` names who read those very words.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import polib
from word_groups import GROUPS, HOME, TITLES, group_of

sys.path.insert(0, str(HOME.parent))

from listens.core.wording import CONTEXT, digest, reviewed

RELIED_ON = "relied_on"


def languages() -> list[str]:
    return sorted(path.parents[1].name for path in HOME.glob("locale/*/LC_MESSAGES/django.po"))


def catalogues_of(language: str) -> list[Path]:
    """Ours, and that of Django's own words where Django has none in that language."""
    folders = (HOME / "locale", HOME / "config" / "django_words")
    paths = [folder / language / "LC_MESSAGES" / "django.po" for folder in folders]
    return [path for path in paths if path.exists()]


def live(catalogue: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    return [entry for entry in catalogue if not entry.obsolete]


def is_done(entry: polib.POEntry) -> bool:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return bool(forms) and all(forms) and "fuzzy" not in entry.flags


def is_read(entry: polib.POEntry, read: dict[str, str]) -> bool:
    return is_done(entry) and digest(entry.msgid, entry.msgstr) in read


def groups_of(catalogue: Iterable[polib.POEntry]) -> dict[str, list[polib.POEntry]]:
    """Group of words -> its messages."""
    found: dict[str, list[polib.POEntry]] = {group: [] for group in GROUPS}
    for entry in live(catalogue):
        found[group_of(path for path, _line in entry.occurrences)].append(entry)
    return found


def measure(catalogue: Iterable[polib.POEntry], read: dict[str, str]) -> dict[str, dict[str, int]]:
    """Group -> how many messages, how many translated; and of the wording people rely on how many a person read."""
    catalogue = list(catalogue)
    counted = {
        group: {"words": len(entries), "done": sum(map(is_done, entries))}
        for group, entries in groups_of(catalogue).items()
    }
    relied_on = [entry for entry in live(catalogue) if entry.msgctxt == CONTEXT]
    counted[RELIED_ON] = {"words": len(relied_on), "done": sum(is_read(entry, read) for entry in relied_on)}
    return counted


def entries_of(language: str) -> list[polib.POEntry]:
    return [entry for path in catalogues_of(language) for entry in polib.pofile(str(path))]


def count() -> dict[str, dict[str, dict[str, int]]]:
    return {language: measure(entries_of(language), reviewed().get(language, {})) for language in languages()}


def blocked(language: str) -> list[str]:
    """The line to add to `reviewed.toml` for each wording that is translated and that nobody has read."""
    read = reviewed().get(language, {})
    relied_on = [one for one in live(entries_of(language)) if one.msgctxt == CONTEXT]
    return [
        f'"{digest(one.msgid, one.msgstr)}" = "who, for whom, when"  # {one.msgid}'
        if is_done(one)
        else f"not translated: {one.msgid}"
        for one in relied_on
        if not is_read(one, read)
    ]


def share(counted: dict[str, int]) -> str:
    per_cent = counted["done"] * 100 // counted["words"] if counted["words"] else 0
    return f"{counted['done']} of {counted['words']} ({per_cent} %)"


def table(languages: dict[str, dict[str, dict[str, int]]]) -> str:
    """The figures as a table in Markdown."""
    headings = ["Language", *TITLES.values(), "Wording people rely on, read by a person"]
    rows = [
        [name, *(share(counted[key]) for key in [*GROUPS, RELIED_ON])] for name, counted in languages.items()
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [headings, ["---"] * len(headings), *rows])


INTRODUCTION = """# How much of each language is there

Printed by `make coverage-languages` from the catalogues; not written by hand. English is the source. A message
that has no translation is shown in English. Wording about consent, safeguarding, crisis and ballots is shown in
another language only when a person who reads it has signed for those very words (`src/listens/locale/reviewed.toml`);
until then it is in English, and the page says so.
"""


def page(printed: str) -> str:
    return f"{INTRODUCTION}\n{printed}\n"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", type=Path, help="the page to write the table into")
    asked.add_argument("--blocked", metavar="LANGUAGE", help="list the wording that waits for a reader")
    given = asked.parse_args()
    if given.blocked:
        print("\n".join(blocked(given.blocked)))
        return
    printed = table(count())
    if given.write:
        given.write.write_text(page(printed), encoding="utf-8")
    print(printed)


if __name__ == "__main__":
    main()
