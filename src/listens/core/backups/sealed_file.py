"""An encrypted file of JSON lines: compressed pieces, each sealed with its place, so none can be cut or moved.

The key is a secret of its own (`backup-key` below LISTENS_HOME, or LISTENS_BACKUP_KEY) and never in the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from listens.core.acting import Refused
from listens.core.home import secret

MAGIC = b"LISTENS-BACKUP 1\n"
PIECE = 1_000_000
LAST = b"end"
MORE = b"and"


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret("backup-key").encode()).digest()))


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Whole or not at all, for its owner alone. Raises Refused when the file cannot be written."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(MAGIC)
            for piece in _pieces(rows):
                file.write(struct.pack(">I", len(piece)) + piece)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _pieces(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    box, name, place, held = _box(), os.urandom(16), 0, bytearray()

    def seal(kind: bytes) -> bytes:
        return box.encrypt(name + struct.pack(">Q", place) + kind + zlib.compress(bytes(held), 6))

    for row in rows:
        held += json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        if len(held) >= PIECE:
            yield seal(MORE)
            place += 1
            held.clear()
    yield seal(LAST)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Raises Refused for what is no backup, another key, a changed, a moved or a missing piece."""
    box, name, place, kind = _box(), b"", 0, b""
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise Refused(f"{path} is not a backup of Listens.")
            while head := file.read(4):
                sealed = file.read(struct.unpack(">I", head.rjust(4, b"\0"))[0])
                piece = box.decrypt(sealed)
                name = name or piece[:16]
                if piece[:24] != name + struct.pack(">Q", place) or kind == LAST:
                    raise Refused(f"{path} was changed: its pieces are out of order.")
                place, kind = place + 1, piece[24:27]
                for line in zlib.decompress(piece[27:]).splitlines():
                    yield json.loads(line)
    except InvalidToken:
        raise Refused(f"{path} cannot be opened: it was changed, or made with another backup key.") from None
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}.") from error
    if kind != LAST:
        raise Refused(f"{path} is not whole: its end is missing.")
