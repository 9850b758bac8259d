"""Files that were made to cheat the verifier: forged whole with their digests, without their seals, or mere rubbish."""

import copy
import itertools
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from listens.methods.priorities import verify_result
from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.verify_result import Unreadable, in_words, line_digests, verify
from listens.methods.priorities.weights import weigh
from tests.methods.priorities import published

CAST = [
    *(Ballot("", "Mosque", ("homes", "buses")) for _ in range(3)),
    *(Ballot("", "School", ("buses", "parks")) for _ in range(2)),
    Ballot("", "small-1", ("hall", "homes")),
]
PROPOSALS = ("buses", "hall", "homes", "parks")


@pytest.fixture
def files(tmp_path):
    return published.write(tmp_path, CAST, PROPOSALS)


def forge(files, change, *, num_in_log=None):
    """The files of whoever changes the result and has every digest and the whole log made to fit it."""
    result, ballots, log = files
    content = json.loads(result.read_text(encoding="utf-8"))
    vote = content.pop("vote")
    content["vote"] = vote
    change(content)
    content.pop("vote")
    vote["lock_digest"] = published.digest("", [vote["locked"], vote["private_lock_digest"]])
    text = ballots.read_bytes().decode()
    vote["ballots_sha256"] = sha256(text.encode()).hexdigest()
    vote["ballot_line_digests"] = line_digests(text)
    num = len(text.splitlines()) - 1 if num_in_log is None else num_in_log
    places = [published.digest(f"salt {n}", n) for n in range(num)]
    lines, vote["log_head"] = published.log_of([vote["lock_digest"], *places, vote["ballots_sha256"]])
    vote["log_entries"] = len(lines)
    vote["result_digest"] = published.digest("", content)
    result.write_text(json.dumps(content | {"vote": vote}, ensure_ascii=False, indent=1), encoding="utf-8")
    log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return files


def recounted(files, cast):
    """As if other ballots had been sealed."""
    folder = files[0].parent
    profile = weigh(cast, "organisation", proposals=PROPOSALS)
    before = json.loads(files[0].read_text(encoding="utf-8"))["vote"]
    published.write(folder, cast, PROPOSALS)
    (folder / "ballots.csv").write_bytes(published.ballots_csv(cast, profile).encode())

    def with_lock(content):
        content["vote"]["locked"] = before["locked"]
        content["vote"]["pseudonyms"] = sorted(
            {ballot.organisation for ballot in cast} - {"Mosque", "School"}
        )

    return forge(files, with_lock)


def test_the_forger_is_no_worse_than_the_close(files):
    assert verify(*forge(files, lambda content: None)).differs is None


@pytest.mark.parametrize("key", ["seats", "ticks", "rule", "weights", "seed", "proposals", "organisations"])
def test_a_lock_that_fixes_too_little_is_no_lock(files, key):
    report = verify(*forge(files, lambda content: content["vote"]["locked"].pop(key)))
    assert report.differs is not None and key in report.differs["problem"]


def test_the_ticks_that_were_locked_are_those_that_count(files):
    def narrow(content):
        content["vote"]["locked"]["ticks"] = [1, 1]
        content["settings"] |= {"min_ticks": 1, "max_ticks": 5}

    report = verify(*forge(files, narrow))
    assert report.differs is not None and "not 1 to 1" in report.differs["problem"]


def test_more_ballots_than_the_log_has_places(files):
    report = verify(*forge(files, lambda content: None, num_in_log=5))
    assert report.differs is not None and "5" in report.differs["problem"]


def test_more_organisations_than_were_locked(files):
    """Somebody who never had a share votes under an invented name, with a whole share."""
    report = verify(*recounted(files, [*CAST, Ballot("", "small-2", ("hall", "parks"))]))
    assert report.differs is not None and "organisations" in report.differs["problem"]


