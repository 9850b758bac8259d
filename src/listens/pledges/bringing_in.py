"""Bringing exported promises in: the chain is checked before anything is kept, and after.

The same file twice changes nothing; a promise that stands here with another history is a finding, never a merge.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from listens.core import chain, text
from listens.core.acting import Deed, Refused
from listens.core.batches import bring_in
from listens.core.importers import ImportOptions
from listens.core.models import Actor, Area
from listens.core.tables import Outcome, Table, UnreadableTable
from listens.methods.findings import Finding
from listens.pledges.export import SCHEMA
from listens.pledges.history import chain_of, verify
from listens.pledges.models import Pledge
from listens.pledges.rebuilding import Unknown, rebuild

LARGEST = 50 * 1024 * 1024


def import_pledges(actor: Actor, area: Area, file: Path, options: ImportOptions) -> Outcome:
    """Raises UnreadableTable for a file that is no export of promises."""
    documents, table = read(file)

    def take(deed: Deed, table: Table, outcome: Outcome) -> None:
        for number, document in enumerate(documents, start=1):
            options.progress(number, len(documents))
            try:
                with transaction.atomic():
                    is_new = _take(deed.actor, area, document)
            except Unknown as unknown:
                outcome.findings.append(Finding(number, unknown.field, str(unknown), unknown.fix))
            except ValidationError as error:
                outcome.findings.append(Finding(number, "rows", " ".join(error.messages)))
            except (KeyError, TypeError, ValueError, AttributeError, IndexError, DatabaseError):
                problem = _("This promise is not written as an export writes it.")
                outcome.findings.append(Finding(number, "rows", problem, _("Export it again.")))
            except Refused as refused:
                outcome.findings.append(Finding(number, "rows", str(refused)))
            else:
                outcome.num_added += is_new
                outcome.num_unchanged += not is_new

    return bring_in(
        actor,
        "import_pledges",
        area,
        "pledges",
        table,
        take,
        dry_run=options.dry_run,
        all_or_nothing=options.all_or_nothing,
    )


def read(file: Path) -> tuple[list[Any], Table]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableTable(f"{file.name}: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise UnreadableTable(_("The file is over 50 MB. It is no export of promises."))
    try:
        document = json.loads(data.decode("utf-8-sig"))
        documents = document["pledges"]
        if document["schema_version"] != SCHEMA or not isinstance(documents, list):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableTable(
            _("%(file)s is no export of promises. Make one with: listens export pledges")
            % {"file": file.name}
        )
    rows = [(number, {"pledge": str(number)}) for number in range(1, len(documents) + 1)]
    return documents, Table(file.name, hashlib.sha256(data).hexdigest(), rows)


def _take(actor: Actor, area: Area, document: dict[str, Any]) -> bool:
    """Whether the promise is new here."""
    for words in strings(document):
        if problem := text.problem_with(words, longest=20_000):
            raise Unknown("rows", problem)
    pk = UUID(document["id"])
    _must_hold(document)
    there = Pledge.objects.filter(pk=pk).first()
    if there:
        if there.area_id == area.pk and chain.head_of(chain_of(there)) == document["head"]:
            return False
        raise Unknown("id", _("This promise stands here with another history. Nothing of it was changed."))
    pledge = rebuild(actor, area, pk, document)
    digests = [row["digest"] for row in document["rows"]]
    chain.append(chain_of(pledge), digests)
    if verify(pledge) or chain.head_of(chain_of(pledge)) != document["head"]:
        raise Unknown("rows", _("What the rows say does not fit together."), _("Export it again."))
    return True


def _must_hold(document: dict[str, Any]) -> None:
    """The chain in the file, from its first row to its head."""
    link = ""
    for seq, row in enumerate(document["rows"], start=1):
        content = [row["kind"], row["at"], row["content"]]
        if row["salt"] and row["digest"] != chain.digest(row["salt"], content):
            raise Unknown("rows", _("Row %(n)d was changed after it was exported.") % {"n": seq})
        link = chain.link(link, seq, row["digest"])
    if not document["rows"] or link != document["head"]:
        raise Unknown("head", _("Rows were cut off or added after it was exported."), _("Export it again."))


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from strings(key)
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
