"""Hands the words of one language and group to a translator as a JSON list, and takes the list back.

    tools/words_to_translate.py write so heard so.json     # what is not translated yet
    tools/words_to_translate.py read so so.json            # into the catalogue

The list: {"msgctxt", "msgid", "msgid_plural", "msgstr": [a form each], "where"}. A translation that lost a blank
or a tag of the English, or whose forms are not all there, is refused and printed; an empty one is left for later.
What is taken back is a translation, never a review: wording people rely on stays blocked (core/wording.py).
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import polib
from language_coverage import catalogues_of, groups_of, is_done, languages, live
from word_groups import GROUPS

BLANKS = re.compile(r"%\(\w+\)[a-zA-Z]|%[sdifr%]|\{\w*\}|</?[a-zA-Z][^>]*>")


def num_forms(catalogue: polib.POFile) -> int:
    found = re.search(r"nplurals=(\d+)", catalogue.metadata["Plural-Forms"])
    assert found
    return int(found[1])


def waiting(catalogue: polib.POFile, group: str) -> list[dict[str, Any]]:
    """What is not translated yet, of one group of words."""
    forms = num_forms(catalogue)
    return [
        {
            "msgctxt": one.msgctxt,
            "msgid": one.msgid,
            "msgid_plural": one.msgid_plural or None,
            "msgstr": [""] * (forms if one.msgid_plural else 1),
            "where": [path for path, _line in one.occurrences],
        }
        for one in groups_of(catalogue)[group]
        if not is_done(one)
    ]


def problem_with(entry: polib.POEntry, forms: list[str], expected: int) -> str:
    """Why these words cannot stand for that message; empty when they can."""
    if len(forms) != expected or not all(isinstance(form, str) and form.strip() for form in forms):
        return f"{expected} forms are needed, none of them empty"
    wanted = Counter(BLANKS.findall(entry.msgid))
    allowed = [wanted, Counter(BLANKS.findall(entry.msgid_plural))] if entry.msgid_plural else [wanted]
    for form in forms:
        found = Counter(BLANKS.findall(form))
        if found not in allowed:
            odd = [*(wanted - found), *(found - wanted)]
            return f"not as in the English: {' '.join(dict.fromkeys(odd))}"
        if "python-format" in entry.flags and "%" in BLANKS.sub("", form):
            return "a % on its own"
        if (form[0] == "\n", form[-1] == "\n") != (entry.msgid[0] == "\n", entry.msgid[-1] == "\n"):
            return "a line break at the beginning or end, and none in the English"
    return ""


def take(catalogue: polib.POFile, given: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Puts each translation into the catalogue: how many were taken, and why others were not."""
    known = {(one.msgctxt, one.msgid): one for one in live(catalogue)}
    taken, refused = 0, []
    for item in given:
        entry = known.get((item.get("msgctxt"), item["msgid"]))
        forms = item.get("msgstr") or []
        if entry is None or not any(forms):
            continue
        expected = num_forms(catalogue) if entry.msgid_plural else 1
        if problem := problem_with(entry, forms, expected):
            refused.append(f"refused ({problem}): {entry.msgid}")
            continue
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(forms))
        else:
            entry.msgstr = forms[0]
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        taken += 1
    return taken, refused


def opened(language: str) -> list[tuple[Path, polib.POFile]]:
    return [(path, polib.pofile(str(path), wrapwidth=0)) for path in catalogues_of(language)]


def write(language: str, group: str, to: Path) -> None:
    words = [one for _path, catalogue in opened(language) for one in waiting(catalogue, group)]
    to.write_text(json.dumps(words, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(words)} messages to translate into {language}")


def read(language: str, file: Path) -> int:
    given = json.loads(file.read_text(encoding="utf-8"))
    known, taken, refused = set(), 0, []
    for path, catalogue in opened(language):
        num, problems = take(catalogue, given)
        catalogue.save(str(path))
        known |= {(one.msgctxt, one.msgid) for one in live(catalogue)}
        taken, refused = taken + num, refused + problems
    refused += [
        f"refused (not a message): {one['msgid']}"
        for one in given
        if (one.get("msgctxt"), one["msgid"]) not in known
    ]
    print(f"{taken} translations taken, {len(refused)} refused", *refused, sep="\n")
    return 1 if refused else 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = asked.add_subparsers(dest="what", required=True)
    writing, reading = what.add_parser("write"), what.add_parser("read")
    for one in (writing, reading):
        one.add_argument("language", choices=languages())
    writing.add_argument("group", choices=list(GROUPS))
    for one in (writing, reading):
        one.add_argument("file", type=Path)
    given = asked.parse_args()
    if given.what == "read":
        return read(given.language, given.file)
    write(given.language, given.group, given.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
