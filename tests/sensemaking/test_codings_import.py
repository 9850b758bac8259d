"""Codings from a file: a finding for each bad row, nothing twice, blind ones kept apart."""

import pytest

from listens.core.access import Denied
from listens.core.importers import IMPORTERS, ImportOptions
from listens.core.models import AuditEvent
from listens.core.tables import UnreadableTable
from listens.sensemaking.actions import code_note
from listens.sensemaking.models import Coding
from tests.sensemaking.build import codebook, note, notes

HEADER = "unit,coder,code,pass\n"


def bring_in(cast, folder, rows, who="femi", **options):
    file = folder / "codings.csv"
    file.write_text(rows if "unit" in rows else HEADER + rows, encoding="utf-8")
    return IMPORTERS["codings"].run(cast.actors[who], cast.area, file, ImportOptions(**options))


def test_codings_come_in_once(cast, tmp_path):
    codebook(cast)
    one, two, three = notes(cast, 3)
    rows = "n0,ana,damp,\nn0,ana,money,\nf.csv:n1,ana,,\nn0,bo,damp,blind\n" + f"{three.pk},ana,money,open\n"
    outcome = bring_in(cast, tmp_path, rows)
    assert (outcome.num_added, outcome.findings) == (5, [])
    assert set(Coding.objects.current().values_list("note", "theme__code")) == {
        (one.pk, "damp"),
        (one.pk, "money"),
        (two.pk, None),
        (three.pk, "money"),
    }
    again = bring_in(cast, tmp_path, rows)
    assert (again.num_added, again.num_unchanged, Coding.objects.count()) == (0, 5, 5)
    assert AuditEvent.objects.filter(verb="import_codings").count() == 1


BAD = [
    ("n9,ana,damp,\n", "unit", "No note"),
    ("n0,,damp,\n", "coder", "Say who"),
    (f"n0,{'a' * 61},damp,\n", "coder", "Say who"),
    ("n0,ana,mould,\n", "code", "not in the codebook"),
    ("n0,ana,damp,second\n", "pass", "not a pass"),
    ("n0,ana\x00,damp,\n", "coder", "NUL"),
]


@pytest.mark.parametrize(("row", "column", "words"), BAD)
def test_a_bad_row_is_a_finding_and_the_good_ones_stay(cast, tmp_path, row, column, words):
    codebook(cast)
    note(cast)
    outcome = bring_in(cast, tmp_path, row + "n0,ana,money,\n")
    [finding] = outcome.findings
    assert (finding.row, finding.column) == (2, column) and words in finding.problem
    assert outcome.num_added == 1
    assert bring_in(cast, tmp_path, row + "n0,bo,money,\n", all_or_nothing=True).num_added == 0
    assert Coding.objects.count() == 1


def test_an_id_that_two_files_share_has_to_name_its_file(cast, tmp_path):
    codebook(cast)
    note(cast)
    other = note(cast, source="g.csv", source_id="n0")
    [finding] = bring_in(cast, tmp_path, "n0,ana,damp,\n").findings
    assert "More than one" in finding.problem
    assert bring_in(cast, tmp_path, "g.csv:n0,ana,damp,\n").num_added == 1
    assert Coding.objects.get().note == other


def test_what_a_person_took_off_does_not_come_back_with_the_same_file(cast, tmp_path):
    themes, one = codebook(cast), note(cast)
    bring_in(cast, tmp_path, "n0,ana,damp,\n")
    code_note(cast.femi, one, themes["damp"], act="remove")
    bring_in(cast, tmp_path, "n0,ana,damp,\n")
    assert not Coding.objects.current().exists()


def test_a_file_of_other_columns_and_another_person_are_refused(cast, tmp_path):
    with pytest.raises(UnreadableTable, match="no column"):
        bring_in(cast, tmp_path, "unit,who\nn0,ana\n")
    for who in ("amina", "pat", "esi"):
        with pytest.raises(Denied):
            bring_in(cast, tmp_path, "n0,ana,damp,\n", who=who)


def test_a_codebook_comes_in_by_the_command_too(cast, tmp_path):
    file = tmp_path / "book.csv"
    file.write_text("short,long\ndamp,Damp\n")
    options = ImportOptions(mapping={"short": "code", "long": "name"})
    assert IMPORTERS["codebook"].run(cast.femi, cast.area, file, options).num_added == 1
    with pytest.raises(UnreadableTable):
        IMPORTERS["codebook"].run(cast.femi, cast.area, tmp_path / "none.csv", options)
