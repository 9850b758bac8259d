"""Every change of state in making sense of notes."""

from listens.sensemaking.actions.batches import accept_suggestions, undo_suggestions
from listens.sensemaking.actions.beside import choose_indicators, compare_with_data, undo_indicators
from listens.sensemaking.actions.blind import (
    decide_blind,
    end_blind_check,
    reopen_blind,
    settle_note,
    start_blind_check,
    take_over_agreed,
)
from listens.sensemaking.actions.branching import branch_theme
from listens.sensemaking.actions.choices import ask_outside_name, choose_for_computer
from listens.sensemaking.actions.codebook import add_theme, change_theme, park_theme, set_theme_status
from listens.sensemaking.actions.codebook_import import import_codebook, import_codebook_table
from listens.sensemaking.actions.codings import code_note, look_found_none
from listens.sensemaking.actions.codings_import import import_codings
from listens.sensemaking.actions.corrections import answer_correction, record_correction
from listens.sensemaking.actions.deciding import Marked, check_chosen, decide_note, reopen_note
from listens.sensemaking.actions.examples import add_example, add_note_example, take_off_example
from listens.sensemaking.actions.machine import (
    accept_as_new,
    accept_into,
    put_aside,
    start_finding,
    stop_finding,
    try_finding_again,
    undo_proposal,
)
from listens.sensemaking.actions.merging import merge_themes, split_theme
from listens.sensemaking.actions.quotes import check_quote, find_translated, find_words, propose_quote
from listens.sensemaking.actions.reading import record_reading
from listens.sensemaking.actions.recoding import recode_note
from listens.sensemaking.actions.undoing import undo_change
from listens.sensemaking.actions.wall import code_wall, number_notes

__all__ = [
    "Marked",
    "accept_as_new",
    "accept_into",
    "accept_suggestions",
    "add_example",
    "add_note_example",
    "add_theme",
    "answer_correction",
    "ask_outside_name",
    "branch_theme",
    "change_theme",
    "check_chosen",
    "check_quote",
    "choose_for_computer",
    "choose_indicators",
    "code_note",
    "code_wall",
    "compare_with_data",
    "decide_blind",
    "decide_note",
    "end_blind_check",
    "find_translated",
    "find_words",
    "import_codebook",
    "import_codebook_table",
    "import_codings",
    "look_found_none",
    "merge_themes",
    "number_notes",
    "park_theme",
    "propose_quote",
    "put_aside",
    "recode_note",
    "record_correction",
    "record_reading",
    "reopen_blind",
    "reopen_note",
    "set_theme_status",
    "settle_note",
    "split_theme",
    "start_blind_check",
    "start_finding",
    "stop_finding",
    "take_off_example",
    "take_over_agreed",
    "try_finding_again",
    "undo_change",
    "undo_indicators",
    "undo_proposal",
    "undo_suggestions",
]
