"""From a postcode to its ward: surely, nearly, or only the borough; and what is said where it cannot be told."""

from __future__ import annotations

import pytest

from listens.places import locate, postcodes
from listens.places.locate import Located, NotLocated
from listens.places.models import Outline, Place
from tests.places import published

pytestmark = pytest.mark.django_db
POINTS = {
    "SE1 1AA": postcodes.Found(0.01, 51.51, "E09000001"),  # in the middle of Alder
    "SE1 1AB": postcodes.Found(0.0205, 51.51, "E09000001"),  # Birch, 35 m from Alder
    "SE1 1AC": postcodes.Found(
        0.041, 51.51, "E09000001"
    ),  # beside Birch, outside every outline of its borough
    "SE1 1AD": postcodes.Found(0.11, 51.51, "E09000002"),  # the second part of Cedar
    "SE9 9ZZ": postcodes.Found(0.01, 51.51, "E09000033"),
}


@pytest.fixture
def north(cast, tmp_path, monkeypatch):
    published.everything(tmp_path)
    Outline.objects.update(tolerance=50)
    monkeypatch.setattr(postcodes, "is_installed", lambda: True)
    monkeypatch.setattr(postcodes, "find", lambda words: POINTS.get(words))
    return cast.other_area


def place(name):
    return Place.objects.get(area__slug="north", name=name)


def test_a_ward_is_found_and_says_when_it_may_be_another(north):
    assert locate.locate(north, "SE1 1AA") == Located(place("Alder"))
    assert locate.locate(north, "SE1 1AB") == Located(place("Birch"), [place("Alder")])
    assert locate.locate(north, "SE1 1AC").place == place("Birch")
    assert locate.locate(north, "SE1 1AD") == Located(place("Cedar"))
    Outline.objects.all().delete()
    assert locate.locate(north, "SE1 1AA") == Located(place("Ashby"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("SE1", "not a whole postcode"),
        ("12 High Street", "not a whole postcode"),
        ("SE1 1ZZ", "do not know this postcode"),
        ("SE9 9ZZ", "in none of the boroughs here"),
    ],
)
def test_what_cannot_be_found_says_what_to_do(north, words, said, monkeypatch):
    with pytest.raises(NotLocated, match=said):
        locate.locate(north, words)
    monkeypatch.setattr(postcodes, "is_installed", lambda: False)
    with pytest.raises(NotLocated, match="Choose the ward by its name"):
        locate.locate(north, words)


@pytest.mark.skipif(not postcodes.is_installed(), reason="the directory is an extra: make postcodes")
def test_the_directory_knows_well_known_postcodes():
    southwark = postcodes.find(" se5 8az")
    assert southwark and southwark.borough_code == "E09000028"
    assert abs(southwark.latitude - 51.469) < 0.002 and abs(southwark.longitude + 0.0915) < 0.002
    assert postcodes.find("SE1 7PB").borough_code == "E09000022"
    assert postcodes.find("ZZ1 1ZZ") is None and postcodes.find("SE1") is None
