"""What may stand beside a quote: no ward, organisation, language, date or number (decisions: "Who may act").

A quote's context is coarse on purpose: "a mother in Lambeth" may stand, "a Somali-speaking mother of 4 in
Stockwell East" may not, because whoever knows the place would know the person.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from listens.alliance.models import Organisation
from listens.core import text
from listens.core.models import Area
from listens.places.models import Place

# Main languages of the 2021 census of England and Wales that Django's own list lacks.
MORE_LANGUAGES = """akan amharic bsl cantonese creole dari farsi filipino flemish fula gujarati hausa igbo krio
kurdish lingala luganda malay malayalam mandarin maltese oromo pashto patois persian punjabi romani romany sinhala
shona somali tagalog tigrinya twi wolof yiddish yoruba"""
NOT_MEANT = {"latin", "ido"}  # the last word of a script's name; and three letters that mean much else
MONTHS = "january february april june july august september october november december"
DAYS = "monday tuesday wednesday thursday friday saturday sunday yesterday tomorrow today"
_WHEN = re.compile(rf"\b({'|'.join((MONTHS + ' ' + DAYS).split())})s?\b", re.IGNORECASE)
_MAY_OR_MARCH = re.compile(r"\b(in|of|last|this|since|early|late|mid) (may|march)\b", re.IGNORECASE)


def problem_with(area: Area, said_by: str) -> str:
    """A sentence that says what to take out, or an empty one."""
    if problem := text.problem_with(said_by, longest=120):
        return problem
    if re.search(r"\d", said_by):
        return _("Take the numbers out: an age, a date or a count can give somebody away.")
    if _WHEN.search(said_by) or _MAY_OR_MARCH.search(said_by):
        return _("Take the day or month out: when something was said can give somebody away.")
    words = f" {_plain(text.key(said_by))} "
    if language := next((name for name in languages() if f" {name} " in words), None):
        return _("Take “%(language)s” out: a language can give somebody away.") % {"language": language}
    if ward := next((ward for ward in _wards(area) if f" {_plain(ward)} " in words), None):
        return _("Take “%(ward)s” out: a ward is too small. Name the borough, or no place.") % {"ward": ward}
    if name := next((name for name in _organisations(area) if f" {_plain(text.key(name))} " in words), None):
        return _("Take “%(name)s” out: an organisation is too small. Say what kind it is, or nothing.") % {
            "name": name
        }
    return ""


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """English names of languages, in lower case, without what stands in brackets."""
    names = [_plain(info["name"].casefold()) for info in LANG_INFO.values() if "name" in info]
    known = {part for name in names for part in (name, name.split()[-1])}
    return frozenset(known | set(MORE_LANGUAGES.split())) - NOT_MEANT


def _wards(area: Area) -> list[str]:
    """Wards by name; one that is called as its borough is says no more than the borough."""
    kinds: dict[str, set[str]] = {Place.Kind.WARD: set(), Place.Kind.BOROUGH: set()}
    for kind, name in Place.objects.filter(area=area).values_list("kind", "name_key"):
        kinds[kind].add(name)
    return sorted(kinds[Place.Kind.WARD] - kinds[Place.Kind.BOROUGH])


def _organisations(area: Area) -> list[str]:
    """Community organisations by name; one that is called as a borough is says no more than the borough."""
    boroughs = Place.objects.filter(area=area, kind=Place.Kind.BOROUGH).values_list("name_key", flat=True)
    found = Organisation.objects.filter(area=area).community().exclude(name_key__in=list(boroughs))
    return [name for name in found.values_list("name", flat=True) if _plain(text.key(name))]


def _plain(name: str) -> str:
    """Only letters and digits, with one space between words."""
    return " ".join(re.findall(r"[^\W_]+", name))
