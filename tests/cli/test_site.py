"""Running a site from the command line: from an empty folder to a page, a worker, a check, a backup and back."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from listens.cli import main
from listens.core import events, health, messages, retention
from listens.core.home import home as installation_home
from listens.core.models import Account, Area, Event, Message
from tests.command import ROOT, listens


@pytest.fixture(scope="module")
def empty(migrated_home):
    return migrated_home


@pytest.fixture(scope="module")
def home(empty, tmp_path_factory):
    """A site that was set up by the commands alone."""
    folder = shutil.copytree(empty, tmp_path_factory.mktemp("site") / "home")
    for command in (
        ["area", "east", "East Listens", "--community-host", "St Brannock's"],
        ["account", "amina@example.org", "--area", "east", "--name", "Amina"],
    ):
        done = listens(*command, home=folder, LISTENS_HTTPS="0")
        assert done.returncode == 0, done.stderr
    return folder


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def start(home, *command):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "LISTENS_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-m", "listens.cli.main", *command],
        env=environment | {"LISTENS_HTTPS": "0"},
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def stop(process):
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    return out


def test_migrate_twice_changes_nothing(home):
    done = listens("migrate", home=home, LISTENS_HTTPS="0")
    assert (done.returncode, done.stdout) == (0, "The database is up to date.\n")


def test_serve_and_worker_run_and_stop_when_told(home):
    port = free_port()
    server, worker = start(home, "serve", "--port", str(port), "--workers", "1"), start(home, "worker")
    try:
        answer = {}
        for _ in range(800):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as page:
                    answer = json.load(page)
            except (urllib.error.URLError, ConnectionError):
                answer = {}
            if answer.get("worker") is not None:
                break
            time.sleep(0.25)
        assert answer["ok"] and answer["worker"] < 60
    finally:
        for process in (server, worker):
            stop(process)


def test_check_is_content_with_a_site_that_works(home):
    assert listens("tick", home=home, LISTENS_HTTPS="0").returncode == 0
    done = listens("check", "--json", "-", home=home, LISTENS_HTTPS="0")
    found = json.loads(done.stdout)
    assert {name: problems for name, problems in found["checks"].items() if problems} == {}
    assert done.returncode == 0 and found["ok"]


def test_check_refuses_a_site_without_https(home):
    done = listens("check", home=home, LISTENS_HTTPS="0", LISTENS_SITE_URL="http://listens.example")
    assert done.returncode == 1
    assert "LISTENS_SITE_URL must begin with https://" in done.stdout


def test_backup_and_restore_into_a_new_home(home, empty, tmp_path):
    backup = tmp_path / "backup"
    done = listens("backup", backup, home=home, LISTENS_HTTPS="0")
    assert done.returncode == 0, done.stderr
    new = shutil.copytree(empty, tmp_path / "new")
    without_key = listens("restore", backup, home=new, LISTENS_HTTPS="0")
    assert without_key.returncode == 2 and "backup key" in without_key.stderr
    key = {"LISTENS_BACKUP_KEY": (home / "backup-key").read_text()}
    done = listens("restore", backup, home=new, LISTENS_HTTPS="0", **key)
    assert done.returncode == 0, done.stderr
    again = listens("restore", backup, home=new, LISTENS_HTTPS="0", **key)
    assert again.returncode == 2 and "not empty" in again.stderr
    missing = listens("check", home=new, LISTENS_HTTPS="0")
    assert missing.returncode == 1 and "keys" in missing.stdout


def test_what_was_erased_is_in_no_file_of_the_database(home, tmp_path):
    """Not in a page that is free now, and not in the log beside it, which a site that runs never closes."""
    mine = shutil.copytree(home, tmp_path / "home")
    running = sqlite3.connect(mine / "listens.sqlite3", isolation_level=None)
    running.execute("PRAGMA journal_mode=WAL")
    words, day = "The damp never goes. " * 500, "2020-01-01 00:00:00"
    [area] = running.execute("SELECT id FROM core_area").fetchone()
    row = ("0" * 32, area, "old", json.dumps({"words": words}), day, day, 0, "")
    columns = "id, area_id, name, payload, at, delivered_at, attempts, problem"
    for table in (
        "core_jobstep",
        "core_jobrun",
    ):  # another test may have had today's work done before the copy
        running.execute(f"DELETE FROM {table}")
    running.execute(f"INSERT INTO core_event ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    files = [mine / f"listens.sqlite3{ending}" for ending in ("", "-wal")]
    assert b"damp never goes" in files[1].read_bytes()  # to read the other one here would end our lock on it
    done = listens("worker", "--once", home=mine, LISTENS_HTTPS="0")
    assert done.returncode == 0, done.stderr
    assert running.execute("SELECT count(*) FROM core_event WHERE name = 'old'").fetchone() == (0,)
    assert [file.name for file in files if b"damp never goes" in file.read_bytes()] == []
    running.close()


def test_nothing_is_readable_by_others_on_the_machine(home, tmp_path, monkeypatch):
    monkeypatch.setenv("LISTENS_HOME", str(tmp_path / "site"))
    before = os.umask(0o022)
    made = installation_home()
    os.umask(before)
    assert made.stat().st_mode & 0o077 == 0  # the database and what was uploaded lie in it
    for name in ("secret-key", "backup-key"):
        if (home / name).exists():
            assert (home / name).stat().st_mode & 0o077 == 0
    assert (home / "keys").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_the_first_area_and_organiser_come_from_the_command_line(capsys):
    assert main.main(["area", "east", "East Listens"]) == 0
    assert "still needs" in capsys.readouterr().out
    assert main.main(["account", "amina@example.org", "--area", "east", "--name", "Amina"]) == 0
    assert Account.objects.get().actor.grants.get().role == "organiser"
    assert main.main(["area", "api", "Not this"]) == 2
    assert main.main(["account", "amina", "--area", "east"]) == 2
    assert main.main(["keys", "--area", "east"]) == 0
    assert main.main(["keys", "--area", "west"]) == 2
    assert Area.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_tick_delivers_sends_and_asks(cast, capsys, tmp_path, settings):
    settings.MESSAGES_FOLDER = tmp_path
    retention.prepare_area(cast.area)
    events.leave(cast.area, "nobody_listens", {})
    messages.queue(cast.area, once_key="k", to="a@example.org", body="x")
    assert main.main(["tick"]) == 0
    assert "1 events delivered, 1 messages sent" in capsys.readouterr().out
    assert main.main(["tick"]) == 0
    assert capsys.readouterr().out == "Nothing was due.\n"
    assert main.main(["worker", "--once"]) == 0
    assert (Event.objects.filter(delivered_at=None).count(), Message.objects.get().state) == (0, "sent")
    assert health.worker_age() is not None
