"""No page and no form can show wording that people rely on around the gate of `core.wording`."""

import re
from pathlib import Path

import polib
import pytest

import listens
from listens.core import wording

SOURCE = Path(listens.__file__).parent
GATED = re.compile(r"{% reviewed\b.*?{% endreviewed %}", re.DOTALL)
CATALOGUES = sorted((SOURCE / "locale").glob("*/LC_MESSAGES/django.po"))
USES = [
    path
    for pattern in ("*/templates/**/*.html", "**/*.py")
    for path in sorted(SOURCE.glob(pattern))
    if f'"{wording.CONTEXT}"' in path.read_text(encoding="utf-8") and path.parent != SOURCE / "core"
]


def test_the_gate_is_used() -> None:
    assert {path.suffix for path in USES} == {".html", ".py"}


@pytest.mark.parametrize("path", USES, ids=lambda path: path.name)
def test_wording_that_needs_review_passes_the_gate(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        assert f'"{wording.CONTEXT}"' not in GATED.sub("", source)
    elif "pgettext(" in source:
        assert "from listens.core.wording import pgettext" in source


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_a_translation_keeps_every_blank_that_is_filled_in(path: Path) -> None:
    blanks = re.compile(r"%\(\w+\)[a-z]|%[a-z]")
    for entry in polib.pofile(str(path)).translated_entries():
        for translated in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert set(blanks.findall(translated)) == set(blanks.findall(entry.msgid)), entry.msgid


def test_who_reviewed_is_written_down_for_languages_that_exist() -> None:
    languages = {path.parents[1].name for path in CATALOGUES}
    for language, read in wording.reviewed().items():
        assert language in languages
        assert all(who.strip() for who in read.values())