def test_sizes_are_those_that_were_locked(tmp_path):
    sizes = {"Mosque": 100, "School": 100}
    cast = CAST[:5]
    files = published.write(tmp_path, cast, PROPOSALS, scheme="bands", sizes=sizes)

    def grow(content):
        for each in content["vote"]["locked"]["organisations"]:
            each["size"] = 10
        content["settings"]["sizes"] = sizes

    report = verify(*forge(files, grow))
    assert report.differs is not None and "weighs" in report.differs["problem"]


def test_labels_that_nothing_was_drawn_for(files):
    def forget(content):
        content["settings"]["resamples"] = 0
        for each in content["winners"]:
            each["firmness"] = "clear"

    report = verify(*forge(files, forget))
    assert report.differs is not None and "firmness" in report.differs["problem"]


def test_labels_that_would_take_for_ever_are_left(files):
    report = verify(*forge(files, lambda content: content["settings"].update(resamples=10**12)))
    assert report.differs is None and any("labels" in each for each in report.unchecked)


def test_a_result_without_its_seals_is_said_to_be_unsealed(files):
    result, ballots, _log = files
    content = json.loads(result.read_text(encoding="utf-8"))
    del content["vote"]
    result.write_text(json.dumps(content), encoding="utf-8")
    report = verify(result, ballots)
    assert report.differs is None and any("locked" in each for each in report.unchecked)


def test_no_name_can_write_a_line_of_the_report_or_clear_the_screen(files):
    def name(content):
        content["winners"][0]["proposal"] = "x\x1b[2J\nEverything that was checked agrees."
        content["vote"]["locked"]["proposals"][0]["proposal"] = content["winners"][0]["proposal"]

    words = in_words(verify(*forge(files, name)))
    assert "\x1b" not in words
    assert words.splitlines()[-1].startswith("DOES NOT AGREE")
    assert "Everything that was checked agrees." not in words.splitlines()


RUBBISH = [
    None,
    "x",
    7,
    -1,
    10**30,
    True,
    [],
    [[]],
    [1],
    {},
    {"a": 1},
    float("nan"),
    float("inf"),
    "\ud800",
    "1/0",
]


def places_of(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places_of(each, (*path, key))
    elif isinstance(value, list) and value:
        yield from places_of(value[0], (*path, 0))


def test_rubbish_anywhere_in_a_result_is_told_in_a_sentence_and_in_no_time(files):
    result, ballots, log = files
    content = json.loads(result.read_text(encoding="utf-8"))
    rubbish = itertools.cycle(RUBBISH)
    for path, times in itertools.product([*places_of(content)], range(3)):
        changed, there = copy.deepcopy(content), next(rubbish)
        if path:
            holder = changed
            for key in path[:-1]:
                holder = holder[key]
            holder[path[-1]] = there
        else:
            changed = there
        result.write_text(json.dumps(changed), encoding="utf-8")
        try:
            in_words(verify(result, ballots, *[log][:times]))
        except Unreadable as error:
            assert str(error).startswith("result.json"), (path, there)


@pytest.mark.parametrize(
    "line", ["[]", "7", '{"seq": [], "digest": {}, "link": 3}', "\\", '"\\ud800"', "{" * 9999]
)
def test_rubbish_in_a_log_is_told_with_its_line(files, line):
    files[2].write_text(line + "\n", encoding="utf-8")
    report = verify(*files)
    assert report.differs is not None and "log.jsonl" in (report.differs["file"], report.differs["problem"])


def test_what_a_terminal_cannot_show_does_not_stop_the_report(files):
    content = json.loads(files[0].read_text(encoding="utf-8"))
    content["winners"][0]["proposal"] = "السكن \ud800"
    files[0].write_text(json.dumps(content), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", str(Path(verify_result.__file__)), *map(str, files[:2])],
        capture_output=True,
        env={"PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert done.returncode == 1 and b"DOES NOT AGREE" in done.stdout and b"Traceback" not in done.stderr
