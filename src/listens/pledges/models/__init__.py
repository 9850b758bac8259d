"""A promise made in public: who owns it, what became of it, and what the community side says."""

from listens.pledges.models.measure import Measure, MeasureDefinition, Reading
from listens.pledges.models.pledge import CoLead, Pledge, PledgeOwner
from listens.pledges.models.record import Amendment, Closure, Confirmation, Evidence, PledgeRow, Progress
from listens.pledges.models.verdict import Verdict, VerdictPause, VerdictSigner

__all__ = [
    "Amendment",
    "Closure",
    "CoLead",
    "Confirmation",
    "Evidence",
    "Measure",
    "MeasureDefinition",
    "Pledge",
    "PledgeOwner",
    "PledgeRow",
    "Progress",
    "Reading",
    "Verdict",
    "VerdictPause",
    "VerdictSigner",
]
