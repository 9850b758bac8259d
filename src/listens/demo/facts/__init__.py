"""Facts and invented cast of the demo area "South London (synthetic)": published facts with their sources, kept
apart from everything made up. Standard library only; SOURCES.md says where each real fact comes from.
"""

from .bodies import OFFICE_NOT_PUBLISHED, Body, bodies
from .figures import figures
from .history import History, history
from .invented import Invented, invented_round
from .organisations import Organisation, organisations
from .people import People, people
from .settings import Settings, settings
from .sources import Source, sources
from .wards import Ward, wards
from .when import When
from .who_came import reached, who_came

__all__ = [
    "OFFICE_NOT_PUBLISHED",
    "Body",
    "History",
    "Invented",
    "Organisation",
    "People",
    "Settings",
    "Source",
    "Ward",
    "When",
    "bodies",
    "figures",
    "history",
    "invented_round",
    "organisations",
    "people",
    "reached",
    "settings",
    "sources",
    "wards",
    "who_came",
]
