"""How much of each language is there, and which wording people rely on is still blocked for want of a reader."""

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from listens.core.wording import CONTEXT, digest, reviewed  # noqa: E402

for path in sorted((ROOT / "src" / "listens" / "locale").glob("*/LC_MESSAGES/django.po")):
    language = path.parents[1].name
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    done = [entry for entry in entries if entry.translated()]
    print(f"{language}: {len(done)} of {len(entries)} messages translated")
    relied_on = [entry for entry in entries if entry.msgctxt == CONTEXT]
    read = reviewed().get(language, {})
    blocked = [
        entry
        for entry in relied_on
        if not entry.translated() or digest(entry.msgid, entry.msgstr) not in read
    ]
    print(
        f"{language}: {len(relied_on) - len(blocked)} of {len(relied_on)} wordings people rely on are reviewed"
    )
    for entry in blocked:
        if entry.translated():
            print(
                f'  blocked: "{digest(entry.msgid, entry.msgstr)}" = "who, for whom, when"  # {entry.msgid}'
            )
        else:
            print(f"  blocked, not translated: {entry.msgid}")
