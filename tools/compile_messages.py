"""Compiles the language catalogues (.po) into what Django reads (.mo), without gettext on the machine.

Beside them it writes how much of each language is there, for the page on which an area's languages are chosen.
"""

import json

import polib
from language_coverage import HOME, catalogues_of, count, languages

for language in languages():
    for catalogue in catalogues_of(language):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
(HOME / "locale" / "coverage.json").write_text(json.dumps(count(), indent=1) + "\n", encoding="utf-8")
