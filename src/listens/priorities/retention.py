"""How long the records of a vote are kept."""

from listens.core import retention

retention.declare_kept(
    "votes",
    "What delegates chose, under their organisations' public names, and how it was counted: the public record of why",
    covers=[
        "priorities.proposal",
        "priorities.gatedecision",
        "priorities.longlist",
        "priorities.longliststep",
        "priorities.share",
        "priorities.votingslip",
        "priorities.ballot",
        "priorities.result",
    ],
)
