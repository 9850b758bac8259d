"""Every change of state in making sense of notes."""

from listens.sensemaking.actions.codebook import add_theme, change_theme, import_codebook, park_theme
from listens.sensemaking.actions.codings import code_note, flag_note, look_found_none
from listens.sensemaking.actions.codings_import import import_codings
from listens.sensemaking.actions.quotes import check_quote, propose_quote

__all__ = [
    "add_theme",
    "change_theme",
    "check_quote",
    "code_note",
    "flag_note",
    "import_codebook",
    "import_codings",
    "look_found_none",
    "park_theme",
    "propose_quote",
]
