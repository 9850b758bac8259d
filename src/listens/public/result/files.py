"""What to take away: ballots, result and log as they were sealed, and the verifier that counts them again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from django.http import HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse

from listens.priorities import sealing
from listens.public.result.fetch import Counted

VERIFIER = "verify_result.py"


def result(counted: Counted) -> HttpResponseBase:
    """The JSON of `listens priorities count` and what was locked."""
    return JsonResponse(
        sealing.published_result(counted.result), json_dumps_params={"indent": 1, "ensure_ascii": False}
    )


def ballots(counted: Counted) -> HttpResponseBase:
    return HttpResponse(sealing.ballots_csv(counted.long_list), content_type="text/csv; charset=utf-8")


def log(counted: Counted) -> HttpResponseBase:
    """A line for each place, in order; sent as it is read, as there may be a hundred thousand."""
    lines = (f"{line}\n" for line in sealing.log_lines(counted.long_list))
    return StreamingHttpResponse(lines, content_type="application/jsonl")


@cache
def verifier() -> str:
    return files("listens.methods.priorities").joinpath(VERIFIER).read_text(encoding="utf-8")


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def head(counted: Counted) -> str:
    """The end of the log."""
    return counted.result.ballot_log_head


def how_to_run(round: str) -> str:
    """Two lines to type in the folder that the four files are in."""
    return f"cd Downloads\npython3 {VERIFIER} {round}-result.json {round}-ballots.csv --log {round}-log.jsonl"
