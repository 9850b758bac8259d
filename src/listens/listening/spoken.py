"""Languages people speak in a conversation: the area's own first, then those most spoken in its census."""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from listens.core.models import Area

SPOKEN = {
    "en": _("English"),
    "ar": _("Arabic"),
    "bn": _("Bengali"),
    "bfi": _("British Sign Language"),
    "zh": _("Chinese"),
    "fr": _("French"),
    "gu": _("Gujarati"),
    "it": _("Italian"),
    "fa": _("Persian"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "pa": _("Punjabi"),
    "ro": _("Romanian"),
    "so": _("Somali"),
    "es": _("Spanish"),
    "ta": _("Tamil"),
    "ti": _("Tigrinya"),
    "tr": _("Turkish"),
    "tw": _("Twi"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "vi": _("Vietnamese"),
    "yo": _("Yoruba"),
    "und": _("Another language"),
}


def languages_for(area: Area) -> list[tuple[str, str]]:
    """(code, name) to choose from."""
    own = [code for code in area.languages if code in SPOKEN]
    return [(code, str(SPOKEN[code])) for code in [*own, *[code for code in SPOKEN if code not in own]]]


def direction(language: str) -> str:
    """How a language is written, for the `dir` of people's own words; the browser looks itself when we do not know."""
    info = LANG_INFO.get(language.lower()) or LANG_INFO.get(language.split("-")[0].lower()) or {}
    if "bidi" not in info:
        return "auto"
    return "rtl" if info["bidi"] else "ltr"


def name_of(code: str) -> str:
    return str(SPOKEN.get(code, code))
