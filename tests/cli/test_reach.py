"""`listens reach`, through the promise of its JSON, its words and its exit codes."""

import json

import pytest

from listens.cli.main import main

HEARD = "group,heard\nNorth,50\nSouth,61\nEast,9\nPrefer not to say,10\nTotal,130\n"
POPULATION = "group,population\nNorth,5000\nSouth,3000\nEast,2000\n"


@pytest.fixture
def reach(tmp_path, capsys):
    """Runs the command on tables of this content; gives (exit code, standard output, standard error)."""

    def run(heard=HEARD, population=POPULATION, *options):
        for name, content in (("heard.csv", heard), ("population.csv", population)):
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(
            ["reach", str(tmp_path / "heard.csv"), str(tmp_path / "population.csv"), *map(str, options)]
        )
        return code, *capsys.readouterr()

    return run


def test_json_on_standard_output_keeps_the_contract(reach):
    code, out, err = reach(HEARD, POPULATION, "--json", "-")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert {"groups", "fair_sampling_band", "gaps"} <= set(answer)
    assert [group["verdict"] for group in answer["groups"]] == ["fair", "over", "under", "too few to say"]
    for group in answer["groups"]:
        assert list(group) == [
            "group",
            "heard",
            "share",
            "population_share",
            "ratio",
            "low",
            "high",
            "verdict",
        ]
    for group in answer["groups"][:3]:
        assert group["ratio"] == pytest.approx(group["share"] / group["population_share"])
        assert group["low"] <= group["ratio"] <= group["high"]
    assert answer["groups"][3]["ratio"] is None
    low, high = answer["fair_sampling_band"]
    assert 0 <= low < high < answer["dissimilarity"]
    assert answer["gaps"] == [{"group": "East", "more": 19, "verdict": "under"}]


def test_words_on_the_terminal_and_json_in_a_file(reach, tmp_path):
    code, out, err = reach(HEARD, POPULATION, "--json", tmp_path / "answer.json")
    assert (code, err) == (0, "")
    assert "120 people were heard who said which group they are in." in out
    assert "under  East: 9 heard, 7.5 %; 20.0 % of the population; ratio 0.37 (0.20 to 0.68)" in out
    assert "Prefer not to say: 10 heard, 7.7 % of all." in out
    assert "East: about 19 more (under)" in out
    assert json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))["groups"][0]["group"] == "North"


@pytest.mark.parametrize(
    "heard",
    [
        b"\xef\xbb\xbf" + HEARD.encode(),
        HEARD.replace(",", ";").encode(),
        HEARD.replace("North", "Caf\u00e9").encode("cp1252"),
        HEARD.encode("utf-16"),
        HEARD.replace("North", " NORTH ").encode(),
    ],
)
def test_forgives_what_spreadsheets_write(reach, heard):
    population = POPULATION.replace("North", "Caf\u00e9") if b"Caf" in heard else POPULATION
    code, out, _ = reach(heard, population, "--json", "-")
    assert (code, json.loads(out)["groups"][0]["heard"]) == (0, 50)


def test_shares_and_percentages_serve_as_well_as_people(reach):
    answers = [
        json.loads(reach(HEARD, population, "--json", "-")[1])
        for population in (
            POPULATION,
            "group,share\nNorth,0.5\nSouth,.3\nEast,0.2\nTotal,1\n",
            "group,percent\nNorth,50\nSouth,30 %\nEast,20.0\n",
        )
    ]
    assert answers[0] == answers[1] == answers[2]


def test_what_is_odd_is_said(reach):
    heard = HEARD.replace("East,9\n", "").replace("130", "121")
    code, out, _ = reach(heard, POPULATION.replace("5000", "40"))
    assert code == 0
    assert "heard.csv has no row for “East”: counted as 0." in out
    assert "More people of “North” were heard than live here" in out
    out = reach(HEARD.replace("say,10", "say,20").replace("130", "140"))[1]
    assert "“East” is under, but would not be if all 20 who did not say were of it." in out
    assert "but would not be" not in reach()[1]


@pytest.mark.parametrize(
    ("heard", "population", "says"),
    [
        ("", POPULATION, "heard.csv: it is empty."),
        (b"\x7fELF\x00\x00", POPULATION, "not a text file"),
        ("group,votes\nNorth,1\n", POPULATION, "it needs a column group and a column with the numbers"),
        ("group,heard\nNorth,-3\n", POPULATION, "row 2, heard: “-3” is no number of people"),
        ("group,heard\nNorth,2.5\n", POPULATION, "row 2, heard: “2.5” is no number of people"),
        ("group,heard\nNorth,\n", POPULATION, "row 2, heard: “” is no number of people"),
        ("group,heard\nNorth\n", POPULATION, "row 2, heard: “” is no number of people"),
        ("group,heard\n,4\n", POPULATION, "row 2, group: It is empty."),
        ("group,heard\nNorth,9999999999999999999\n", POPULATION, "is no number of people"),
        ("group,heard\nNorth,0\nSouth,0\n", POPULATION, "heard.csv: nobody was heard"),
        ("group,heard\nUnknown,4\n", POPULATION, "Nobody was heard who said which group"),
        (
            "group,heard\nWest,4\n",
            POPULATION,
            "“West” is no group of population.csv, which has North, South, East.",
        ),
        ("group,heard\nNorth,4\nnorth,5\n", POPULATION, "row 3, group: “north” is in row 2 too. Add them up"),
        (
            "group,heard\nNorth,4\nTotal,5\n",
            POPULATION,
            "row 3 says 5 in total, but the other rows sum to 4.",
        ),
        (HEARD, "group,population\nNorth,10\n", "one group alone cannot be compared"),
        (HEARD, "group,population\nNorth,0\nSouth,5\nEast,5\n", "nobody lives here who is “North”"),
        (HEARD, "group,share\nNorth,0.5\nSouth,0.3\nEast,0.3\n", "the shares sum to 1.1 and not to 1"),
        (HEARD, "group,share\nNorth,50\nSouth,30\nEast,20\n", "row 2, share: “50” is no share."),
        (HEARD, "group,percent\nNorth,nan\nSouth,30\nEast,20\n", "row 2, percent: “nan” is no percentage."),
        (HEARD, POPULATION + "Not stated,12\n", "“Not stated” cannot be compared with anybody"),
        (HEARD, POPULATION + "Total,9000\n", "row 5 says 9000 in total, but the other rows sum to 10000."),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_else(reach, heard, population, says, tmp_path):
    code, out, err = reach(heard, population, "--json", tmp_path / "answer.json")
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert not (tmp_path / "answer.json").exists()


def test_a_missing_file_and_a_place_that_cannot_be_written(reach, tmp_path, capsys):
    assert main(["reach", str(tmp_path / "no.csv"), str(tmp_path / "no.csv")]) == 2
    assert "no.csv cannot be opened" in capsys.readouterr().err
    code, out, err = reach(HEARD, POPULATION, "--json", tmp_path / "no" / "such.json")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
