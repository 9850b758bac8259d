"""The verifier that is handed to a journalist: it counts as the engine does, and names the line of what was changed."""

import ast
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listens.methods.priorities import verify_result
from listens.methods.priorities.ballots import Ballot
from listens.methods.priorities.count import RULES, count
from listens.methods.priorities.verify_result import Unreadable, in_words, main, verify
from listens.methods.priorities.weights import SCHEMES, weigh
from tests.methods.priorities import electorates, published

FILE = Path(verify_result.__file__)
CAST = [
    *(Ballot("", "Mosque", ("homes", "buses", "parks")) for _ in range(3)),
    Ballot("", "Mosque", ("homes", "wages")),
    *(Ballot("", "=School", ("buses", "parks")) for _ in range(2)),
    Ballot("", "=School", ("wages", "hall", "homes")),
    Ballot("", "small-1", ("hall", "wages")),
]
PROPOSALS = ("buses", "hall", "homes", "moon", "parks", "wages")


@pytest.fixture
def files(tmp_path):
    return published.write(tmp_path, CAST, PROPOSALS, seats=3)


def change(path, old, new, times=1):
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, times).encode())


def test_what_was_published_agrees(files):
    report = verify(*files)
    assert report.differs is None
    assert in_words(report).splitlines()[-1] == "Everything that was checked agrees."
    assert report.unchecked == []
    words = " ".join(report.agrees)
    for said in (
        "8 ballots",
        "locked before the vote",
        "10 places",
        "paid exactly once",
        "drawn again 10 times",
    ):
        assert said in words


@settings(max_examples=100)
@given(
    electorates.ballots,
    st.sampled_from(SCHEMES),
    st.integers(0, 4),
    st.sampled_from(RULES),
    st.integers(1, 6),
    st.integers(0, 3),
    st.booleans(),
)
def test_it_counts_as_the_engine_does(tmp_path_factory, ballots, scheme, minimum, rule, seats, seed, weighed):
    sizes = {"Mosque": 60, "Choir": 400} if seed % 2 else None
    profile = weigh(ballots, scheme, sizes, minimum, electorates.PROPOSALS)
    resamples = 5 if seed == 3 else 0
    result = count(profile, rule=rule, seats=seats, tie_seed=seed, seed=seed, resamples=resamples)
    folder = tmp_path_factory.getbasetemp()
    (folder / "r.json").write_text(json.dumps(result))
    (folder / "b.csv").write_text(published.ballots_csv(ballots, profile, weighed), newline="")
    report = verify(folder / "r.json", folder / "b.csv")
    assert report.differs is None
    by_size = scheme in ("square-root", "bands")
    assert len(report.unchecked) == 1 + (1 if sizes and not by_size else 0)  # nothing here is sealed


@settings(max_examples=50)
@given(
    electorates.ballots,
    electorates.costs,
    st.fractions(Fraction(1, 3), 20, max_denominator=3),
    st.sampled_from(["equal-shares cost", "equal-shares cardinality", "drip cost", "most-votes cost"]),
    st.sampled_from([None, "ward"]),
)
def test_it_spends_a_budget_as_the_engine_does(tmp_path_factory, ballots, costs, budget, rule, column):
    cast = ballots if column else [Ballot(b.id, None, b.choices) for b in ballots]
    profile = weigh(cast, "organisation" if column else "ballot", proposals=costs)
    result = count(
        profile, rule=rule.split()[0], budget=budget, costs=costs, utility=rule.split()[1], resamples=0
    )
    result["settings"]["organisation_column"] = column
    folder = tmp_path_factory.getbasetemp()
    (folder / "r.json").write_text(json.dumps(result))
    (folder / "b.pb").write_text(pb(ballots, costs, budget))
    assert verify(folder / "r.json", folder / "b.pb").differs is None


def pb(ballots, costs, budget):
    """A Pabulib file with decimal costs where they are, and an empty ballot."""
    lines = ["META", "key;value", f"budget;{budget}", "vote_type;approval", "PROJECTS", "project_id;cost"]
    lines += [f"{name};{float(cost)}" for name, cost in costs.items()]
    lines += ["VOTES", "voter_id;vote;ward", "empty;;Choir"]
    return "\n".join([*lines, *(f"{b.id};{','.join(b.choices)};{b.organisation}" for b in ballots)]) + "\n"


def leaves(value, path=()):
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*path, key))
    else:
        yield path, value


