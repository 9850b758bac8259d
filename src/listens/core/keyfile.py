"""The files that hold keys: one per area, in `keys` below LISTENS_HOME, for their owner alone (mode 0600).

Keys are never in the database, a log or a backup: a copy of the database opens nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from listens.core.home import home
from listens.core.models import Area

Keys = dict[
    str, Any
]  # {"sealing": [newest, ...], "sealing:reports": […], "index": key, "letterbox": [newest, ...]}
SEALING = "sealing"


def folder() -> Path:
    path = home() / "keys"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def path_of(area: Area | None) -> Path:
    """The area's key file; without an area, the installation's."""
    return home() / "keys" / f"{area.pk if area else 'installation'}.json"


def read(area: Area | None) -> Keys:
    """The area's keys, made at first use."""
    path = path_of(area)
    try:
        found = path.stat()
    except FileNotFoundError:
        with _alone():
            if not path.exists():
                _write(path, {"sealing": [Fernet.generate_key().decode()], "index": secrets.token_hex(32)})
        found = path.stat()
    return dict(json.loads(_text(path, found.st_ino, found.st_mtime_ns)))


@lru_cache(maxsize=64)
def _text(path: Path, _inode: int, _changed: int) -> str:
    """Read again only when it was changed: a change is a new file (`_write`), whichever process made it."""
    return path.read_text()


def sealing_keys(area: Area | None, purpose: str = "") -> list[str]:
    """Newest first. A store that names its purpose has keys of its own, made at first use: no other's open it."""
    name = f"{SEALING}:{purpose}" if purpose else SEALING
    keys = read(area)
    if name not in keys:
        with changed(area) as keys:
            keys.setdefault(name, [Fernet.generate_key().decode()])
    return list(keys[name])


def add_sealing_key(area: Area | None) -> None:
    """Put a new key first, for each purpose; what older keys sealed still opens."""
    with changed(area) as keys:
        for name in keys:
            if name.split(":")[0] == SEALING:
                keys[name].insert(0, Fernet.generate_key().decode())


@contextmanager
def changed(area: Area | None) -> Iterator[Keys]:
    """The keys to change in place; written when the block ends, by one process at a time."""
    read(area)
    with _alone():
        keys = json.loads(path_of(area).read_text())
        yield keys
        _write(path_of(area), keys)


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process at a time writes keys."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, keys: Keys) -> None:
    """Whole or not at all, and never readable by others, even for a moment."""
    draft = folder() / f"{path.stem}.new"
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(keys, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
