"""How long the records of a vote are kept."""

from listens.core import retention

retention.declare_kept(
    "votes",
    "What was chosen, under the organisations' names in public, and how it was counted: the public record of why",
    covers=[
        "priorities.proposal",
        "priorities.gatedecision",
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
