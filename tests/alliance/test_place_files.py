"""Files of places from a page: sent, checked by a worker with a finding for each bad row, then brought in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from listens.alliance import place_file_forms
from listens.alliance.actions import bring_in_place_file, send_place_file
from listens.alliance.models import WaitingFile
from listens.core.access import Denied
from listens.core.models import AuditEvent, Grant, ImportBatch, JobRun
from listens.places.models import DataSet, Outline, Place, SmallArea
from listens.places.population import population
from tests.cast import Cast
from tests.places.published import ETHNICITY, LOOKUP, Sheet, boundaries, changed

pytestmark = pytest.mark.django_db
Work = Callable[[], None]
OTHER: Sheet = ("ward24_code,Renting,Owning", ["E05000001,10,20", "E05000002,5,x", "E05000003,7,9"])
SAID = {
    "title": "Homes counted by the council",
    "as_at": "2026-04-01",
    "source": "Ashby Council",
    "licence": "Open Government Licence v3.0",
    "unit": "households",
}


@pytest.fixture
def amina(cast: Cast) -> Client:
    """An organiser of the area that begins without places."""
    Grant.objects.create(actor=cast.amina, area=cast.other_area, role="organiser")
    return cast.client("amina")


def at(name: str, **more: object) -> str:
    return reverse(name, kwargs={"area": "north", **more})


def file_of(sheet: Sheet, name: str = "some.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([sheet[0], *sheet[1]]).encode())


def sent(
    client: Client, work: Work, kind: str, file: SimpleUploadedFile, **about: str
) -> tuple[str, HttpResponse]:
    """The address of the check, and its page when the worker is done."""
    answer = client.post(at("send_place_file", kind=kind), {"file": file, **about})
    assert answer.status_code == 302, words(answer)
    work()
    return answer.headers["Location"], client.get(answer.headers["Location"])


def brought(client: Client, work: Work, check: str) -> HttpResponse:
    answer = client.post(check)
    assert answer.status_code == 302, words(answer)
    work()
    return client.get(answer.headers["Location"])


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_everything_about_places_comes_in_from_the_pages(
    cast: Cast, amina: Client, work: Work, tmp_path: Path
) -> None:
    north = cast.other_area
    assert at("place_data") in words(amina.get(at("places")))
    assert at("place_data") in words(amina.get(at("desk")))
    assert "Begin with the small areas." in words(amina.get(at("place_data")))
    check, page = sent(amina, work, "lookup", file_of(LOOKUP))
    assert "5 rows would be added" in words(page) and not SmallArea.objects.exists()
    assert "5 rows were added" in words(brought(amina, work, check))
    assert Place.objects.filter(area=north).count() == 5 and SmallArea.objects.count() == 5
    check, _page = sent(amina, work, "figures", file_of(ETHNICITY))
    brought(amina, work, check)
    assert population(north, "ethnicity").total == 800
    outlines = SimpleUploadedFile("wards.geojson", boundaries(tmp_path).read_bytes())
    check, _page = sent(
        amina,
        work,
        "boundaries",
        outlines,
        as_at="2024-05-02",
        source="ONS",
        licence="OGL, © Crown copyright",
    )
    brought(amina, work, check)
    assert Outline.objects.count() == 3
    here = words(amina.get(at("place_data")))
    assert "Census 2021: ethnic group (TS021)" in here and "© Crown copyright" in here
    assert 'datetime="2024-05-02"' in here
    assert not WaitingFile.objects.exists()
    assert set(ImportBatch.objects.values_list("by", flat=True)) == {cast.amina.pk}


def test_each_bad_row_is_named_and_the_good_ones_come_in(cast: Cast, amina: Client, work: Work) -> None:
    brought(amina, work, sent(amina, work, "lookup", file_of(LOOKUP))[0])
    bad = changed(ETHNICITY, E01000003="E01000003,1,2,-3,4,90", E01000004="E01000004,0,many,0,0,100")
    check, page = sent(amina, work, "figures", file_of(bad))
    said = words(page)
    assert "2 rows have a problem" in said and "A count cannot be below zero." in said
    assert "“many” is not a number." in said and ">4<" in said and ">5<" in said
    assert "takes its place" in said, "how to put it right later"
    assert not DataSet.objects.exists()
    brought(amina, work, check)
    assert population(cast.other_area, "ethnicity", Place.objects.get(name="Alder")).total == 400


def test_the_same_file_twice_changes_nothing(cast: Cast, amina: Client, work: Work) -> None:
    for _time in range(2):
        check, page = sent(amina, work, "lookup", file_of(LOOKUP))
        if "would be added" in words(page) and not SmallArea.objects.exists():
            brought(amina, work, check)
    assert "5 rows are already here" in words(page) and "Bring in the good rows" not in words(page)
    assert AuditEvent.objects.filter(verb="add_places").count() == 1


def test_what_no_column_tells_is_asked_for_and_kept(cast: Cast, amina: Client, work: Work) -> None:
    brought(amina, work, sent(amina, work, "lookup", file_of(LOOKUP))[0])
    answer = amina.post(
        at("send_place_file", kind="figures"), {"file": file_of(OTHER), "title": SAID["title"]}
    )
    said = words(answer)
    assert answer.status_code == 422 and SAID["title"] in said and "--title" not in said
    assert "We do not know this table by its columns. Say what it is. Then choose the file again." in said
    assert said.count("Fill this in.") >= 3 and "Choose one." in said and said.count("(optional)") == 1
    assert not JobRun.objects.filter(settings__holds="figures").exists()
    check, page = sent(amina, work, "figures", file_of(OTHER), **SAID)
    assert "“x” is not a number." in words(page)
    brought(amina, work, check)
    kept = DataSet.objects.get()
    assert (kept.title, kept.source, kept.licence) == (SAID["title"], SAID["source"], SAID["licence"])
    assert (kept.as_at.isoformat(), kept.unit) == (SAID["as_at"], "households")


@pytest.mark.parametrize(
    ("kind", "sent_with", "problem"),
    [
        ("figures", {}, "Choose a file."),
        (
            "figures",
            {"file": b"\x00\x01nonsense,"},
            "No column says which place a row is of. Name it lsoa21_code",
        ),
        ("figures", {"file": b"lsoa21_code,A", **SAID, "as_at": "2027-01-01"}, "That day has not come yet."),
        ("boundaries", {"file": b"{}", "source": "ONS", "licence": "OGL"}, "Fill this in."),
        ("lookup", {"file": b"x" * 2_000_000}, "over 1 MB"),
    ],
)
def test_what_cannot_be_read_is_said_at_once(
    cast: Cast, amina: Client, monkeypatch: pytest.MonkeyPatch, kind: str, sent_with: dict, problem: str
) -> None:
    monkeypatch.setattr(place_file_forms, "LARGEST", 1)
    data = dict(sent_with)
    if "file" in data:
        data["file"] = SimpleUploadedFile("some.csv", data["file"])
    answer = amina.post(at("send_place_file", kind=kind), data)
    assert answer.status_code == 422 and re.search(problem, words(answer))
    assert not WaitingFile.objects.exists() and not JobRun.objects.exists()


def test_what_the_check_refuses_is_said_with_what_to_do(cast: Cast, amina: Client, work: Work) -> None:
    check, page = sent(amina, work, "figures", file_of(ETHNICITY))
    assert page.status_code == 422
    assert "Bring in the lookup of small areas first." in words(page) and "listens import" not in words(page)
    answer = amina.post(check)
    assert answer.status_code == 422 and "Send another one." in words(answer)
    assert not JobRun.objects.filter(kind="bring_in_place_file").exists()


def test_a_double_click_brings_it_in_once_and_a_stop_not_at_all(
    cast: Cast, amina: Client, work: Work
) -> None:
    check, _page = sent(amina, work, "lookup", file_of(LOOKUP))
    one, two = (amina.post(check).headers["Location"] for _ in range(2))
    assert one == two
    amina.post(one, {"act": "cancel"})
    work()
    assert "This was stopped. Nothing was changed." in words(amina.get(one))
    assert not SmallArea.objects.exists()
    assert "5 rows were added" in words(brought(amina, work, check)), "the file still waits"


@pytest.mark.parametrize("name", ["bea", "mehmet", "femi", "esi"])
def test_only_organisers_bring_files_in(cast: Cast, name: str, work: Work) -> None:
    check = send_place_file(cast.amina, cast.area, "lookup", "l.csv", b"a,b", {})
    actor = getattr(cast, name)
    with pytest.raises(Denied):
        send_place_file(actor, cast.area, "figures", "f.csv", b"a,b", {})
    with pytest.raises(Denied):
        bring_in_place_file(actor, cast.area, check)
    address = reverse("place_data", args=["south"])
    assert cast.client(name).get(address).status_code == 403
    assert address not in words(cast.client(name).get(reverse("places", args=["south"])))
