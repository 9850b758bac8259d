"""Collects every word of the pages into the catalogues, and begins one for each language of the settings.

Django's own `makemessages`, with two things changed: a translation is never guessed from a similar sentence
(what is guessed would have to be found again), and each message says which files it stands in (word_groups.py).
"""

import os
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
HOME = ROOT / "src" / "listens"
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
sys.path.insert(0, str(ROOT))

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management.commands import makemessages  # noqa: E402

# As in the gettext manual; French counts none as one.
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5;",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "pt": "nplurals=2; plural=(n != 1);",
    "so": "nplurals=2; plural=(n != 1);",
    "ta": "nplurals=2; plural=(n != 1);",
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}


class Command(makemessages.Command):
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


def begin(language: str) -> None:
    """An empty catalogue with the plural forms of its language."""
    path = HOME / "locale" / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        return
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "listens",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    path.parent.mkdir(parents=True)
    catalogue.save(str(path))


def collect() -> None:
    django.setup()
    languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    for language in languages:
        begin(language)
    os.chdir(HOME)
    arguments = [f"--locale={language}" for language in languages]
    arguments += ["--add-location=file", "--no-wrap", "--no-obsolete", "--verbosity=0"]
    arguments += ["--ignore=static_built/*", "--ignore=demo/*"]
    Command().run_from_argv(["tools", "collect_words", *arguments])
    for path in HOME.glob("locale/*/LC_MESSAGES/django.po"):
        tidy(path)


def tidy(path: Path) -> None:
    """As words_to_translate.py writes it, and without a date, which would make every collecting a change."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for name in ("POT-Creation-Date", "Report-Msgid-Bugs-To"):
        catalogue.metadata.pop(name, None)
    catalogue.save(str(path))


if __name__ == "__main__":
    collect()