def test_whatever_is_changed_in_a_result_its_line_is_named(files):
    """Every single value of the result, one at a time."""
    result, ballots, log = files
    text = result.read_text(encoding="utf-8")
    content, tried = json.loads(text), 0
    for path, value in leaves(content):
        if path[0] in ("settings", "notices", "vote", "seats", "rule", "weights"):
            continue
        changed = json.loads(text)
        place = changed
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = {bool: not value, int: 99, str: "1/7", type(None): 5}[type(value)]
        forged = json.dumps(changed, ensure_ascii=False, indent=1)
        (line,) = [
            number
            for number, (ours, theirs) in enumerate(
                zip(text.split("\n"), forged.split("\n"), strict=True), start=1
            )
            if ours != theirs
        ]
        result.write_text(forged, encoding="utf-8")
        differs = verify(result, ballots, log).differs
        assert (differs["file"], differs["line"]) == ("result.json", line), (path, differs)
        assert "the result was changed" in differs["problem"] or "not locked" in differs["problem"]
        tried += 1
    assert tried > 55


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("rule", "seqpav", "drip was locked before the vote"),
        ("seats", 2, "3 was locked"),
        ("weights", "ballot", "organisation was locked"),
    ],
)
def test_settings_that_were_not_locked_are_seen(files, key, value, says):
    content = json.loads(files[0].read_text(encoding="utf-8"))
    content[key] = value
    files[0].write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    assert says in verify(*files).differs["problem"]


def test_what_no_count_gives_is_still_under_the_digest_of_the_result(files):
    change(files[0], '"notices": []', '"notices": ["All is well."]')
    differs = verify(*files).differs
    assert "not the digest of this result" in differs["problem"]


@pytest.mark.parametrize("line", [1, 2, 5, 10])
@pytest.mark.parametrize("field", ["seq", "digest", "link"])
def test_a_changed_line_of_the_log_is_named(files, line, field):
    lines = files[2].read_text().splitlines()
    place = json.loads(lines[line - 1])
    place[field] = 77 if field == "seq" else "f" * 64
    lines[line - 1] = json.dumps(place)
    files[2].write_text("\n".join(lines))
    differs = verify(*files).differs
    assert (differs["file"], differs["line"]) == ("log.jsonl", line)


def anew(lines):
    """A log that holds together, of the digests of these lines."""
    return published.log_of([json.loads(each)["digest"] for each in lines])[0]


@pytest.mark.parametrize(
    ("forge", "file", "says"),
    [
        (lambda lines: lines[:3] + lines[4:], "log.jsonl", "place 4 should be here"),
        (lambda lines: lines[:3] + [lines[4], lines[3]] + lines[5:], "log.jsonl", "place 4 should be here"),
        (lambda lines: lines[:-1], "result.json", "log_entries"),
        (lambda lines: anew(lines[:-2] + lines[-1:]), "result.json", "log_entries"),
        (lambda lines: anew([lines[0], lines[2], lines[1], *lines[3:]]), "result.json", "log_head"),
        (lambda lines: [*lines[:2], "{}", *lines[2:]], "log.jsonl", "not a place of a log"),
    ],
)
def test_a_log_that_was_cut_or_made_anew_is_seen(files, forge, file, says):
    files[2].write_text("\n".join(forge(files[2].read_text().splitlines())))
    differs = verify(*files).differs
    assert differs["file"] == file
    assert says in differs["problem"]


def test_a_lock_that_is_not_what_was_locked_is_seen(files):
    change(files[0], '"title": "Moon"', '"title": "The moon"')
    assert "vote, lock_digest" in verify(*files).differs["problem"]


@pytest.mark.parametrize("with_log", [True, False])
def test_a_changed_ballot_is_named_by_its_line(files, with_log):
    change(files[1], "5,'=School,1/3,buses|parks", "5,'=School,1/3,buses|wages")
    differs = verify(*files[: 3 if with_log else 2]).differs
    assert (differs["file"], differs["line"]) == ("ballots.csv", 6)


def unsealed(path):
    """A result as `listens priorities count` writes it: without lock, log and seal."""
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["vote"]
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("7,'=School,1/3", "7,'=School,1/2", 8, "one of the 3 ballots of “=School” weighs 1/3"),
        ("7,'=School,1/3", "7,'=School,heavy", 8, "“heavy” is no weight"),
        ("8,small-1", "7,small-1", 9, "ballot “7” is on line 8 already"),
        ("hall|wages", "hall|hall", 9, "ticked twice"),
        ("hall|wages", "hall|sun", 9, "“sun” is no proposal of the result"),
        ("small-1,1,", ",1,", 9, "names no organisation"),
    ],
)
def test_a_ballot_that_cannot_be_right_is_named_without_a_log(files, old, new, line, says):
    unsealed(files[0])
    change(files[1], old, new)
    differs = verify(*files[:2]).differs
    assert (differs["file"], differs["line"]) == ("ballots.csv", line)
    assert says in differs["problem"]


