"""Sealing what only an area may read: contact details, addresses of messages, reports of risk, later stories.

A room that joins identity and words names a `purpose` and so has keys of its own: the contact store's open no report.
MultiFernet with rotating keys that live outside the database (core.keyfile). The field packages we looked at are
abandoned, and they put one key for everything into the settings; here each area has its own.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from listens.core import keyfile
from listens.core.models import Area


class CannotOpen(Exception):
    """Sealed with a key this installation does not hold, or changed since."""


def seal(area: Area | None, data: bytes, purpose: str = "") -> bytes:
    """Seal with the area's newest key for that purpose; without an area, with the installation's.

    A Fernet token carries the second it was made, in the clear: it would tell which contact came right after which
    conversation. Every token of ours says the same second.
    """
    return _box(area, purpose).encrypt_at_time(data, 0)


def open_sealed(area: Area | None, sealed: bytes | memoryview, purpose: str = "") -> bytes:
    """Raises CannotOpen."""
    try:
        return _box(area, purpose).decrypt(bytes(sealed))
    except InvalidToken:
        raise CannotOpen(f"The keys of {area or 'the installation'} do not open this.") from None


def reseal(area: Area | None, sealed: bytes | memoryview, purpose: str = "") -> bytes:
    """The same content under the newest key. Raises CannotOpen."""
    return seal(area, open_sealed(area, sealed, purpose), purpose)


def rotate(area: Area | None) -> None:
    """Seal with a new key from now on. Older keys stay, because they open what is already there."""
    keyfile.add_sealing_key(area)


def blind_index(area: Area, text: str) -> str:
    """The same text gives the same 64 characters, in this area only; nothing can be read back from them."""
    key = bytes.fromhex(keyfile.read(area)["index"])
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _box(area: Area | None, purpose: str = "") -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keyfile.sealing_keys(area, purpose)])
