"""`listens themes assign` and `listens themes agreement`: the contract, and odd files."""

import json

import numpy as np
import pytest

from listens.cli import themes_assign
from listens.cli.main import main
from listens.methods.cells import csv_of
from listens.methods.themes.encoding import can_learn
from tests.methods.themes.reading import THEMES, WordEncoder, notes

needs_learner = pytest.mark.skipif(not can_learn(), reason="scikit-learn comes with an extra: make themes")
CODINGS = (
    "unit,coder,code,pass\nn1,Ana,damp,blind\nn1,Bo,damp,blind\nn2,Ana,,blind\nn2,Bo,,blind\n"
    "n3,Ana,damp,blind\nn3,Bo,,blind\n"
)


@pytest.fixture
def run(tmp_path, capsys):
    """Write files, run a command on them: (code, standard output, standard error)."""

    def run_(command, files, *more):
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (tmp_path / name).write_bytes(data)
        paths = {name: str(tmp_path / name) for name in files}
        code = main(["themes", command, *(paths.get(str(each), str(each)) for each in more)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_


@pytest.fixture
def model(monkeypatch):
    """In place of the sentence model, which is an extra."""
    encoder = WordEncoder()
    monkeypatch.setattr(themes_assign, "load_encoder", lambda: encoder)
    return encoder


def agreement(run, content, *more):
    return run("agreement", {"c.csv": content}, "c.csv", *more)


def test_agreement_answers_as_the_contract_says(run):
    code, out, err = agreement(run, CODINGS, "--json", "-")
    answer = json.loads(out)
    assert (code, err, answer["units"], answer["coders"]) == (0, "", 3, ["Ana", "Bo"])
    # By hand: one of three pairs differs; 3 of 6 answers are damp; Ana gives it 2 times of 3, Bo once.
    assert answer["krippendorff_alpha"] == pytest.approx(1 - 5 * 2 / 18)
    assert answer["cohen_kappa"] == {"Ana|Bo": pytest.approx(0.4)}
    assert answer["by_code"]["damp"]["alpha"] == pytest.approx(1 - 5 * 2 / 18)
    assert answer["by_code"]["damp"]["n"] == 2


def test_only_blind_passes_count_unless_there_is_no_such_column(run):
    seen = CODINGS + "n3,Bo,damp,second\n"
    answer = json.loads(agreement(run, seen, "--json", "-")[1])
    assert answer["krippendorff_alpha"] == pytest.approx(1 - 5 * 2 / 18) and answer["not_blind"] == 1
    bare = CODINGS.replace(",pass", "").replace(",blind", "")
    assert json.loads(agreement(run, bare, "--json", "-")[1])["units"] == 3
    code, _out, err = agreement(run, CODINGS.replace(",blind", ",second"))
    assert code == 2 and "no row says “blind”" in err


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", ";"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_separators_and_marks_are_forgiven(run, change):
    assert json.loads(agreement(run, change(CODINGS), "--json", "-")[1])["units"] == 3


def test_in_words(run):
    code, out, _err = agreement(run, CODINGS)
    assert code == 0
    assert "3 notes were coded by two people or more, 2 people in all." in out
    assert "damp: 0.444" in out and "Ana and Bo: 0.400" in out


def test_a_bad_row_is_left_out_and_named(run):
    code, out, err = agreement(run, CODINGS + ",Ana,damp,blind\nn4,,damp,blind\n", "--json", "-")
    assert code == 1 and json.loads(out)["units"] == 3
    assert "row 8, unit: It is empty." in err and "row 9, coder: It is empty." in err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "it is empty"),
        (b"\x7fELF\x00\x00", "not a text file"),
        ("unit,coder\nn1,Ana\n", "it has no “code”"),
        ("unit,coder,code,code\nn1,Ana,a,b\n", "two columns “code”"),
        ("unit,coder,code\nn1,Ana,damp\n", "no unit was coded by two people"),
        ("unit,coder,code\n", "no unit was coded by two people"),
    ],
)
def test_agreement_that_cannot_be_said_is_one_sentence(run, content, says):
    code, out, err = agreement(run, content)
    assert (code, out, err.count("\n")) == (2, "", 1) and says in err


