"""A place is chosen by its name or a postcode; what may be two places asks which."""

from __future__ import annotations

import pytest
from django import forms

from listens.places import postcodes
from listens.places.fields import PlaceField
from listens.places.models import Outline, Place
from tests.places import published

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    place = PlaceField(label="Borough or ward", required=False)


@pytest.fixture
def choose(cast, tmp_path, monkeypatch):
    published.everything(tmp_path)
    monkeypatch.setattr(postcodes, "is_installed", lambda: True)
    monkeypatch.setattr(postcodes, "find", lambda words: postcodes.Found(0.021, 51.51, "E09000001"))

    def chosen(words):
        form = Form({"place": words})
        form.fields["place"].of(cast.other_area)
        return form.cleaned_data["place"] if form.is_valid() else form.errors["place"][0]

    return chosen


def test_a_name_a_code_or_a_sure_postcode_is_a_place(choose):
    assert choose("") is None
    for words in ("Birch", "birch, ashby", "E05000002"):
        assert choose(words).name == "Birch"
    assert choose("ASHBY").kind == "borough"
    Outline.objects.update(tolerance=0)
    assert choose("SE1 1AB").name == "Birch"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("bir", "Choose one of these: Birch, Ashby."),
        ("Brich", "Did you mean Birch, Ashby?"),
        ("Nowhere", "No borough or ward here has a name like that."),
        ("SE1 1AB", "Choose one of these: Birch, Ashby; Alder, Ashby."),
        ("a\x00b", "NUL"),
    ],
)
def test_what_may_be_another_place_is_asked_about(choose, words, said):
    assert said in choose(words)


def test_wards_of_one_name_are_told_apart_by_their_borough(choose):
    area, colne = Place.objects.get(name="Colne").area, Place.objects.get(name="Colne")
    Place.objects.create(
        area=area, kind="ward", code="E05000009", name="Birch", name_key="birch", parent=colne
    )
    assert "Birch, Ashby; Birch, Colne" in choose("birch")
    assert choose("Birch, Colne").parent == colne


def test_the_names_stand_below_the_field_without_script(cast, choose):
    form = Form()
    form.fields["place"].of(cast.other_area)
    assert '<option value="Birch, Ashby"></option>' in str(form["place"])
    assert 'list="names-of-place"' in str(form["place"]) and "not kept" in str(form)
