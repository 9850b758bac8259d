"""Pages in other languages: which are offered, how they are written, and that the figures about them are counted."""

import datetime as dt
import json
from pathlib import Path

import language_coverage
import polib
import words_to_translate
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from word_groups import HOME

from listens.core import languages
from listens.core.wording import CONTEXT, digest
from tests.cast import Cast


def made_up(*entries: polib.POEntry) -> polib.POFile:
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=3; plural=0;"}
    catalogue.extend(entries)
    return catalogue


def entry(msgid: str, where: str, msgstr: str = "", **more) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, occurrences=[(where, "")], **more)


CAPTURE = "listening/templates/listening/capture.html"


def test_coverage_counts_what_is_whole_by_who_sees_it() -> None:
    some = {0: "a", 1: "b", 2: ""}
    read = digest("You may stop.", "Możesz przerwać.")
    catalogue = made_up(
        entry("Write", CAPTURE, "Pisz"),
        entry("Menu", "core/templates/core/navigation.html"),  # the listener's page takes it in by its layout
        entry("Guess", CAPTURE, "Zgadnij", flags=["fuzzy"]),
        entry("Gone", CAPTURE, "Nie ma", obsolete=True),
        entry("%(n)d note", CAPTURE, msgid_plural="%(n)d notes", msgstr_plural=some),
        entry("You may stop.", CAPTURE, "Możesz przerwać.", msgctxt=CONTEXT),
        entry("You may go.", CAPTURE, "Możesz iść.", msgctxt=CONTEXT),
        entry("Promises", "public/templates/public/promises.html", "Obietnice"),
        entry("Your desk", "alliance/desk.py"),
    )
    assert language_coverage.measure(catalogue, {read: "Ewa, for us, 3 March"}) == {
        "heard": {"words": 6, "done": 3},
        "public": {"words": 1, "done": 1},
        "staff": {"words": 1, "done": 0},
        "relied_on": {"words": 2, "done": 1},
    }
    assert language_coverage.share({"words": 201, "done": 200}) == "200 of 201 (99 %)"


def test_words_come_back_only_with_every_blank_tag_and_form() -> None:
    catalogue = made_up(
        entry("%(n)d note", CAPTURE, msgid_plural="%(n)d notes", flags=["python-format"]),
        entry("<b>Ring</b> %(who)s", CAPTURE, flags=["python-format"]),
        entry("Write", CAPTURE, msgctxt="a button"),
    )
    given = words_to_translate.waiting(catalogue, "heard")
    assert [len(one["msgstr"]) for one in given] == [3, 1, 1]
    given[0]["msgstr"] = ["%(n)d a", "%(n)d b", ""]
    given[1]["msgstr"] = ["Dzwoń %(kto)s"]
    given[2]["msgstr"] = ["Pisz"]
    taken, refused = words_to_translate.take(catalogue, given)
    assert taken == 1 and len(refused) == 2 and "3 forms" in refused[0] and "<b>" in refused[1]
    assert [one.msgid for one in catalogue.translated_entries()] == ["Write"]


def test_every_language_of_the_settings_has_a_catalogue_and_its_page_of_figures_is_up_to_date() -> None:
    ours = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert set(language_coverage.languages()) == ours
    counted = json.loads(languages.COUNTED.read_text(encoding="utf-8"))
    written = (Path(HOME).parents[1] / "docs" / "languages.md").read_text(encoding="utf-8")
    assert written == language_coverage.page(language_coverage.table(counted)), "make coverage-languages"


def test_every_choice_of_a_record_can_be_said_in_other_languages() -> None:
    """`Kind.HOST = "host", _("I would host a meeting")`: without the `_` it stays English on every page."""
    plain = [
        f"{field}: {words}"
        for model in apps.get_models()
        if model.__module__.startswith("listens.")
        for field in model._meta.get_fields()
        for _value, words in getattr(field, "choices", None) or []
        if not isinstance(words, Promise)
    ]
    assert plain == []


def test_days_are_written_as_each_language_writes_them() -> None:
    day = dt.date(2026, 3, 3)
    expected = {
        "en-gb": "3 March 2026",
        "pl": "3 marca 2026",
        "so": "3 Maarso 2026",
        "uk": "3 березня 2026 р.",
    }
    for code, words in expected.items():
        with translation.override(code):
            assert date_format(day) == words


def test_an_area_offers_its_own_languages_and_is_in_english_to_a_browser_that_asks_for_others(
    cast: Cast, client
) -> None:
    cast.area.languages = ["so", "en", "bn", "ar"]
    cast.area.save()
    assert [one.code for one in languages.offered(cast.area)] == ["so", "en-gb", "ar"]
    page = client.get("/south/", headers={"accept-language": "so"}).content.decode()
    assert '<html lang="so" dir="ltr">' in page
    assert 'lang="ar" dir="rtl">العربيّة</button>' in page and "español" not in page
    assert '<html lang="en-gb"' in client.get("/south/", headers={"accept-language": "es"}).content.decode()


def test_organisers_see_how_much_of_each_language_there_is(cast: Cast) -> None:
    page = cast.client("amina").get(reverse("area_settings", kwargs={"area": "south"})).content.decode()
    counted = languages.coverage()["ar"]["public"]
    assert languages.share(counted) in page and "Soomaali" in page
