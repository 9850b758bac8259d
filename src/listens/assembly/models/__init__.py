"""What is asked in public, of whom, and what they answer."""

from listens.assembly.models.answer import (
    PROMISES,
    WITHOUT_WORDS,
    Answer,
    AnswerKind,
    Explanation,
    Transcript,
)
from listens.assembly.models.ask import Ask, AskStep
from listens.assembly.models.assembly import Addressee, Assembly

__all__ = [
    "PROMISES",
    "WITHOUT_WORDS",
    "Addressee",
    "Answer",
    "AnswerKind",
    "Ask",
    "AskStep",
    "Assembly",
    "Explanation",
    "Transcript",
]
