"""The room's long work: checking and bringing in files of places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from listens.alliance.actions import place_files
from listens.core import jobs
from listens.core.models import JobRun, JobStep


def one_step(run: JobRun) -> list[jobs.Step]:
    return [jobs.Step("all")]


def check(run: JobRun, step: JobStep) -> dict[str, Any]:
    with translation.override(run.settings.get("language")):
        return place_files.checked(run)


def keep_check(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = outputs["all"]
    return found


def no_step(run: JobRun) -> Iterable[jobs.Step]:
    """A file is brought in whole or not at all: in the transaction that ends the run."""
    return []


def bring_in(run: JobRun, outputs: dict[str, Any]) -> dict[str, Any]:
    with translation.override(run.settings.get("language")):
        return place_files.brought_in(run)


jobs.declare(place_files.CHECK, one_step, check, keep_check, verb="import_figures")
jobs.declare(place_files.BRING_IN, no_step, None, bring_in, verb="import_figures")