def test_a_ballot_of_somebody_who_may_not_vote_is_named(tmp_path):
    result, ballots, log = published.write(tmp_path, [*CAST, Ballot("", "Shell", ("moon",))], PROPOSALS)
    text = result.read_text(encoding="utf-8")
    content = json.loads(text)
    content["vote"]["locked"]["organisations"].pop(2)
    lock = published.digest("", [content["vote"]["locked"], content["vote"]["private_lock_digest"]])
    content["vote"]["lock_digest"] = lock
    result.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    differs = verify(result, ballots).differs
    assert "is not among those who may vote" in differs["problem"]


def test_a_changed_tick_without_any_seal_shows_in_the_count(files):
    unsealed(files[0])
    change(files[1], "homes|wages", "buses|wages")
    differs = verify(*files[:2]).differs
    assert differs["file"] == "result.json"
    assert "Either this or a ballot was changed" in differs["problem"]


def test_rows_that_the_count_left_out_are_left_out_again(tmp_path):
    ballots = [*CAST, Ballot("", "Mosque", ("homes",))]
    profile = weigh(CAST, proposals=PROPOSALS)
    result = count(profile, seats=2, resamples=0)
    result["settings"] |= {"min_ticks": 2, "max_ticks": 3}
    result["findings"] = [{"row": 10, "column": "choices"}]
    (tmp_path / "r.json").write_text(json.dumps(result))
    (tmp_path / "b.csv").write_text(published.ballots_csv(ballots, profile), newline="")
    assert verify(tmp_path / "r.json", tmp_path / "b.csv").differs is None
    result["findings"] = []
    (tmp_path / "r.json").write_text(json.dumps(result))
    differs = verify(tmp_path / "r.json", tmp_path / "b.csv").differs
    assert (differs["file"], differs["line"]) == ("b.csv", 10)


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        (0, "[]", "is not the JSON of a result"),
        (0, "{", "is not the JSON of a result"),
        (0, "[" * 100_000, "is not the JSON of a result"),
        (0, '{"rule": "dots", "winners": []}', "names no rule"),
        (0, '{"rule": "drip", "winners": [],\n "rule": "drip"}', "line 2: “rule” stands twice"),
        (1, "", "holds no ballot"),
        (1, "ballot,votes\n", "has no column “choices”"),
        (1, "ballot,organisation,choices\n", "holds no ballot"),
        (1, "\x00", "is not a text file"),
        (2, "", "holds no place"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(files, file, content, says, capsys):
    unsealed(files[0]) if file == 1 else None
    files[file].write_text(content)
    code = main([str(files[0]), str(files[1]), *(["--log", str(files[2])] if file != 1 else [])])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("META\nkey;value\nPROJECTS\nproject_id;cost\na;1\n", "no section VOTES"),
        ("META\nkey;value\nbudget;5\n", "no section PROJECTS"),
        ("PROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n", "no section META"),
        ("META\nkey;value\nPROJECTS\nproject_id;cost\na;1e999999999\nVOTES\nvoter_id;vote\n", "line 5: the project"),
        ("META\nkey;value\nPROJECTS\nproject_id;cost\na;dear\nVOTES\nvoter_id;vote\n", "line 5: the project"),
        ("META\nkey;value\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;a\n", "states none"),
    ],
)  # fmt: skip
def test_a_pb_with_missing_sections_is_one_sentence(tmp_path, content, says):
    costs = {"a": Fraction(1)}
    result = count(weigh([Ballot("1", None, ("a",))]), budget=Fraction(2), costs=costs, resamples=0)
    (tmp_path / "r.json").write_text(json.dumps(result))
    (tmp_path / "b.pb").write_text(content)
    with pytest.raises(Unreadable, match=says) as refused:
        verify(tmp_path / "r.json", tmp_path / "b.pb")
    assert "\n" not in str(refused.value)


def test_it_runs_alone_with_nothing_but_python(files, tmp_path):
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "verify_result.py").write_bytes(FILE.read_bytes())

    def run(*options):
        command = [
            sys.executable,
            "-I",
            "-S",
            "verify_result.py",
            *map(str, files[:2]),
            "--log",
            str(files[2]),
        ]
        return subprocess.run([*command, *options], cwd=alone, capture_output=True, text=True, check=False)

    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "Everything that was checked agrees." in done.stdout
    change(files[2], '"seq": 4', '"seq": 40')
    assert run().returncode == 1
    differs = json.loads(run("--json").stdout)["differs"]
    assert (differs["file"], differs["line"]) == ("log.jsonl", 4)


def test_it_imports_only_the_standard_library_and_reads_on_older_pythons():
    tree = ast.parse(FILE.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
