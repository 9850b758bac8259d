"""Promises taken out as one JSON file, each with its whole chained history: brought in again, nothing differs.

A row goes out as it was digested (kind, time, content, salt), so whoever reads the file can check the chain and
its head. The people who co-lead and sign are named; nobody who was listened to is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils.translation import ngettext

from listens.alliance.models import Person
from listens.core.acting import acting
from listens.core.models import Actor, Area, ChainEntry, ChainHead
from listens.pledges.history import chain_of
from listens.pledges.models import Pledge

SCHEMA = 1


def export_pledges(actor: Actor, area: Area, name: str, to: Path) -> list[str]:
    """Write the file and say what was written."""
    with acting(actor, "export_pledges", area) as deed:
        whole = documents(area)
        document = {"schema_version": SCHEMA, "area": area.slug, "pledges": whole}
        to.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        deed.record(area, pledges=len(whole))
    words = ngettext("%(n)d promise was written.", "%(n)d promises were written.", len(whole))
    return [words % {"n": len(whole)}]


def documents(area: Area) -> list[dict[str, Any]]:
    """One for each promise, by number. Constant queries."""
    pledges = Pledge.objects.for_public(area).prefetch_related("co_leads__person__organisation")
    found = list(pledges.order_by("number"))
    chains = [chain_of(pledge) for pledge in found]
    digests: dict[str, dict[int, str]] = {}
    entries = ChainEntry.objects.filter(chain__in=chains).values_list("chain", "seq", "digest")
    for name, seq, digest in entries:
        digests.setdefault(name, {})[seq] = digest
    heads = dict(ChainHead.objects.filter(chain__in=chains).values_list("chain", "link"))
    return [
        as_dict(pledge, digests.get(name, {}), heads.get(name, ""))
        for pledge, name in zip(found, chains, strict=True)
    ]


def as_dict(pledge: Pledge, digests: dict[int, str], head: str) -> dict[str, Any]:
    rows = sorted(pledge.rows.all(), key=lambda row: row.seq)
    return {
        "id": str(pledge.pk),
        "head": head,
        "owners": [owner.content() for owner in pledge.owners.all()],
        "answer": _answer(pledge),
        "co_leads": [_person(one.person) for one in pledge.co_leads.all()],
        "signers": {
            str(row.seq): [_person(s.person) | {"interests": s.interests} for s in row.verdict.signers.all()]
            for row in rows
            if getattr(row, "verdict", None)
        },
        "rows": [
            {
                "kind": row.kind,
                "at": row.at.isoformat(),
                "salt": row.salt,
                "digest": digests.get(row.seq, ""),
                "content": row.content,
            }
            for row in rows
        ],
    }


def _answer(pledge: Pledge) -> dict[str, Any] | None:
    if pledge.answer is None:
        return None
    slot = pledge.answer.addressee
    return {
        "organisation": slot.office.organisation.name,
        "office": slot.office.title,
        "assembly": slot.assembly.name if slot.assembly else None,
        "seq": pledge.answer.seq,
    }


def _person(person: Person) -> dict[str, str]:
    return {"organisation": person.organisation.name, "person": person.name}
