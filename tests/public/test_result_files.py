"""What to take away: ballots, result, log and verifier, that fit together and are asked for again only when changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from listens.priorities.actions import count_ballots
from listens.public.result import files
from tests.cast import Cast
from tests.priorities.made import vote

pytestmark = pytest.mark.django_db
FILES = ("round_result_file", "round_ballots", "round_log", "verifier")


def address(cast: Cast, name: str) -> str:
    return reverse(name, args=["south"] if name == "verifier" else ["south", cast.round.slug])


def body(cast: Cast, name: str) -> bytes:
    answer = Client().get(address(cast, name))
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


@pytest.fixture
def counted(cast: Cast) -> Cast:
    count_ballots(cast.amina, vote(cast, until="closed"))
    return cast


def saved(cast: Cast, folder: Path) -> list[str]:
    """The four files under the names that they are sent with; what is typed to check them."""
    for name in FILES:
        answer = Client().get(address(cast, name))
        file = answer["Content-Disposition"].split('"')[1]
        (folder / file).write_bytes(body(cast, name))
    return files.how_to_run(cast.round.slug).splitlines()[1].split()[1:]


def run(folder: Path, typed: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-I", *typed], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_two_lines_on_the_page_count_it_again(counted: Cast, tmp_path: Path) -> None:
    typed = saved(counted, tmp_path)
    done = run(tmp_path, typed)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["round_result_file", "round_ballots", "round_log"])
def test_a_changed_file_is_found(counted: Cast, tmp_path: Path, name: str) -> None:
    typed = saved(counted, tmp_path)
    file = next(
        path for path in tmp_path.iterdir() if path.name.endswith(address(counted, name).rsplit("/", 1)[1])
    )
    text = file.read_text()
    changed = {
        "round_result_file": text.replace('"rank": 1', '"rank": 2', 1),
        "round_ballots": text.replace("damp", "bus", 1),
        "round_log": text.replace("a", "b", 1),
    }[name]
    assert changed != text
    file.write_text(changed)
    assert run(tmp_path, typed).returncode != 0


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_sent_again_only_when_it_changed(counted: Cast, name: str) -> None:
    client = Client()
    first = client.get(address(counted, name))
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(address(counted, name), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address(counted, name), headers={"if-none-match": '"other"'}).status_code == 200
    head = client.head(address(counted, name))
    assert (head.status_code, head["ETag"]) == (200, first["ETag"])
    assert not (b"".join(head) if head.streaming else head.content)
    assert first["Content-Disposition"].startswith("attachment")


def test_the_files_agree_with_their_seals(counted: Cast) -> None:
    result = json.loads(body(counted, "round_result_file"))
    ballots = body(counted, "round_ballots")
    log = [json.loads(line) for line in body(counted, "round_log").decode().splitlines()]
    assert hashlib.sha256(ballots).hexdigest() == result["vote"]["ballots_sha256"] == log[-1]["digest"]
    assert [each["seq"] for each in log] == list(range(1, len(log) + 1))
    assert log[0]["digest"] == result["vote"]["lock_digest"]
    assert log[-1]["link"] == result["vote"]["log_head"]
    rows = list(csv.DictReader(io.StringIO(ballots.decode())))
    assert set(rows[0]) == {"ballot", "organisation", "weight", "choices"}
    assert len(rows) == result["num_ballots"]
    page = Client().get(address(counted, "round_result")).content.decode()
    assert log[-1]["link"] in page


def test_every_vote_is_in_the_open_data_with_the_addresses_of_its_files(counted: Cast) -> None:
    [told] = Client().get(reverse("votes_data", args=["south"])).json()["votes"]
    assert told["round"] == counted.round.slug
    assert [each["rank"] for each in told["chosen"]] == [1, 2]
    for name in ("result", "ballots", "log", "verifier", "address"):
        assert Client().get(told[name].split("/", 3)[3].join(["/", ""])).status_code == 200
    assert Client().get(reverse("votes_data", args=["north"])).json()["votes"] == []


@pytest.mark.parametrize("name", FILES[:3])
def test_before_the_count_there_is_no_file(cast: Cast, name: str) -> None:
    vote(cast, until="closed")
    assert Client().get(address(cast, name)).status_code == 404