def test_names_that_a_spreadsheet_would_run_or_a_terminal_obey(run):
    content = csv_of(
        ["unit", "coder", "code"],
        [["n1", "=A", "@sum\x1b[2J"], ["n1", "Bo", "@sum\x1b[2J"], ["n2", "=A", ""], ["n2", "Bo", ""]],
    )
    code, out, _err = agreement(run, content)
    assert code == 0 and "\x1b" not in out and "=A and Bo" in out
    assert list(json.loads(agreement(run, content, "--json", "-")[1])["by_code"]) == ["@sum\x1b[2J"]


def codebook(**more):
    themes = [{"id": one.id, "name": one.name, "definition": one.definition, **more} for one in THEMES]
    return json.dumps({"themes": themes})


def table(texts, header="text"):
    return csv_of([header], [[text] for text in texts])


def assign(run, files, *more):
    return run("assign", files, "n.csv", "--text-column", "text", "--codebook", "b.json", *more)


@needs_learner
def test_assign_answers_as_the_contract_says(run, model):
    texts, truth = notes(60)
    code, out, err = assign(run, {"n.csv": table([*texts, " "]), "b.json": codebook()}, "--json", "-")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert [one["row"] for one in answer["assignments"]] == list(range(61))
    for one in answer["assignments"]:
        assert len(one["themes"]) == len(one["scores"]) and one["scores"] == sorted(
            one["scores"], reverse=True
        )
        assert all(0 <= score <= 1 for score in one["scores"]) and isinstance(one["abstained"], bool)
    assert answer["assignments"][-1] == {"row": 60, "themes": [], "scores": [], "abstained": True}
    assert answer["unassigned"] == sum(not one["themes"] for one in answer["assignments"])
    assert answer["calibrated"] is False


@needs_learner
def test_assign_learns_from_codings_and_names_what_it_does_not_know(run, model):
    texts, truth = notes(150)
    rows = [
        [at, "Ana", THEMES[code].id if code is not None else ""]
        for at in range(100)
        for code in (np.flatnonzero(truth[at]).tolist() or [None])
    ]
    rows += [["nowhere", "Ana", "damp"], [3, "Ana", "unheard-of"]]
    files = {"n.csv": table(texts), "b.json": codebook(), "c.csv": csv_of(["unit", "coder", "code"], rows)}
    code, out, err = assign(run, files, "--codings", "c.csv", "--json", "-")
    answer = json.loads(out)
    assert code == 1 and "“nowhere” is no note of the file" in err and "“unheard-of” is no theme" in err
    right = [
        set(one["themes"]) == {THEMES[code].id for code in np.flatnonzero(truth[one["row"]])}
        for one in answer["assignments"][100:]
        if truth[one["row"]].any()
    ]
    assert np.mean(right) > 0.7
    assert answer["calibrated"] and 0.5 < answer["quality"]["micro_f1"] <= 1
    code, out, _err = assign(run, files, "--codings", "c.csv")
    assert "It learnt from 100 notes that people coded." in out and "not a count of what was said" in out


@needs_learner
def test_odd_themes_are_left_out_and_named(run, model):
    first = {"id": "a", "name": "=Damp\x1b[2J", "parent": "b"}
    book = json.dumps({"themes": [first, {"id": "b", "parent": "a"}, {"id": "a"}]})
    code, out, err = assign(run, {"n.csv": "text\ndamp\n", "b.json": book})
    assert (
        code == 1 and "“a” is used twice" in err and "is not a theme above" in err and "\x1b" not in out + err
    )


@pytest.mark.parametrize(
    ("content", "book", "says"),
    [
        ("", None, "it is empty"),
        ("words\nhello\n", None, "no column “text”; it has words"),
        ("text\n", None, "no row below its header"),
        ("text\nhello\n", "{", "breaks off or is not JSON"),
        ("text\nhello\n", '{"themes": []}', "no theme with an “id”"),
    ],
)
def test_assign_that_cannot_be_done_is_one_sentence(run, model, content, book, says, tmp_path):
    code, out, err = assign(
        run, {"n.csv": content, "b.json": book or codebook()}, "--json", tmp_path / "out.json"
    )
    assert (code, out, err.count("\n")) == (2, "", 1) and says in err
    assert not (tmp_path / "out.json").exists()


def test_without_the_extra_it_says_what_to_type(run, monkeypatch):
    monkeypatch.setattr(themes_assign, "find_spec", lambda name: None)
    code, _out, err = assign(run, {"n.csv": "text\nhello\n", "b.json": codebook()})
    assert code == 2 and "make themes" in err


def test_help_lists_what_there_is(capsys):
    assert main(["themes", "--help"]) == 0
    out = capsys.readouterr().out
    assert "assign" in out and "agreement" in out
