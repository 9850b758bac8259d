"""What was said, sorted by people into a codebook they own."""

from listens.sensemaking.models.beside import DataLabel, IndicatorChoice
from listens.sensemaking.models.coding import Coding
from listens.sensemaking.models.machine import (
    CodingBatch,
    NoteVector,
    ProposalNote,
    ProposalStep,
    Suggestion,
    ThemeProposal,
    ThemeRun,
)
from listens.sensemaking.models.quote import Quote, QuoteCheck
from listens.sensemaking.models.theme import Theme

__all__ = [
    "Coding",
    "CodingBatch",
    "DataLabel",
    "IndicatorChoice",
    "NoteVector",
    "ProposalNote",
    "ProposalStep",
    "Quote",
    "QuoteCheck",
    "Suggestion",
    "Theme",
    "ThemeProposal",
    "ThemeRun",
]
