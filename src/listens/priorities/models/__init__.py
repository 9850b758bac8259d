"""From many concerns to a manageable number of priorities."""

from listens.priorities.models.ballot import Ballot
from listens.priorities.models.long_list import LongList, LongListStep, Share
from listens.priorities.models.proposal import GateDecision, Proposal
from listens.priorities.models.result import Result
from listens.priorities.models.slip import VotingSlip

__all__ = ["Ballot", "GateDecision", "LongList", "LongListStep", "Proposal", "Result", "Share", "VotingSlip"]
