"""`listens disclose`, through the promise of its JSON, its words and its exit codes."""

import json

import pytest

from listens.cli.main import main

GOOD = "ward,Under 18,18 to 64,65 and over,Total\nA,12,3,40,55\nB,22,31,18,71\nC,9,15,27,51\nTotal,43,49,85,177\n"


@pytest.fixture
def listens(tmp_path, capsys):
    """Runs the command on a file of this content; gives (exit code, standard output, standard error)."""

    def run(content, *options, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["disclose", str(path), *map(str, options)])
        return code, *capsys.readouterr()

    return run


def test_json_on_standard_output_keeps_the_contract(listens):
    code, out, err = listens(GOOD, "--hide-below", 8, "--round-to", 1, "--json", "-")
    result = json.loads(out)
    assert (code, err) == (0, "")
    assert result["table"] == [
        [None, None, 40, 55],
        [22, 31, 18, 71],
        [None, None, 27, 51],
        [43, 49, 85, 177],
    ]
    assert result["hidden"] == [
        [0, 0, "secondary"],
        [0, 1, "primary"],
        [2, 0, "secondary"],
        [2, 1, "secondary"],
    ]
    assert result["audit"][1] == {"cell": [0, 1], "low": 0, "high": 15}
    assert [one["cell"] for one in result["audit"]] == [place[:2] for place in result["hidden"]]
    assert result["secondary"] == {"hidden": 3, "at_least": 3}


def test_words_on_the_terminal_and_json_in_a_file(listens, tmp_path):
    code, out, err = listens(GOOD, "--json", tmp_path / "result.json")
    assert code == 0
    assert out.splitlines()[1].split() == ["A", "*", "*", "40", "55"]
    assert "1 small count hidden, and 3 beside (the fewest that will do)." in err
    assert json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))["round_to"] == 5


def test_a_preset_and_what_is_said_beside_it(listens):
    _, out, _ = listens(GOOD, "--preset", "below-10", "--json", "-")
    assert [(json.loads(out)[what]) for what in ("hide_below", "round_to")] == [10, 1]
    _, out, _ = listens(GOOD, "--preset", "below-10", "--round-to", 5, "--json", "-")
    assert [(json.loads(out)[what]) for what in ("hide_below", "round_to")] == [10, 5]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace(",", ";"),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("Under 18", "Unter 18 – Jünger").encode("cp1252"),
        GOOD.replace("\n", "\r\n") + "\r\n,,,,\r\n",
        GOOD.replace("Total", "total"),
    ],
)
def test_files_as_people_send_them(listens, content):
    code, out, _ = listens(content, "--json", "-")
    assert code == 0
    assert len(json.loads(out)["hidden"]) == 4


def test_wards_in_boroughs(listens):
    content = (
        "borough,ward,Women,Men,Total\nLambeth,x,3,20,23\nLambeth,y,15,9,24\nLambeth,Total,18,29,47\n"
        "Merton,z,38,12,50\nMerton,w,30,25,55\nMerton,Total,68,37,105\nTotal,Total,86,66,152\n"
    )
    code, out, _ = listens(content, "--json", "-")
    result = json.loads(out)
    assert code == 0
    assert [place[:2] for place in result["hidden"]] == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert result["rows"][2] == ["Lambeth", "Total"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("ward,a,b\nA,9,9\n", "fewer than two rows"),
        ("ward,a,b\n", "The table is empty"),
        ("", "The table is empty"),
        ("ward\nA\nB\n", "no column of counts"),
        (GOOD.replace("A,12", "A,-12"), "“A, Under 18” is -12: a count of people cannot be negative"),
        (GOOD.replace("A,12", "A,12.5"), "Row 2, “Under 18” is “12.5”: write a whole number of people"),
        (GOOD.replace("A,12", "A,"), "Row 2, “Under 18” is empty: write 0"),
        (GOOD.replace("A,12", "A,*"), "Row 2, “Under 18” is “*”"),
        (GOOD.replace("43,49", "44,49"), "The total of “Under 18” says 44, but its counts make 43"),
        (GOOD.replace("B,22,31", "B,22"), "Row 3 has 4 cells, the headings are 5"),
        ("ward,a,b,Total\nA,3,0,3\nB,9,9,18\nTotal,12,9,21\n", "The total of “A” is itself below 8"),
        ("p,q,r,a\nx,y,z,9\nx,y,w,9\n", "more than three ways"),
        (b"PK\x03\x04" + bytes(2000), "is not a text file"),
    ],
)
def test_what_cannot_be_published_is_one_sentence_and_nothing_else(listens, tmp_path, content, says):
    code, out, err = listens(content, "--json", tmp_path / "out.json")
    assert (code, out) == (2, "")
    assert err.startswith("listens: nothing may be published. ")
    assert says in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out.json").exists()


def test_what_two_releases_give_away_is_refused(listens, tmp_path):
    first = tmp_path / "first.json"
    assert listens(GOOD, "--round-to", 1, "--as-at", "2026-05-03", "--json", first)[0] == 0
    assert listens(GOOD, "--round-to", 1, "--as-at", "2026-06-03", "--after", first)[0] == 0
    one_more = GOOD.replace("27,51", "28,52").replace("85,177", "86,178")
    code, out, err = listens(one_more, "--round-to", 1, "--as-at", "2026-06-03", "--after", first)
    assert (code, out) == (2, "")
    assert "Beside what was published as at 2026-05-03" in err
    code, _, err = listens(GOOD, "--after", tmp_path / "table.csv")
    assert code == 2
    assert "was not written by listens disclose --json" in err


@pytest.mark.parametrize("options", [["--hide-below", "0"], ["--round-to", "two"], ["--preset", "none"]])
def test_wrong_options_are_refused(listens, options):
    assert listens(GOOD, *options)[0] == 2
