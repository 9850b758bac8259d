"""What people do in a round: one noun per file, all of them offered here."""

from listens.listening.actions.answers import answer_for_paper, answer_reviewer
from listens.listening.actions.cards import receive_card
from listens.listening.actions.contacts import receive_contact
from listens.listening.actions.conversations import receive_conversations
from listens.listening.actions.erasing import erase_struck
from listens.listening.actions.links import (
    card_of,
    hold_link,
    make_link,
    open_link,
    renew_link,
    revoke_link,
)
from listens.listening.actions.moments import add_moment, change_moment, record_moment
from listens.listening.actions.notes_import import import_notes
from listens.listening.actions.offers import follow_up_offer, open_offer
from listens.listening.actions.prompt_data import say_what_data_shows
from listens.listening.actions.reasons import list_reasons
from listens.listening.actions.reminding import remind_of_reviews
from listens.listening.actions.review import (
    accept_conversations,
    accept_file,
    export_review_log,
    read_notes,
    review_conversation,
)
from listens.listening.actions.rounds import (
    change_wording,
    drop_window,
    open_round,
    opening_gaps,
    set_window,
    start_round,
)
from listens.listening.actions.settling import settle_conversations
from listens.listening.actions.striking import put_back, strike_words
from listens.listening.actions.targets import set_targets
from listens.listening.actions.translations import translate_note
from listens.listening.actions.withdrawal import withdraw_by_slip, withdraw_note, withdraw_slip_for

__all__ = [
    "accept_conversations",
    "accept_file",
    "add_moment",
    "answer_for_paper",
    "answer_reviewer",
    "card_of",
    "change_moment",
    "change_wording",
    "drop_window",
    "erase_struck",
    "export_review_log",
    "follow_up_offer",
    "hold_link",
    "import_notes",
    "list_reasons",
    "make_link",
    "open_link",
    "open_offer",
    "open_round",
    "opening_gaps",
    "put_back",
    "read_notes",
    "receive_card",
    "receive_contact",
    "receive_conversations",
    "record_moment",
    "remind_of_reviews",
    "renew_link",
    "review_conversation",
    "revoke_link",
    "say_what_data_shows",
    "set_targets",
    "set_window",
    "settle_conversations",
    "start_round",
    "strike_words",
    "translate_note",
    "withdraw_by_slip",
    "withdraw_note",
    "withdraw_slip_for",
]
