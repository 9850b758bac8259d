"""The card that people fill in themselves: its questions, each counted apart from the others.

The groups are those of the census of England and Wales 2021, so that reach can be set against it.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listens.listening.models import HeardTally

NOT_SAID = "not said"

CARD: dict[str, tuple[tuple[str, str | Promise], ...]] = {
    HeardTally.Group.AGE: (
        ("16-24", _("16 to 24")),
        ("25-34", _("25 to 34")),
        ("35-49", _("35 to 49")),
        ("50-64", _("50 to 64")),
        ("65-79", _("65 to 79")),
        ("80+", _("80 or over")),
    ),
    HeardTally.Group.ETHNICITY: (
        ("asian", _("Asian or Asian British")),
        ("black", _("Black, Black British, Caribbean or African")),
        ("mixed", _("Mixed or multiple ethnic groups")),
        ("white", _("White")),
        ("other", _("Other ethnic group")),
    ),
    HeardTally.Group.TENURE: (
        ("owned", _("I own it, or pay a mortgage")),
        ("social", _("I rent from a council or housing association")),
        ("private", _("I rent from a private landlord")),
        ("temporary", _("Temporary accommodation")),
        ("other", _("Something else")),
    ),
    HeardTally.Group.DISABILITY: (
        ("limited a lot", _("Yes, a lot")),
        ("limited a little", _("Yes, a little")),
        ("not limited", _("No")),
    ),
}

QUESTIONS: dict[str, str | Promise] = {
    HeardTally.Group.AGE: _("How old are you?"),
    HeardTally.Group.ETHNICITY: _("Which ethnic group are you from?"),
    HeardTally.Group.TENURE: _("What is your home?"),
    HeardTally.Group.DISABILITY: _("Does a long-term illness or disability limit what you can do?"),
}


def values_of(group: str) -> list[str]:
    return [value for value, _words in CARD[group]] + [NOT_SAID]
