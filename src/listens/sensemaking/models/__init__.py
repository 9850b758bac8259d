"""What was said, sorted by people into a codebook they own."""

from listens.sensemaking.models.beside import DataLabel, IndicatorChoice
from listens.sensemaking.models.blind import BlindCheck, BlindNote
from listens.sensemaking.models.choice import MachineChoice
from listens.sensemaking.models.coding import Coding
from listens.sensemaking.models.correction import Correction, CorrectionAnswer
from listens.sensemaking.models.estimate import ThemeEstimate
from listens.sensemaking.models.example import ThemeExample
from listens.sensemaking.models.lineage import ThemeChange, ThemeEdge
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
from listens.sensemaking.models.wall import WallNote

__all__ = [
    "BlindCheck",
    "BlindNote",
    "Coding",
    "CodingBatch",
    "Correction",
    "CorrectionAnswer",
    "DataLabel",
    "IndicatorChoice",
    "MachineChoice",
    "NoteVector",
    "ProposalNote",
    "ProposalStep",
    "Quote",
    "QuoteCheck",
    "Suggestion",
    "Theme",
    "ThemeChange",
    "ThemeEdge",
    "ThemeEstimate",
    "ThemeExample",
    "ThemeProposal",
    "ThemeRun",
    "WallNote",
]
