"""Every change of state in making sense of notes."""

from listens.sensemaking.actions.beside import choose_indicators, compare_with_data, undo_indicators
from listens.sensemaking.actions.codebook import add_theme, change_theme, park_theme, set_theme_status
from listens.sensemaking.actions.codebook_import import import_codebook, import_codebook_table
from listens.sensemaking.actions.codings import code_note, look_found_none
from listens.sensemaking.actions.codings_import import import_codings
from listens.sensemaking.actions.deciding import decide_note, reopen_note
from listens.sensemaking.actions.examples import add_example, add_note_example, take_off_example
from listens.sensemaking.actions.merging import merge_themes, split_theme
from listens.sensemaking.actions.quotes import check_quote, find_translated, find_words, propose_quote
from listens.sensemaking.actions.reading import record_reading
from listens.sensemaking.actions.recoding import recode_note
from listens.sensemaking.actions.undoing import undo_change

__all__ = [
    "add_example",
    "add_note_example",
    "add_theme",
    "change_theme",
    "check_quote",
    "choose_indicators",
    "code_note",
    "compare_with_data",
    "decide_note",
    "find_translated",
    "find_words",
    "import_codebook",
    "import_codebook_table",
    "import_codings",
    "look_found_none",
    "merge_themes",
    "park_theme",
    "propose_quote",
    "recode_note",
    "record_reading",
    "reopen_note",
    "set_theme_status",
    "split_theme",
    "take_off_example",
    "undo_change",
    "undo_indicators",
]
