"""The area's letterbox: anybody may post, only the server opens.

A phone seals what it sends to the area's public key, so that it cannot read it again (ADR 7). ECDH on P-256 with a key
made for one letter, HKDF-SHA256, AES-256-GCM; the letter's id is bound in, so that no letter opens under another's id.
Both halves are in every browser and in `cryptography`. Private keys live in the area's key file, never in the database.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import secrets
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from listens.core import keyfile
from listens.core.models import Area
from listens.core.sealing import CannotOpen

KEPT_DAYS = 396  # 13 months after a newer key took over
INFO = b"listens letter 1"


def public_key(area: Area) -> dict[str, str]:
    """The newest key: {"id", "key"}, the point uncompressed, in base64."""
    newest = _keys(area)[0]
    point = (
        _private(newest)
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return {"id": newest["id"], "key": base64.b64encode(point).decode()}


def open_letter(area: Area, letter: Any, bound_to: str) -> bytes:
    """What was sealed. `letter` is {"key": id, "by", "iv", "text"}, the last three in base64. Raises CannotOpen."""
    return opener(area)(letter, bound_to)


def opener(area: Area) -> Callable[[Any, str], bytes]:
    """`open_letter` for many letters of one area: the keys are fetched once."""
    return partial(_open, _keys(area))


def _open(keys: list[dict[str, str]], letter: Any, bound_to: str) -> bytes:
    if not isinstance(letter, dict):
        raise CannotOpen("This is not a sealed letter.")
    own = next((key for key in keys if key["id"] == letter.get("key")), None)
    if own is None:
        raise CannotOpen("The key of this letter is not kept here any more.")
    try:
        by, iv, text = (
            base64.b64decode(letter.get(part) or "", validate=True) for part in ("by", "iv", "text")
        )
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), by)
        shared = _private(own).exchange(ec.ECDH(), theirs)
        return AESGCM(_key_of(shared)).decrypt(iv, text, bound_to.encode())
    except (InvalidTag, ValueError, TypeError, binascii.Error):
        raise CannotOpen("This letter was changed on its way.") from None


def seal_letter(area: Area, data: bytes, bound_to: str) -> dict[str, str]:
    """What a phone does (frontend/js/phone/seal.js), for the tests and for simulated phones."""
    kept = public_key(area)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(kept["key"]))
    once = ec.generate_private_key(ec.SECP256R1())
    by = once.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    iv = secrets.token_bytes(12)
    text = AESGCM(_key_of(once.exchange(ec.ECDH(), theirs))).encrypt(iv, data, bound_to.encode())
    packed = {
        name: base64.b64encode(part).decode() for name, part in (("by", by), ("iv", iv), ("text", text))
    }
    return {"key": kept["id"], **packed}


def rotate(area: Area) -> None:
    """A new key for phones from now on; older ones open what is on its way, for 13 months."""
    today = area.today().isoformat()
    with keyfile.changed(area) as keys:
        for old in keys.get("letterbox", []):
            old["retired_on"] = old["retired_on"] or today
        keys["letterbox"] = [_new(), *keys.get("letterbox", [])]


def forget_old_keys(area: Area, before: dt.date) -> int:
    """Take away what was retired before that day; how many."""
    last = before.isoformat()
    with keyfile.changed(area) as keys:
        boxes = keys.get("letterbox", [])
        kept = [key for key in boxes if not key["retired_on"] or key["retired_on"] >= last]
        keys["letterbox"] = kept
    return len(boxes) - len(kept)


def _keys(area: Area) -> list[dict[str, str]]:
    keys = keyfile.read(area)
    if not keys.get("letterbox"):
        with keyfile.changed(area) as keys:
            keys["letterbox"] = keys.get("letterbox") or [_new()]
    return list(keys["letterbox"])


def _new() -> dict[str, str]:
    private = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {"id": secrets.token_hex(4), "private": base64.b64encode(private).decode(), "retired_on": ""}


def _private(key: dict[str, str]) -> ec.EllipticCurvePrivateKey:
    return _loaded(key["private"])


@lru_cache(
    maxsize=64
)  # a phone sends twenty letters at a time, and to load a key takes longer than to use it
def _loaded(encoded: str) -> ec.EllipticCurvePrivateKey:
    private = serialization.load_der_private_key(base64.b64decode(encoded), None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise CannotOpen("The key file holds a key of another kind.")
    return private


def _key_of(shared: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, INFO).derive(shared)
