"""The frame of the command: what it collects, what it answers with, and what it does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from listens.cli import main
from listens.core import answers
from tests.command import ROOT, listens

COMMANDS = "serve migrate worker tick check backup restore import export area account keys priorities"


@pytest.mark.parametrize("command", COMMANDS.split(" "))
def test_every_command_explains_itself(command, capsys):
    assert main.main([command, "--help"]) == 0
    assert f"listens {command}" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [[], ["sing"], ["import"], ["serve", "--port", "many"]])
def test_a_command_that_cannot_be_read_answers_2(wrong, capsys):
    assert main.main(wrong) == answers.NOT_DONE
    assert "usage:" in capsys.readouterr().err


def test_counting_needs_no_database_and_leaves_nothing_behind(tmp_path):
    ballots = tmp_path / "ballots.csv"
    rows = [f"{n},org{n},a|b|c" for n in range(6)]
    ballots.write_text("ballot,organisation,choices\n" + "\n".join(rows) + "\n")
    done = listens("priorities", "count", ballots, "--seats", 1, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["ballots.csv"]


def test_collecting_the_commands_sets_nothing_up(tmp_path):
    script = "import sys; from listens.cli.main import make_parser; make_parser(); print('django.apps' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "LISTENS_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=400,
    )
    assert done.stdout.strip() == "False", done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_was_never_migrated_says_so(tmp_path):
    done = listens("area", "east", "East Listens", home=tmp_path, LISTENS_HTTPS="0")
    assert done.returncode == 2
    assert "listens migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_of_another_database_is_one_sentence(tmp_path):
    done = listens("tick", home=tmp_path, LISTENS_DATABASE="mysql://x/y")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "LISTENS_DATABASE" in done.stderr


@pytest.mark.parametrize("where", ["-", "file"])
def test_json_goes_where_it_is_asked(tmp_path, capsys, where):
    target = "-" if where == "-" else str(tmp_path / "answer.json")
    answers.write_json(target, {"name": "Zoë"})
    content = capsys.readouterr().out if where == "-" else Path(target).read_text()
    assert '"Zoë"' in content


def test_json_that_cannot_be_written_is_one_sentence(tmp_path):
    with pytest.raises(answers.NotDone, match="No such file"):
        answers.write_json(str(tmp_path / "no/where"), {})
