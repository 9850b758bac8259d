"""From many concerns to a manageable number of priorities."""

from listens.priorities.models.ballot import Ballot
from listens.priorities.models.hall_count import Reconciled, SlipCount, Totals
from listens.priorities.models.long_list import LongList, LongListStep, Share
from listens.priorities.models.merge import KeptApart, ProposalMerge
from listens.priorities.models.paper import PaperSlip, PaperStep
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
    "PaperSlip",
    "PaperStep",
    "Proposal",
    "ProposalMerge",
    "ReasonSeen",
    "Reconciled",
    "Result",
    "Share",
    "SlipCount",
    "Totals",
    "VotingSlip",
]
