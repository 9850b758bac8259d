"""From many concerns to a manageable number of priorities."""

from listens.priorities.models.ballot import Ballot
from listens.priorities.models.long_list import LongList, LongListStep, Share
from listens.priorities.models.merge import KeptApart, ProposalMerge
from listens.priorities.models.proposal import GateDecision, Proposal, ReasonSeen
from listens.priorities.models.result import Result
from listens.priorities.models.slip import VotingSlip
from listens.priorities.models.talk import Contribution

__all__ = [
    "Ballot",
    "Contribution",
    "GateDecision",
    "KeptApart",
    "LongList",
    "LongListStep",
    "Proposal",
    "ProposalMerge",
    "ReasonSeen",
    "Result",
    "Share",
    "VotingSlip",
]
