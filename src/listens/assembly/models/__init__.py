"""What is asked in public, of whom, and what they answer."""

from listens.assembly.models.answer import Answer, Transcript
from listens.assembly.models.ask import Ask, AskStep
from listens.assembly.models.assembly import Addressee, Assembly

__all__ = ["Addressee", "Answer", "Ask", "AskStep", "Assembly", "Transcript"]
