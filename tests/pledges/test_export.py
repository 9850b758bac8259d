"""What was exported is brought in again unchanged; a file that was touched is a finding and changes nothing."""

import json

import pytest

from listens.cli.main import main
from listens.core import chain
from listens.core.importers import ImportOptions
from listens.core.models import Actor, ImportBatch
from listens.core.tables import UnreadableTable
from listens.listening.models import Moment
from listens.pledges import actions
from listens.pledges.bringing_in import import_pledges
from listens.pledges.export import documents, export_pledges
from listens.pledges.history import chain_of, verify
from listens.pledges.models import Pledge
from tests.cast import TODAY
from tests.pledges.making import DUE, a_community_pledge, a_pledge, a_verdict, fresh, move_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(cast, tmp_path):
    """Two promises, one with a row of every kind, in a file."""
    pledge = a_pledge(cast)
    actions.confirm_pledge(cast.dele, pledge, words="Yes.", route="Board")
    actions.report_progress(
        cast.dele,
        pledge,
        words="Öffnet bald – 开放",
        happened_on=TODAY,
        evidence=[("Page", "https://example.org/")],
    )
    refused = actions.ask_for_change(cast.dele, pledge, reason="Late.", wording="Maybe.")
    actions.refuse_change(cast.jun, refused, reason="No.")
    actions.accept_change(cast.jun, actions.ask_for_change(cast.dele, pledge, reason="Late.", due_on=DUE))
    rooms = actions.add_measure(cast.jun, pledge, name="Rooms", target=3, words="Rooms open")
    actions.add_reading(cast.jun, rooms.definitions.get(), value="2.5", as_at=TODAY, source="Visit")
    verdict = a_verdict(cast, pledge, "stuck")
    actions.reply_to_verdict(cast.dele, verdict, words="Thank you.")
    move_clock(cast, verdict.may_publish_from())
    actions.publish_verdict(cast.jun, verdict)
    moment = Moment.objects.create(round=cast.round, kind="taskforce", held_on=TODAY, who_came="Twelve")
    actions.close_pledge(
        cast.jun, pledge, moment=moment, words="Done.", for_owner="Dele", for_community="Jun"
    )
    a_community_pledge(cast)
    to = tmp_path / "promises.json"
    assert export_pledges(cast.amina, cast.area, "", to) == ["2 promises were written."]
    return to


def bring_in(cast, file, **options):
    return import_pledges(Actor.system(), cast.area, file, ImportOptions(**options))


def forget():
    """As on a machine that has the organisations, asks and answers but not the promises."""
    from listens.core.models import ChainEntry, ChainHead

    Pledge.objects.all().delete()
    ChainEntry.objects.filter(chain__startswith="pledge:").delete()
    ChainHead.objects.filter(chain__startswith="pledge:").delete()


def test_what_was_exported_comes_in_again_unchanged(cast, file, tmp_path):
    before = documents(cast.area)
    assert {row["kind"] for row in before[0]["rows"]} >= {
        "spoken",
        "published",
        "refused",
        "closed",
        "reading",
    }
    forget()
    outcome = bring_in(cast, file)
    assert (outcome.num_added, outcome.findings) == (2, [])
    assert documents(cast.area) == before
    pledge = fresh(Pledge.objects.get(number=1))
    assert verify(pledge) is None and chain.head_of(chain_of(pledge)) == before[0]["head"]
    assert pledge.current_verdict().reply == "Thank you." and pledge.closure().for_owner == "Dele"
    again = tmp_path / "again.json"
    export_pledges(cast.amina, cast.area, "", again)
    assert again.read_bytes() == file.read_bytes()


def test_the_same_file_twice_changes_nothing(cast, file):
    before = documents(cast.area)
    outcome = bring_in(cast, file)
    assert (outcome.num_added, outcome.num_unchanged, outcome.findings) == (0, 2, [])
    assert documents(cast.area) == before and not ImportBatch.objects.exists()


def test_a_dry_run_keeps_nothing(cast, file):
    forget()
    assert bring_in(cast, file, dry_run=True).num_added == 2
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("touch", "sentence"),
    [
        (lambda one: one["rows"][2]["content"].update(words="All open."), "Row 3 was changed"),
        (lambda one: one["rows"].pop(), "cut off"),
        (lambda one: one["rows"].pop(3), "cut off"),
        (lambda one: one.update(head="0" * 64), "cut off"),
        (lambda one: one.pop("owners"), "not written"),
        (lambda one: one.update(id="x"), "not written"),
        (lambda one: one.update(rows=7), "not written"),
        (lambda one: one["rows"][0].update(kind="\x00"), "NUL"),
        (lambda one: one["owners"][0].update(organisation="Nobody's Trust"), "no organisation"),
        (lambda one: one["owners"][0].update(is_lead=False), "fit together"),
        (lambda one: one["co_leads"][0].update(person="Nobody"), "is not here"),
    ],
)
def test_a_touched_promise_is_a_finding_and_the_other_comes_in(cast, file, touch, sentence):
    forget()
    document = json.loads(file.read_text())
    touch(document["pledges"][0])
    file.write_text(json.dumps(document))
    outcome = bring_in(cast, file)
    assert [finding.row for finding in outcome.findings] == [1] and sentence in outcome.findings[0].problem
    assert list(Pledge.objects.values_list("number", flat=True)) == [2]
    forget()
    assert bring_in(cast, file, all_or_nothing=True).num_added == 0 and not Pledge.objects.exists()


def test_a_promise_that_stands_here_otherwise_is_left_alone(cast, file):
    pledge = Pledge.objects.get(number=2)
    actions.report_progress(cast.bea, pledge, words="Ten trained.", happened_on=TODAY)
    [finding] = bring_in(cast, file).findings
    assert finding.row == 2 and "another history" in finding.problem
    assert fresh(pledge).last_seq == 2


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"schema_version": 9, "pledges": []}', b"[" * 99999]
)
def test_what_is_no_export_is_refused_in_one_sentence(cast, tmp_path, data):
    file = tmp_path / "other.json"
    file.write_bytes(data)
    with pytest.raises(UnreadableTable, match="no export of promises"):
        bring_in(cast, file)


def test_through_the_command_line(cast, file, tmp_path, capsys):
    to, report = tmp_path / "out.json", tmp_path / "report.json"
    assert main(["export", "pledges", "--area", "south", "--to", str(to)]) == 0
    assert json.loads(to.read_text())["pledges"] == documents(cast.area)
    assert main(["import", "pledges", str(to), "--area", "south", "--json", str(report)]) == 0
    assert json.loads(report.read_text())["unchanged"] == 2
