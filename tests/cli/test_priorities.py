"""`listens priorities count`, through the promise of its JSON, its words and its exit codes."""

import argparse
import json
from fractions import Fraction

import pytest

from listens.cli.priorities import add_parser

HEADER = "ballot,organisation,choices\n"
GOOD = HEADER + "1,Choir,home|work|school\n2,School,home|school|parks\n3,School,home|work|parks\n"
PB = (
    "META\nkey;value\nbudget;10\nvote_type;approval\nmax_length;2\nPROJECTS\nproject_id;cost;name\n"
    "1;4;Benches\n2;7;Trees\n3;5;Lights\nVOTES\nvoter_id;vote;ward\na;1,2;North\nb;1,3;South\nc;1;South\n"
)


@pytest.fixture
def listens(tmp_path, capsys):
    """Runs the command on a file of this content; gives (exit code, standard output, standard error)."""

    def run(content, *options, name="ballots.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        parser = argparse.ArgumentParser(prog="listens")
        add_parser(parser.add_subparsers(required=True))
        args = parser.parse_args(["priorities", "count", str(path), *map(str, options)])
        code = args.run(args)
        return code, *capsys.readouterr()

    return run


def test_json_on_standard_output_keeps_the_contract(listens):
    code, out, err = listens(GOOD, "--seats", 2, "--json", "-")
    result = json.loads(out)
    assert (code, err) == (0, "")
    assert {
        "rule", "seats", "weights", "winners", "not_chosen", "ties", "checks", "most_votes", "equal_shares", "coverage"
    } <= set(result)  # fmt: skip
    assert (result["rule"], result["seats"], result["weights"]) == ("drip", 2, "organisation")
    assert [winner["proposal"] for winner in result["winners"]][0] == "home"
    for winner in result["winners"]:
        assert set(winner) == {"proposal", "rank", "firmness", "paid_by"}
        assert winner["firmness"] in {"clear", "close"}
        assert sum(map(Fraction, winner["paid_by"].values())) == 1
    assert all(set(other) == {"proposal", "short_by"} for other in result["not_chosen"])
    assert isinstance(result["checks"]["ejr_plus"], bool)


def test_words_on_the_terminal_and_json_in_a_file(listens, tmp_path):
    code, out, _ = listens(GOOD, "--seats", 2, "--json", tmp_path / "result.json")
    assert code == 0
    assert "3 ballots, counted by the drip (sequential Phragmén), every organisation one equal share." in out
    assert "1. home (clear). Main payers: Choir 50 %, School 50 %" in out
    assert (
        json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))["winners"][0]["proposal"] == "home"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.replace("Choir", "Caf\u00e9").encode("cp1252"),
        GOOD.encode("utf-16"),
    ],
)
def test_forgives_what_spreadsheets_write(listens, content):
    code, out, _ = listens(content, "--seats", 1, "--json", "-")
    assert (code, json.loads(out)["num_ballots"]) == (0, 3)


def test_a_bad_row_is_left_out_and_said(listens):
    code, out, err = listens(
        GOOD + "4,Choir,home|home|work\n5,Choir,a|b|c|d|e|f\n", "--seats", 1, "--json", "-"
    )
    assert code == 1
    assert [(found["row"], found["column"]) for found in json.loads(out)["findings"]] == [
        (5, "choices"),
        (6, "choices"),
    ]
    assert "Left out: 2" in err
    assert "row 5, choices: “home” is ticked more than once." in err
    assert json.loads(out)["num_ballots"] == 3


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        (b"\x7fELF\x00\x00", ["--seats", 1], "not a text file"),
        (b"\x81\x8d\xff", ["--seats", 1], "not a text file"),
        (b"", ["--seats", 1], "It is empty."),
        ("ballot,votes\n1,a\n", ["--seats", 1], "There is no such column"),
        (
            HEADER + "1,Choir,a\n",
            ["--seats", 1],
            "No ballot could be counted. row 2, choices: 1 proposal is ticked",
        ),
        (GOOD, ["--budget", "file"], "needs a .pb file"),
        (GOOD, ["--seats", 1, "--min-ticks", 6], "--max-ticks is below"),
        (GOOD, ["--seats", 1, "--sizes", "missing.csv"], "missing.csv cannot be opened"),
        (GOOD, ["--seats", 1, "--json", "no/such/folder/x.json"], "cannot be written"),
        ("META\nkey;value\n", ["--seats", 1], "no section PROJECTS"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_else(listens, content, options, says):
    code, out, err = listens(content, *options)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "options", [[], ["--seats", "0"], ["--seats", "two"], ["--seats", "1", "--budget", "file"]]
)
def test_wrong_options_are_refused(listens, options):
    with pytest.raises(SystemExit) as refused:
        listens(GOOD, *options)
    assert refused.value.code == 2


