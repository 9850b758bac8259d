"""Places kept free for films in British Sign Language, audio and Easy Read: which there are, and what fills them.

    media.declare("ballot", _("How the vote works"), abouts=...)     # a room, in its slots.py
    {% media_slot "ballot" about=round.slug %}                       # its template: nothing where nothing is

The files lie in the folder of uploads (MEDIA_ROOT), never among the static files; backups hold them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from listens.core import languages, retention, text
from listens.core.acting import Refused, acting
from listens.core.models import Actor, Area, SlotFile

Kind = SlotFile.Kind
MEGABYTE = 1_000_000
LONGEST_WORDS = 20_000
RETAINED = "films, audio and Easy Read"


@dataclass(frozen=True)
class Slot:
    """`abouts` gives (value, words) of what a file may be about, for an area: its rounds."""

    name: str
    words: Any
    abouts: Callable[[Area], list[tuple[str, str]]]


SLOTS: dict[str, Slot] = {}

# What may be sent: its content type, and how the file begins (from which byte).
TYPES: dict[str, dict[str, tuple[str, int, tuple[bytes, ...]]]] = {
    Kind.BSL: {
        ".mp4": ("video/mp4", 4, (b"ftyp",)),
        ".webm": ("video/webm", 0, (b"\x1aE\xdf\xa3",)),
    },
    Kind.AUDIO: {
        ".mp3": ("audio/mpeg", 0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
        ".m4a": ("audio/mp4", 4, (b"ftyp",)),
        ".ogg": ("audio/ogg", 0, (b"OggS",)),
    },
    Kind.EASY_READ: {".pdf": ("application/pdf", 0, (b"%PDF-",))},
}
LARGEST = {Kind.BSL: 200 * MEGABYTE, Kind.AUDIO: 50 * MEGABYTE, Kind.EASY_READ: 20 * MEGABYTE}


def declare(name: str, words: Any, abouts: Callable[[Area], list[tuple[str, str]]]) -> None:
    SLOTS[name] = Slot(name, words, abouts)


def files_of(area: Area, slot: str = "") -> QuerySet[SlotFile]:
    """What stands in a slot; without one, in all of them."""
    files = SlotFile.objects.filter(area=area)
    return files.filter(slot=slot) if slot else files


def shown(area: Area, slot: str, about: str = "") -> list[SlotFile]:
    """As `files_of` a slot, read once for all slots of a page: its view has an area object of its own."""
    if "_slot_files" not in area.__dict__:
        area.__dict__["_slot_files"] = list(files_of(area))
    files: list[SlotFile] = area.__dict__["_slot_files"]
    return [one for one in files if one.slot == slot and (not about or one.about in ("", about))]


def with_abouts(area: Area, slot: Slot) -> list[SlotFile]:
    """All that is in a slot, each with `about_words`: the name of its round."""
    names, files = dict(slot.abouts(area)), list(files_of(area, slot.name))
    for file in files:
        file.about_words = names.get(file.about, "")  # type: ignore[attr-defined]
    return files


def content_type_of(file: SlotFile) -> str:
    return TYPES[file.kind][PurePath(str(file.file.name)).suffix][0]


def language_name(code: str) -> str:
    try:
        return languages.language(code).own_name
    except KeyError:
        return code


def add_file(
    actor: Actor,
    area: Area,
    *,
    slot: str,
    about: str = "",
    kind: str,
    language: str,
    words: str,
    file: UploadedFile[Any],
) -> SlotFile:
    """Fill a slot. Raises Refused for a file of another type or too large, and for one without words beside it."""
    with acting(actor, "change_media", area) as deed:
        if slot not in SLOTS or kind not in TYPES:
            raise Refused(_("Choose where it goes and what it is."))
        if about and about not in dict(SLOTS[slot].abouts(area)):
            raise Refused(_("There is no such round here."))
        if language not in area.languages:
            raise Refused(_("Choose one of the area's languages."))
        if problem := text.problem_with(words, longest=LONGEST_WORDS):
            raise Refused(problem)
        if not words.strip():
            raise Refused(
                _("Write what is said in it, or what can be seen, for whoever can neither see nor hear it.")
            )
        suffix = _checked(kind, file)
        made = SlotFile(
            area=area,
            slot=slot,
            about=about,
            kind=kind,
            language=language,
            words=words.strip().replace("\r\n", "\n"),
            size=file.size or 0,
            added_on=area.today(),
        )
        made.file.save(
            f"{uuid.uuid4()}{suffix}", file, save=False
        )  # the sender's own name for it is not kept
        made.save()
        deed.record(made, slot=slot, kind=kind, size=made.size)
    return made


def _checked(kind: str, file: UploadedFile[Any]) -> str:
    """The file's ending, once it is one of the kind, begins like it, and is not too large."""
    suffix = PurePath(file.name or "").suffix.lower()
    known = TYPES[kind]
    endings = ", ".join(ending.lstrip(".") for ending in known)
    if suffix not in known:
        raise Refused(_("This has to be a file of one of these kinds: %(kinds)s.") % {"kinds": endings})
    _type, place, beginnings = known[suffix]
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if not head[place:].startswith(beginnings):
        raise Refused(
            _("This is called %(ending)s but is another kind of file. Save it again as one of: %(kinds)s.")
            % {"ending": suffix, "kinds": endings}
        )
    if (file.size or 0) > LARGEST[Kind(kind)]:
        raise Refused(
            _("The file has %(has)d MB; the most is %(most)d MB. Make it smaller and send it again.")
            % {"has": (file.size or 0) // MEGABYTE + 1, "most": LARGEST[Kind(kind)] // MEGABYTE}
        )
    return suffix


def remove_file(actor: Actor, file: SlotFile) -> None:
    """Take it away for good, also out of a backup that is restored later."""
    with acting(actor, "change_media", file.area) as deed:
        deed.record(file, slot=file.slot, kind=file.kind, removed=True)
        retention.note_erasure(file.area, RETAINED, [file.pk], "removed")
        _delete([file])


def delete_old(area: Area, before: dt.date) -> int:
    return _delete(SlotFile.objects.filter(area=area, added_on__lt=before))


def forget_removed(area: Area, is_known: Callable[[object], bool]) -> int:
    files = SlotFile.objects.filter(area=area)
    return _delete(files.filter(pk__in=retention.recognised(files, is_known)))


def _delete(files: Any) -> int:
    """The rows, and their files once that is certain."""
    found = list(files)
    for one in found:
        one.delete()
        transaction.on_commit(partial(one.file.storage.delete, one.file.name))
    return len(found)
