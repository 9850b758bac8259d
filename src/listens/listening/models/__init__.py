"""A round of listening and what was said in it. Nothing here points to a person (tests/test_no_path.py)."""

from listens.listening.models.children import ChildrenConsent, ChildrenSession
from listens.listening.models.conversation import Conversation, ConversationReview
from listens.listening.models.link import ListenerLink
from listens.listening.models.note import Note, NoteWithdrawal
from listens.listening.models.offer import Offer, OfferFollowUp
from listens.listening.models.reach_note import ReachNote
from listens.listening.models.reviewing import ConversationAnswer, ReviewReason
from listens.listening.models.round import Concern, Moment, Prompt, Round, StageWindow
from listens.listening.models.sheet import Sheet, SheetStep
from listens.listening.models.strike import NoteStrike
from listens.listening.models.struck import Strike, Struck
from listens.listening.models.tally import HeardTally, TallyClaim
from listens.listening.models.target import RoundTarget
from listens.listening.models.translation import NoteTranslation

__all__ = [
    "ChildrenConsent",
    "ChildrenSession",
    "Concern",
    "Conversation",
    "ConversationAnswer",
    "ConversationReview",
    "HeardTally",
    "ListenerLink",
    "Moment",
    "Note",
    "NoteStrike",
    "NoteTranslation",
    "NoteWithdrawal",
    "Offer",
    "OfferFollowUp",
    "Prompt",
    "ReachNote",
    "ReviewReason",
    "Round",
    "RoundTarget",
    "Sheet",
    "SheetStep",
    "StageWindow",
    "Strike",
    "Struck",
    "TallyClaim",
]
