"""What the data shows beside a theme: which figures, the three labels, and that a person decides."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from listens.core.access import Denied
from listens.core.acting import Refused, Stale
from listens.core.models import AuditEvent
from listens.places.models import Figures, Place
from listens.sensemaking.actions import choose_indicators, compare_with_data, undo_indicators
from listens.sensemaking.beside import beside, beside_in_boroughs, beside_themes
from listens.sensemaking.models import DataLabel, IndicatorChoice, Theme
from listens.sensemaking.suggesting import indicators_for, label_for
from tests.cast import Cast
from tests.sensemaking.build import theme
from tests.sensemaking.figures import overcrowding

WHY = "Many homes have a bedroom too few, as people said."


def housing(cast: Cast, *keys: str) -> Theme:
    made = theme(cast, "housing", name="Housing")
    if keys:
        choose_indicators(cast.femi, made, keys)
    return made


@pytest.mark.parametrize(
    ("code", "name", "above", "first"),
    [
        ("housing", "Housing", "", "overcrowding"),
        ("rent", "Rent and finding a place", "housing", "private_rent"),
        ("money", "Money and the cost of living", "", "income_deprivation"),
        ("alone", "Being lonely", "isolation", "one_person_households"),
        ("older", "Older people cut off", "isolation", "older"),
        ("camhs", "Waiting for children's mental health help", "", "child_poverty"),
        ("blue-badge", "Disabled people's parking", "", "disability"),
        ("damp", "Wet walls", "housing", "overcrowding"),
        ("police", "Trust", "", None),
    ],
)
def test_figures_are_suggested_by_a_themes_name(cast, code, name, above, first) -> None:
    parent = theme(cast, above) if above else None
    found = indicators_for(theme(cast, code, parent, name=name))
    assert found[:1] == ([first] if first else []) and len(found) <= 3


def test_figures_are_chosen_changed_and_undone(cast: Cast) -> None:
    made = housing(cast, "overcrowding", "social_rent", "overcrowding")
    assert beside(made).keys == ["overcrowding", "social_rent"]
    choose_indicators(cast.femi, made, ["overcrowding", "social_rent"])  # the same again is no row
    choose_indicators(cast.amina, made, ["private_rent"], seen_seq=1)
    with pytest.raises(Stale):
        choose_indicators(cast.femi, made, ["older"], seen_seq=1)
    assert undo_indicators(cast.femi, made, seen_seq=2).keys == ["overcrowding", "social_rent"]
    assert undo_indicators(cast.femi, made).keys == ["private_rent"]
    assert [row.seq for row in IndicatorChoice.objects.filter(theme=made)] == [1, 2, 3, 4]
    assert AuditEvent.objects.filter(verb="choose_indicators").count() == 4


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["happiness"], "no figure called “happiness”"),
        (
            ["overcrowding", "social_rent", "private_rent", "older", "disability", "imd_score", "gp_ratio"],
            "at most 6",
        ),
    ],
)
def test_a_choice_that_cannot_be_is_refused(cast: Cast, keys, words) -> None:
    made = housing(cast)
    with pytest.raises(Refused, match=words):
        choose_indicators(cast.femi, made, keys)
    with pytest.raises(Refused, match="nothing to undo"):
        undo_indicators(cast.femi, made)
    with pytest.raises(Denied):
        choose_indicators(cast.bea, made, ["overcrowding"])
    assert not IndicatorChoice.objects.exists()


def test_without_figures_it_says_so_by_itself(cast: Cast) -> None:
    made = housing(cast)
    assert (beside(made).label, beside(made).why_no_data[:19]) == ("no_data", "No published figure")
    choose_indicators(cast.femi, made, ["overcrowding"])
    assert "not been brought in yet" in beside(made).why_no_data
    places = overcrowding(cast, without=("Richmond",))
    found = beside(made, places["Richmond"])
    assert found.label == "no_data" and "do not have this place" in found.why_no_data
    assert beside(made).label == "taken_back" and not beside(made).why_no_data  # nobody has compared yet


def test_a_person_decides_and_takes_back(cast: Cast) -> None:
    made = housing(cast, "overcrowding")
    lambeth = overcrowding(cast)["Lambeth"]
    compare_with_data(cast.femi, made, lambeth, label="agree", sentence=WHY, seen_seq=0)
    compare_with_data(
        cast.femi, made, lambeth, label="agree", sentence=f"  {WHY} "
    )  # the same again is no row
    assert beside(made, lambeth).label == "agree" and beside(made).label == "taken_back"
    with pytest.raises(Stale):
        compare_with_data(cast.femi, made, lambeth, label="differ", sentence=WHY, seen_seq=0)
    compare_with_data(cast.femi, made, lambeth, label="differ", sentence=WHY, seen_seq=1)
    compare_with_data(cast.femi, made, lambeth, label="taken_back", seen_seq=2)
    assert beside(made, lambeth).label == "taken_back"
    assert [row.label for row in DataLabel.objects.all()] == ["agree", "differ", "taken_back"]
    assert AuditEvent.objects.filter(verb="compare_with_data").count() == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"label": "perhaps"}, "one of the answers"),
        ({"sentence": " "}, "one sentence why"),
        ({"sentence": "x" * 301}, "the most is 300"),
        ({"sentence": "a\x00b"}, "NUL character"),
        ({"sentence": "Lambeth is the worst of all."}, "leave out “worst”"),
        ({"sentence": "It ranks third."}, "do not rank places"),
        ({"label": "taken_back"}, "nothing to take back"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(cast: Cast, typed, words) -> None:
    made = housing(cast, "overcrowding")
    overcrowding(cast)
    with pytest.raises(Refused, match=words):
        compare_with_data(cast.femi, made, None, **({"label": "agree", "sentence": WHY} | typed))
    assert not DataLabel.objects.exists()


def test_nobody_agrees_with_figures_that_are_not_there(cast: Cast) -> None:
    made = housing(cast, "overcrowding")
    with pytest.raises(Refused, match="no figures to compare with"):
        compare_with_data(cast.femi, made, None, label="agree", sentence=WHY)
    compare_with_data(cast.femi, made, None, label="no_data", sentence="Nobody counts damp by borough.")
    assert beside(made).decided.sentence == "Nobody counts damp by borough."
    for name in ("amina", "grace", "nia", "pat"):
        with pytest.raises(Denied):
            compare_with_data(getattr(cast, name), made, None, label="no_data", sentence="No.")


def test_a_finding_falls_away_with_its_figures(cast: Cast) -> None:
    made = housing(cast, "overcrowding")
    lambeth = overcrowding(cast)["Lambeth"]
    compare_with_data(cast.femi, made, lambeth, label="agree", sentence=WHY)
    overcrowding(cast, as_at=dt.date(2031, 3, 30))
    found = beside(made, lambeth)
    assert found.is_outdated and found.label == "taken_back" and found.newest.label == "agree"
    compare_with_data(cast.femi, made, lambeth, label="agree", sentence=WHY)
    assert beside(made, lambeth).label == "agree"
    Figures.objects.all().delete()
    assert beside(made, lambeth).label == "no_data"


def test_a_suggestion_is_made_at_the_ends_of_the_areas_own_range(cast: Cast) -> None:
    made = housing(cast, "overcrowding")
    overcrowding(cast)
    found = {each.place.name: label_for(each.spreads[0]) for each in beside_in_boroughs(made)}
    assert found == {"Kingston": "differ", "Lambeth": "agree", "Richmond": "differ", "Southwark": "agree"}
    assert label_for(beside(made).spreads[0]) == ""  # the whole area has no other to compare with
    Figures.objects.filter(place__name="Kingston").delete()
    assert {label_for(each.spreads[0]) for each in beside_in_boroughs(made)} == {""}  # three are too few


def test_the_same_queries_for_one_borough_and_for_four(cast: Cast, django_assert_num_queries) -> None:
    made = housing(cast, "overcrowding", "social_rent")
    lambeth = overcrowding(cast)["Lambeth"]
    with django_assert_num_queries(5):
        assert len(beside_in_boroughs(made)) == 4
    Place.objects.exclude(pk__in=[lambeth.pk, cast.ward.pk]).delete()
    with django_assert_num_queries(5):
        assert len(beside_in_boroughs(made)) == 1


def test_the_desk_says_how_many_themes_are_to_compare(cast: Cast, django_assert_num_queries) -> None:
    made = housing(cast, "overcrowding")
    for code in ("money", "damp"):
        theme(cast, code, made if code == "damp" else None)
    client, desk = cast.client("femi"), "/south/desk/"
    assert "theme to compare" not in client.get(desk).content.decode()
    overcrowding(cast)
    assert "1 theme to compare" in client.get(desk).content.decode()
    page = client.get(reverse("themes_data", args=["south"])).content.decode()
    assert "Overcrowded homes" in page and page.count("No published figure has been chosen") == 1
    assert page.count("/codebook/themes/money/data/") == page.count("/codebook/themes/damp/data/") == 1
    compare_with_data(cast.femi, made, None, label="differ", sentence=WHY)
    assert "theme to compare" not in client.get(desk).content.decode()
    with django_assert_num_queries(5):
        assert [each.label for each in beside_themes(cast.area)] == ["differ", "no_data", "no_data"]


def test_the_pages_of_the_sense_maker(cast: Cast) -> None:
    made = housing(cast)
    overcrowding(cast)
    client = cast.client("femi")
    data = reverse("theme_data", args=["south", "housing"])
    assert data in client.get(reverse("staff_theme", args=["south", "housing"])).content.decode()
    assert "No published figure has been chosen" in client.get(data).content.decode()
    figures = reverse("choose_indicators", args=["south", "housing"])
    form = client.get(figures).content.decode()
    assert "Overcrowded homes (suggested)" in form and "(suggested, not brought in yet)" in form
    assert form.count("checked") == 3  # a person still has to save it
    typed = {"first": "overcrowding", "more": ["overcrowding", "social_rent"], "seen_seq": 0}
    assert client.post(figures, typed)["Location"] == data
    assert "Somebody else has changed this" in client.post(figures, typed | {"more": []}).content.decode()
    page = client.get(data).content.decode()
    assert "Lambeth" in page and "The data agree" in page and "% of households" in page
    place = "?place=" + cast.ward.parent.code
    compare = reverse("compare_with_data", args=["south", "housing"])
    assert "upper third" in client.get(compare + place).content.decode()
    assert "suggests nothing" in client.get(compare).content.decode()
    refused = client.post(compare + place, {"label": "agree", "sentence": "", "seen_seq": 0})
    assert "Say in one sentence why." in refused.content.decode()
    assert (
        client.post(compare + place, {"label": "agree", "sentence": WHY, "seen_seq": 0})["Location"] == data
    )
    assert beside(made, cast.ward.parent).label == "agree"
    assert WHY in client.get(data).content.decode()
    assert client.get(compare + "?place=E09999999").status_code == 404
    undo = reverse("undo_indicators", args=["south", "housing"])
    for seen in ("9" * 5000, "0", "x", "", "²"):
        assert "changed this since" in client.post(undo, {"seen_seq": seen}, follow=True).content.decode()
    assert "as they were before" in client.post(undo, {"seen_seq": "1"}, follow=True).content.decode()
    assert beside(made).keys == []


def test_an_organiser_takes_the_sentence_into_a_prompt(cast: Cast) -> None:
    housing(cast, "overcrowding")
    places = overcrowding(cast, without=("Richmond",))
    client = cast.client("amina")
    prompt = reverse("prompt_data", args=["south", "autumn", 1])
    assert (
        f"{prompt}?figure=overcrowding"
        in client.get(reverse("theme_data", args=["south", "housing"])).content.decode()
    )
    page = client.get(f"{prompt}?figure=overcrowding&place={places['Lambeth'].code}")
    ready = page.context["form"].initial
    assert ready["sentence"] == (
        "Overcrowded homes in Lambeth: 12% of households. The boroughs of this area go from 5 to 12."
    )
    assert ready["source"] == "Census 2021, TS052, Office for National Statistics"
    assert ready["as_at"] == dt.date(2021, 3, 21) and ready["sentence"] in page.content.decode()
    assert client.post(prompt, ready | {"as_at": "2021-03-21"}).status_code == 302
    for query, words in (
        ("?figure=happiness", "Select a valid choice"),
        ("?figure=overcrowding&place=E09999999", "Select a valid choice"),
        (f"?figure=overcrowding&place={places['Richmond'].code}", "no such figure for Richmond"),
        ("?figure=", "Choose one"),
    ):
        page = client.get(prompt + query)
        assert words in page.content.decode() or "figure" in page.context["ready"].errors, query
        assert (
            page.context["form"].initial["sentence"] == ready["sentence"]
        )  # what was saved stays in the form