def test_a_budget_is_spent_at_the_files_own_costs(listens):
    code, out, _ = listens(PB, "--budget", "file", "--rule", "equal-shares", "--json", "-", name="ward.pb")
    result = json.loads(out)
    assert code == 0
    assert [(winner["proposal"], winner["cost"]) for winner in result["winners"]] == [("1", "4")]
    assert (result["budget"], result["budget_left"], result["seats"], result["weights"]) == (
        "10",
        "6",
        None,
        "ballot",
    )
    assert sum(Fraction(part) for part in result["winners"][0]["paid_by"].values()) == 4


def test_a_pb_keeps_its_own_tick_limits(listens):
    code, out, err = listens(PB + "d;1,2,3;North\n", "--seats", 1, name="ward.pb")
    assert code == 1
    assert "1. 1 Benches" in out
    assert "3 proposals are ticked; the most is 2." in err


def test_a_column_of_a_pb_can_stand_for_the_organisation(listens):
    _, out, _ = listens(PB, "--seats", 1, "--organisation-column", "ward", "--json", "-", name="ward.pb")
    assert json.loads(out)["winners"][0]["paid_by"] == {"North": "1/2", "South": "1/2"}


def test_sizes_weigh_and_what_is_wrong_with_them_is_said(listens, tmp_path):
    sizes = tmp_path / "sizes.csv"
    sizes.write_text("organisation;size\nChoir;400\nSchool;many\n", encoding="utf-8")
    code, out, err = listens(GOOD, "--seats", 1, "--weights", "square-root", "--sizes", sizes, "--json", "-")
    assert code == 1
    assert "“many” is no number of people." in err
    assert "“School” is not in sizes.csv." in err
    paid = json.loads(out)["winners"][0]["paid_by"]
    assert Fraction(paid["Choir"]) / Fraction(paid["School"]) == Fraction(20000, 1414)


def test_the_same_seeds_give_the_same_result(listens):
    runs = {listens(GOOD, "--seats", 2, "--seed", 3, "--tie-seed", 5, "--json", "-") for _ in range(2)}
    assert len(runs) == 1


@pytest.fixture
def verify(tmp_path, capsys):
    def run(*options):
        parser = argparse.ArgumentParser(prog="listens")
        add_parser(parser.add_subparsers(required=True))
        args = parser.parse_args(["priorities", "verify", *map(str, options)])
        code = args.run(args)
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    ("content", "name", "options"),
    [
        (GOOD + "4,Choir,home|home|work\n", "ballots.csv", ["--seats", 2]),
        (GOOD, "ballots.csv", ["--seats", 2, "--min-ticks", 1, "--rule", "seqpav", "--weights", "ballot"]),
        (PB, "ward.pb", ["--budget", "file", "--rule", "equal-shares"]),
        (PB + "d;1,2,3;North\n", "ward.pb", ["--seats", 1, "--organisation-column", "ward"]),
        (
            PB.replace("1;4;", "1;4,25;") + "d;;North\n",
            "ward.pb",
            ["--budget", "file", "--rule", "most-votes"],
        ),
    ],
)
def test_what_was_counted_is_verified(listens, verify, tmp_path, content, name, options):
    listens(content, *options, "--json", tmp_path / "result.json", name=name)
    code, out, err = verify(tmp_path / "result.json", tmp_path / name)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Everything that was checked agrees."

    text = (tmp_path / "result.json").read_text(encoding="utf-8")
    (tmp_path / "result.json").write_text(text.replace('"rank": 1', '"rank": 2', 1), encoding="utf-8")
    code, out, err = verify(tmp_path / "result.json", tmp_path / name, "--json", "-")
    report = json.loads(out)
    line = text[: text.index('"rank": 1')].count("\n") + 1
    assert (code, err) == (1, "")
    assert (report["differs"]["file"], report["differs"]["line"]) == ("result.json", line)


@pytest.mark.parametrize(
    ("result", "ballots", "options", "says"),
    [
        ("missing.json", "ballots.csv", [], "missing.json cannot be opened"),
        ("result.json", "missing.csv", [], "missing.csv cannot be opened"),
        ("result.json", "ballots.csv", ["--log", "missing.jsonl"], "says nothing of a log"),
        ("result.json", "ballots.csv", ["--json", "no/such/folder/x.json"], "cannot be written"),
    ],
)
def test_what_cannot_be_verified_is_one_sentence(listens, verify, tmp_path, result, ballots, options, says):
    listens(GOOD, "--seats", 1, "--json", tmp_path / "result.json")
    code, out, err = verify(tmp_path / result, tmp_path / ballots, *options)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
