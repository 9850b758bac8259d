"""Who sees a message: worked out from the files it stands in.

A catalogue names each message's files. Each group of words begins with the few pages below; whatever page these
extend or include belongs to the group too, and modules by their path. A message of several groups belongs to the
first. What is in no group is for those who work with an account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

HOME = Path(__file__).parents[1] / "src" / "listens"

# Who writes on a phone, who is heard, who votes with a slip, and whoever holds paper of ours.
HEARD = (
    *("listening/templates/listening/*/*.html", "listening/templates/listening/wording/*/*.html"),
    *(
        f"listening/templates/listening/{name}.html"
        for name in (
            "capture*",
            "card",
            "contact",
            "link_card",
            "link_over",
            "open_link",
            "phone*",
            "sent",
            "thanks",
        )
    ),
    *("listening/templates/listening/whom_to_ring.html", "listening/templates/listening/withdraw.html"),
    *(f"safeguarding/templates/safeguarding/{name}.html" for name in ("at_risk", "sent", "ring_now")),
    *(f"feedback/templates/feedback/{name}.html" for name in ("stop", "reply", "reply_thanks")),
    *(f"listening/{name}.py" for name in ("capture_*", "people_forms", "phone*", "letter*", "envelope")),
    *(f"listening/{name}.py" for name in ("intake", "marks", "spoken", "sent_*", "withdrawal_views")),
    *(
        f"listening/{name}.py"
        for name in ("who_was_there", "modes", "models/note", "models/offer", "models/conversation")
    ),
    *(
        f"listening/actions/{name}.py"
        for name in ("answers", "contacts", "cards", "conversations", "links", "withdraw*")
    ),
    *("safeguarding/views/reporting.py", "safeguarding/forms.py", "core/days.py", "core/wording.py"),
    *("core/templatetags/wording.py", "core/errors.py", "core/answers.py", "core/templates/django/*"),
    *("core/languages.py", "core/letterbox.py", "core/text.py", "core/apps.py", "feedback/reply_forms.py"),
    *(f"priorities/templates/priorities/{name}.html" for name in ("ballot*", "slip_words", "print_slips")),
    *(f"priorities/{name}.py" for name in ("views/voting", "actions/casting", "actions/trying")),
)
OFFICE_PAPER = (
    *(f"listening/templates/listening/paper/{name}.html" for name in ("round_sheets", "sheet", "type_in")),
    *(
        f"listening/templates/listening/children/{name}.html"
        for name in ("sessions", "session", "card", "type_in")
    ),
)
PUBLIC = (
    *("public/*", "core/templates/core/*.html", "core/templatetags/*.py"),
    *("core/published.py", "core/marks.py", "core/charts.py"),
    *(
        "core/models/slot_file.py",
        "*/slots.py",
        "*/release_tables.py",
        "alliance/models/organisation.py",
        "sensemaking/beside.py",
    ),
    *(f"places/{name}.py" for name in ("measures", "sentence", "locate", "finding")),
    *("pledges/models/*.py", "assembly/models/*.py", "priorities/models/*.py", "priorities/story*.py"),
    "pledges/presenters.py",
)
GROUPS = {"heard": HEARD, "public": PUBLIC, "staff": ("*",)}
TITLES = {
    "heard": "What listeners, people heard and voters see: phone, cards, sheets, slips",
    "public": "Public pages",
    "staff": "Everything else: pages for those who work with an account",
}
ORDER = list(GROUPS)

_TAKES = re.compile(r"""{%\s*(?:extends|include)\s+"([^"]+)\"""")


@cache
def templates() -> dict[str, str]:
    """The name a template is called by -> its path below `src/listens`."""
    found = {}
    for path in sorted(HOME.glob("*/templates/**/*.html")):
        inside = path.relative_to(HOME)
        found[Path(*inside.parts[2:]).as_posix()] = inside.as_posix()
    return found


def _fits(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(path, pattern) for pattern in patterns)


def _with_what_they_take(paths: set[str]) -> set[str]:
    """These templates and every one that they extend or include, however deep."""
    known, waiting = set(paths), list(paths)
    while waiting:
        for name in _TAKES.findall((HOME / waiting.pop()).read_text(encoding="utf-8")):
            taken = templates().get(name)
            if taken and taken not in known:
                known.add(taken)
                waiting.append(taken)
    return known


@cache
def pages(group: str) -> frozenset[str]:
    """The templates of a group."""
    roots = {path for path in templates().values() if _fits(path, GROUPS[group])}
    if group == "heard":
        roots = {path for path in roots if not _fits(path, OFFICE_PAPER)}
    return frozenset(_with_what_they_take(roots))


def group_of_file(path: str) -> str:
    if path.endswith(".html"):
        return next(group for group in ORDER if path in pages(group) or group == "staff")
    return next(group for group in ORDER if _fits(path, GROUPS[group]))


def group_of(paths: Iterable[str]) -> str:
    """The first group, of those whose files a message stands in."""
    return min((group_of_file(path) for path in paths), key=ORDER.index, default="staff")
