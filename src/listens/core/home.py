"""Where an installation keeps what is its own: database, keys, sent messages, evidence.

`LISTENS_HOME` names the folder; without it, `var` below the working folder. Secrets are files of their own
there (mode 0600), so that a database backup never carries the key that opens it.
"""

import os
import secrets
from pathlib import Path


def home() -> Path:
    """The installation's own folder, made for its owner alone when it is missing."""
    folder = Path(os.environ.get("LISTENS_HOME", "var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(name: str) -> str:
    """The secret kept in the file `name`, made at first use; an environment variable of that name wins."""
    given = os.environ.get("LISTENS_" + name.upper().replace("-", "_"))
    if given:
        return given
    path = home() / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        value = secrets.token_urlsafe(48)
        file.write(value)
    return value
