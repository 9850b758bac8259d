"""The end of a discovery: its proposals take the place of those on which nobody had decided, in one transaction."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from listens.core import left
from listens.core.models import JobRun
from listens.listening.models import Note
from listens.sensemaking.machine import covered, installed, runs
from listens.sensemaking.models import ProposalNote, Theme, ThemeProposal, ThemeRun


def finish(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    about = outputs["describe"]
    found: list[dict[str, Any]] = json.loads(left.read(run, "found")) if about["digest"] else []
    settings = installed.discoverer().settings(run.settings["seed"])
    numbers = {"proposals": len(found), "hidden": about.get("hidden", 0), **covered.told(run, outputs)}
    ended = runs.end(run, ThemeRun.Kind.PROPOSALS, outputs, settings=settings, **numbers)
    ThemeProposal.objects.filter(run__round=ended.round, steps=None).exclude(run=ended).delete()
    _keep_all(ended, found)
    return {"notes": ended.num_notes, **numbers, "digest": about["digest"]}


def _keep_all(ended: ThemeRun, found: list[dict[str, Any]]) -> None:
    shown = [one.pop("notes") for one in found]
    above = [one.pop("parent") for one in found]
    near = [one.pop("near") for one in found]
    in_use = Theme.objects.filter(area=ended.round.area_id).in_use().in_bulk([UUID(pk) for pk in near if pk])
    rows = {
        one["key"]: ThemeProposal(run=ended, near=in_use.get(UUID(pk)) if pk else None, **one)
        for one, pk in zip(found, near, strict=True)
    }
    for row, parent in zip(rows.values(), above, strict=True):
        row.parent = rows.get(parent)
    ThemeProposal.objects.bulk_create(sorted(rows.values(), key=lambda row: row.level), batch_size=500)
    standing = Note.objects.counted().filter(pk__in={UUID(pk) for ids in shown for pk in ids})
    known = {str(pk) for pk in standing.values_list("pk", flat=True)}
    ProposalNote.objects.bulk_create(
        [
            ProposalNote(proposal=row, note_id=UUID(pk), rank=rank)
            for row, ids in zip(rows.values(), shown, strict=True)
            for rank, pk in enumerate(ids)
            if pk in known
        ],
        batch_size=500,
    )
