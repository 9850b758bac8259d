"""Compiles the language catalogues (.po) into what Django reads (.mo), without gettext on the machine."""

from pathlib import Path

import polib

LOCALE = Path(__file__).parents[1] / "src" / "listens" / "locale"

for catalogue in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
    polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
