"""The frame of every import and export: words, JSON, exit codes, and each option handed on."""

import json

import pytest

from listens.cli import importing, main
from listens.core import exporters, importers
from listens.core.acting import Refused
from listens.core.tables import Outcome, read_table
from listens.methods.findings import Finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(monkeypatch, cast):
    """An importer and an exporter that remember what they were given."""
    remembered = {}

    def bring_in(actor, area, path, options):
        remembered.update(actor=actor, area=area, options=options)
        table = read_table(path, needed=["text"], mapping=options.mapping)
        options.progress(1, 1)
        bad = [
            Finding(number, "text", "It is empty.", "Fill it in.")
            for number, row in table
            if row["text"] == "-"
        ]
        return Outcome(len(table), len(table) - len(bad), 0, [*table.findings, *bad], options.dry_run)

    def take_out(actor, area, name, to):
        if name == "missing":
            raise Refused("There is no round “missing”.")
        to.write_text(name)
        return [f"Wrote {name}."]

    monkeypatch.setattr(importers, "IMPORTERS", {})
    monkeypatch.setattr(exporters, "EXPORTERS", {})
    importers.declare("sayings", "what people said: text", bring_in)
    importers.declare("answers", "what they got: text", bring_in, needs_round=True)
    exporters.declare("round", "a whole round", take_out, needs_name=True)
    return remembered


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sayings.csv"
    path.write_text("words,n\nhello,1\n-,2\n")
    return path


def bring(file, *more):
    return main.main(["import", "sayings", str(file), "--area", "south", "--map", "words=text", *more])


def test_findings_are_printed_with_row_column_problem_and_what_to_do(given, file, capsys):
    assert bring(file) == 1
    out = capsys.readouterr().out
    assert "2 rows: 1 added, 0 already here, 1 with problems." in out
    assert "row 3, text: It is empty. Fill it in." in out


def test_a_good_file_answers_0_and_every_option_is_handed_on(given, file, cast):
    file.write_text("a=b,n\nhello,1\n")
    command = ["import", "answers", str(file), "--area", "south", "--round", "autumn", "--map", "a=b=text"]
    assert main.main([*command, "--dry-run", "--all-or-nothing"]) == 0
    options = given["options"]
    assert (options.round, options.mapping) == ("autumn", {"a=b": "text"})
    assert options.dry_run and options.all_or_nothing
    assert given["area"] == cast.area and given["actor"].is_system


def test_json_says_the_same_for_machines(given, file, capsys):
    assert bring(file, "--json", "-") == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["rows"], answer["added"], answer["rejected"]) == (2, 1, 1)
    assert answer["findings"] == [
        {"row": 3, "column": "text", "problem": "It is empty.", "fix": "Fill it in."}
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing", "FILE", "--area", "south"], "sayings: what people said"),
        (["sayings", "FILE", "--area", "west"], "There are: north, south."),
        (["sayings", "none.csv", "--area", "south"], "There is no file none.csv."),
        (["sayings", "FILE", "--area", "south", "--map", "words"], "COLUMN=FIELD"),
        (["sayings", "FILE", "--area", "south"], "has no column “text”"),
        (["sayings", "FILE", "--area", "south", "--map", "wrds=text"], "There is no column “wrds”"),
        (["answers", "FILE", "--area", "south"], "--round SLUG"),
    ],
)
def test_what_cannot_be_done_answers_2_and_says_why(given, file, capsys, arguments, sentence):
    assert main.main(["import", *[str(file) if word == "FILE" else word for word in arguments]]) == 2
    printed = capsys.readouterr()
    assert sentence in printed.err and printed.out == ""


def test_many_findings_are_cut_short_on_a_terminal():
    outcome = Outcome(100, 0, 0, [Finding(n, "x", "No.") for n in range(2, 102)])
    lines = list(importing.in_words(outcome))
    assert len(lines) == importing.MOST_SHOWN + 2
    assert "50 more" in lines[-1]


def test_export_writes_where_it_is_told(given, tmp_path, capsys):
    to = tmp_path / "out"
    assert main.main(["export", "round", "autumn", "--area", "south", "--to", str(to)]) == 0
    assert to.read_text() == "autumn"
    assert "Wrote autumn." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pledges"], "round: a whole round"),
        (["round"], "Say which one"),
        (["round", "missing"], "no round “missing”"),
        (["round", "autumn", "--to", "/nowhere/at/all"], "No such file"),
    ],
)
def test_an_export_that_cannot_be_done_answers_2(given, tmp_path, capsys, arguments, sentence):
    to = [] if "--to" in arguments else ["--to", str(tmp_path / "x")]
    assert main.main(["export", *arguments, "--area", "south", *to]) == 2
    assert sentence in capsys.readouterr().err


def test_a_kind_is_declared_once(given):
    with pytest.raises(ValueError):
        importers.declare("sayings", "again", lambda *args: Outcome())
    with pytest.raises(ValueError):
        exporters.declare("round", "again", lambda *args: [])
