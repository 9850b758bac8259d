"""`listens export codebook` and `listens import codebook`: out as its file ends, in again with the same actions."""

import json

import pytest

from listens.cli.main import main
from listens.sensemaking.models import Theme, ThemeChange
from tests.sensemaking.build import codebook, theme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["json", "csv", "qdc"])
def test_a_codebook_goes_to_another_area_by_command(cast, tmp_path, capsys, form):
    codebook(cast)
    file, answer = tmp_path / f"book.{form}", tmp_path / "answer.json"
    assert main(["export", "codebook", "--area", "south", "--to", str(file)]) == 0
    assert "4 themes are in" in capsys.readouterr().out
    bring_in = ["import", "codebook", str(file), "--area", "north", "--json", str(answer)]
    assert main([*bring_in, "--dry-run"]) == 0 and not Theme.objects.filter(area=cast.other_area).exists()
    assert main(bring_in) == 0 and json.loads(answer.read_text())["added"] == 4
    assert main(bring_in) == 0 and json.loads(answer.read_text())["unchanged"] == 4
    assert ThemeChange.objects.filter(area=cast.other_area).count() == 4
    names = [
        list(Theme.objects.filter(area=area).values_list("name", flat=True))
        for area in (cast.area, cast.other_area)
    ]
    assert names[0] == names[1]


def test_a_form_that_is_none_and_an_empty_codebook_are_refused_in_one_sentence(cast, tmp_path, capsys):
    for file, words in (("book.xls", "one of these forms"), ("book.qdc", "The codebook is empty")):
        assert main(["export", "codebook", "--area", "south", "--to", str(tmp_path / file)]) == 2
        assert words in capsys.readouterr().err
        assert not (tmp_path / file).exists()
    theme(cast, "damp")
    assert main(["export", "codebook", "--area", "south", "--to", str(tmp_path / "no" / "book.qdc")]) == 2


def test_a_bad_code_is_named_and_the_others_come_in(cast, tmp_path, capsys):
    file = tmp_path / "book.qdc"
    file.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="x" name="Bad" isCodable="true"/>'
        '<Code guid="{AAAAAAAA-0000-4000-8000-000000000001}" name="Good" isCodable="true"/></Codes></CodeBook>'
    )
    assert main(["import", "codebook", str(file), "--area", "south"]) == 1
    assert "row 1, guid: “x” is not a guid" in capsys.readouterr().out
    assert Theme.objects.get().name == "Good"
    file.write_text("<!DOCTYPE x []><CodeBook/>")
    assert main(["import", "codebook", str(file), "--area", "south"]) == 2
    assert "document type" in capsys.readouterr().err
