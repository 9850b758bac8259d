"""How long the records of a vote are kept."""

from __future__ import annotations

import datetime as dt

from listens.core import retention
from listens.core.models import Area
from listens.priorities.models import Contribution


def delete_contributions(area: Area, before: dt.date) -> int:
    rows = Contribution.objects.filter(proposal__area=area, at__date__lt=before)
    num = rows.count()
    rows.delete()
    return num


retention.declare(
    "what was said before a vote",
    "What delegates said of proposals under their organisations' names, until the next round could learn from it",
    730,
    delete_contributions,
    covers=["priorities.contribution"],
)

retention.declare_kept(
    "votes",
    "What was chosen, under the organisations' names in public, and how it was counted: the public record of why",
    covers=[
        "priorities.proposal",
        "priorities.gatedecision",
        "priorities.reasonseen",
        "priorities.proposalmerge",
        "priorities.keptapart",
        "priorities.longlist",
        "priorities.longliststep",
        "priorities.share",
        "priorities.ballot",
        "priorities.result",
    ],
)
retention.declare_kept(
    "voting slips",
    "That a slip was printed for an organisation: gone when the vote closes, with every link to a choice",
    covers=["priorities.votingslip"],
)

retention.declare_kept(
    "ballots typed from paper",
    "What each of two people typed of a slip or sheet, and what was counted by hand: the close of the vote erases it."
    " How many slips were used, spoiled and left over stays",
    covers=[
        "priorities.paperslip",
        "priorities.paperstep",
        "priorities.slipcount",
        "priorities.totals",
        "priorities.reconciled",
    ],
)
