"""The interface of every program outside that may be asked, and which one the deployer named (settings.NAMING)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

CHOICES = {"chat": "listens.sensemaking.naming.chat:ChatAdapter"}


class CannotAsk(Exception):
    """It cannot be asked, or its answer holds no name. The text is a sentence for people, and never holds the key."""


@dataclass(frozen=True)
class Asked:
    """All that is told of a group: words that stand out, and notes without names. Nothing else is ever handed over."""

    terms: Sequence[str]
    notes: Sequence[str]


@dataclass(frozen=True)
class Outgoing:
    """What leaves, to the byte: `head` are the lines before the body, with words in place of the key."""

    who: str
    address: str
    head: str
    body: bytes

    @property
    def words(self) -> str:
        return self.body.decode()

    @property
    def digest(self) -> str:
        """Of all of it but the key: what a person said yes to, and nothing else, is sent."""
        whole = "\0".join([self.who, self.address, self.head]).encode() + b"\0" + self.body
        return hashlib.sha256(whole).hexdigest()


class Adapter(Protocol):
    who: str

    def prepare(self, asked: Asked) -> Outgoing:
        """Without sending anything."""
        ...

    def send(self, outgoing: Outgoing) -> str:
        """The words of the answer, as they came. Raises CannotAsk."""
        ...


def is_named() -> bool:
    """Whether the deployer has named an adapter at all."""
    return bool(settings.NAMING["adapter"])


def chosen() -> Adapter:
    """The deployer's adapter. Raises CannotAsk where none is named, or its settings are not in order."""
    name = settings.NAMING["adapter"]
    if not name:
        raise CannotAsk(
            _(
                "No program outside is named on this server, so nothing can be asked. Name the theme yourselves."
            )
        )
    if name not in CHOICES:
        raise CannotAsk(
            _("LISTENS_NAMING must be one of: %(names)s. Tell whoever keeps the server.")
            % {"names": ", ".join(CHOICES)}
        )
    module, kind = CHOICES[name].split(":")
    adapter: Adapter = getattr(import_module(module), kind)(settings.NAMING)
    return adapter
